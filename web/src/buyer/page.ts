// The menu as the buyer sees it: plain elements, no framework, so that it opens at once on a phone.
import { words, type Word } from "./words";
import type { BuyerItem, BuyerOffer, BuyerSwap, WantedSizeInput } from "@/lib/api/schema";

export type Text = { zh: string; en: string };

export interface Answers {
  choose: (items: number[], wanted: WantedSizeInput[]) => void;
  refuse: (words: string) => void;
}

export const word = (key: Word): Text => ({ zh: words.zh[key], en: words.en[key] });

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// Chinese, and English below it.
function both(text: Text, tag: "p" | "span" | "h1" | "h2" | "legend" = "p", className = ""): HTMLElement {
  const english = element("span", "en", text.en);
  english.lang = "en";
  return element(tag, className, text.zh, english);
}

// "3月9日 14:05", in the shop's zone.
export function moment(at: number, zone: string): Text {
  const format = (locale: string) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: zone || "Asia/Shanghai",
      month: "long",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }).format(at);
  return { zh: format("zh-CN"), en: format("en-GB") };
}

function basisOf(item: BuyerItem): HTMLElement[] {
  if (item.basis.length === 0) return [];
  const join = (key: "zh" | "en", between: string) => item.basis.map((one) => one[key]).join(between);
  return [
    both({ zh: `${words.zh.basis}：${join("zh", "、")}`, en: `${words.en.basis}: ${join("en", ", ")}` }, "p", "basis"),
  ];
}

function untilOf(item: BuyerItem, zone: string): HTMLElement[] {
  if (item.until == null) return [];
  const at = moment(item.until, zone);
  return [
    both({ zh: `${words.zh.rightUntil} ${at.zh}`, en: `${words.en.rightUntil} ${at.en}` }, "p", "basis"),
  ];
}

// Which size or colour an exchange sends. Choosing one also chooses the exchange.
function swapOf(swap: BuyerSwap, pick: () => void): HTMLElement {
  const list = element("select", "");
  list.dataset.place = String(swap.place);
  for (const size of swap.sizes) {
    const name = size.left ? size.name : `${size.name}（${words.zh.soldOut} ${words.en.soldOut}）`;
    const option = element("option", "", name);
    option.value = size.same ? "" : size.sku;
    option.disabled = !size.left;
    option.selected = size.same;
    list.append(option);
  }
  list.addEventListener("change", pick);
  const title = swap.title ? element("span", "goods", swap.title) : "";
  return element("label", "swap", title, both(word("swap"), "span"), list);
}

function swapsOf(item: BuyerItem, radio: HTMLInputElement): HTMLElement[] {
  const pick = () => {
    if (radio.checked) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change"));
  };
  return item.swaps.filter((swap) => swap.sizes.length > 1).map((swap) => swapOf(swap, pick));
}

function card(item: BuyerItem, offer: BuyerOffer, picked: () => void): HTMLElement {
  const inside = [both(item.sentence, "p", "sentence"), ...basisOf(item), ...untilOf(item, offer.zone)];
  if (!offer.open || item.number === 0) {
    const plain = element("div", item.chosen ? "card chosen" : "card", ...inside);
    if (item.chosen && item.number > 0) plain.prepend(both(word("chosen"), "p", "mark"));
    return plain;
  }
  const radio = element("input", "");
  radio.type = "radio";
  radio.name = "item";
  radio.value = String(item.number);
  radio.addEventListener("change", picked);
  const row = element("label", "card", radio, element("span", "inside", ...inside));
  const swaps = swapsOf(item, radio);
  return swaps.length === 0 ? row : element("div", "with-swaps", row, ...swaps);
}

function group(title: Word, items: BuyerItem[], offer: BuyerOffer, picked: () => void): HTMLElement[] {
  if (items.length === 0) return [];
  const list = items.map((item) => card(item, offer, picked));
  return [element("fieldset", "", both(word(title), "legend"), ...list)];
}

function button(text: Text, className: string, press: () => void): HTMLButtonElement {
  const made = element("button", className, both(text, "span"));
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

// Asks once more before something is sent.
function ask(question: HTMLElement[], yes: Word, sure: () => void, back: () => void): HTMLElement {
  return element(
    "div",
    "ask",
    ...question,
    element("div", "buttons", button(word(yes), "main", sure), button(word("back"), "", back)),
  );
}

function actions(offer: BuyerOffer, form: HTMLElement, answers: Answers): HTMLElement {
  const place = element("div", "actions");
  const choosable = offer.items.some((item) => item.number > 0);
  const picked = (): number[] => {
    const radio = form.querySelector<HTMLInputElement>("input:checked");
    return radio ? [Number(radio.value)] : [];
  };
  const wanted = (): WantedSizeInput[] =>
    [...(form.querySelector("input:checked")?.closest(".with-swaps")?.querySelectorAll("select") ?? [])]
      .filter((list) => list.value !== "")
      .map((list) => ({ place: Number(list.dataset.place), sku: list.value }));
  const rest = () => {
    place.replaceChildren(
      button(word(choosable ? "confirm" : "onlyConfirm"), "main", () => {
        if (choosable && picked().length === 0) {
          form.querySelector("input")?.focus();
          place.querySelector(".hint")?.remove();
          place.prepend(both(word("choose"), "p", "hint"));
          return;
        }
        place.replaceChildren(ask([both(word("sure"))], "yes", () => answers.choose(picked(), wanted()), rest));
      }),
      button(word("none"), "quiet", () => {
        const text = element("textarea", "");
        text.id = "words";
        text.rows = 3;
        text.maxLength = 300;
        const label = element("label", "", both(word("tell"), "span"));
        label.htmlFor = "words";
        place.replaceChildren(ask([label, text], "send", () => answers.refuse(text.value), rest));
        text.focus();
      }),
    );
  };
  rest();
  return place;
}

export function render(page: HTMLElement, offer: BuyerOffer, answers: Answers) {
  const main = element("div", "");
  const picked = () => main.querySelector(".hint")?.remove();
  const at = moment(offer.valid_until, offer.zone);
  main.append(
    element("p", "shop", offer.shop),
    element("h1", "", offer.title),
    ...(offer.buyer ? [element("p", "buyer", `${words.zh.greeting}${offer.buyer.includes("*") ? "" : `，${offer.buyer}`}`)] : []),
    both(offer.notice, "p", offer.open ? "notice" : "notice over"),
  );
  main.append(
    ...group("owed", offer.items.filter((item) => item.entitled && item.number > 0), offer, picked),
    ...group("also", offer.items.filter((item) => !item.entitled), offer, picked),
    ...group("onTop", offer.items.filter((item) => item.number === 0), offer, picked),
  );
  if (offer.open) {
    main.append(
      both({ zh: `${words.zh.until} ${at.zh}`, en: `${words.en.until} ${at.en}` }, "p", "until"),
      actions(offer, main, answers),
    );
  }
  page.replaceChildren(main);
}

// A sentence instead of the page, and a way to try again where that may help.
export function say(page: HTMLElement, text: Text, retry?: () => void) {
  const shown: HTMLElement[] = [both(text, "p", "notice")];
  if (retry) shown.push(element("div", "actions", button(word("retry"), "main", retry)));
  page.replaceChildren(...shown);
}
