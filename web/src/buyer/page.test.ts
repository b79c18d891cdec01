import { beforeEach, expect, test, vi } from "vitest";

import { moment, render } from "./page";
import type { BuyerOffer } from "@/lib/api/schema";

const offer: BuyerOffer = {
  offer: "7",
  shop: "毛衣店",
  title: "羊毛开衫",
  buyer: "张**",
  state: "sent",
  open: true,
  notice: { zh: "请选一项", en: "Choose one" },
  items: [
    {
      number: 1,
      entitled: true,
      name: { zh: "退货退款", en: "return" },
      sentence: { zh: "您可以退货退款 199.00 元", en: "You may return it" },
      basis: [{ zh: "消法第二十四条", en: "art. 24" }],
      until: null,
      chosen: false,
      swaps: [],
    },
    {
      number: 2,
      entitled: false,
      name: { zh: "优惠券", en: "coupon" },
      sentence: { zh: "送您一张券", en: "A coupon" },
      basis: [],
      until: null,
      chosen: false,
      swaps: [],
    },
    {
      number: 0,
      entitled: true,
      name: { zh: "赔付", en: "compensation" },
      sentence: { zh: "另赔您 5.00 元", en: "And 5.00 yuan" },
      basis: [{ zh: "平台规则", en: "platform rule" }],
      until: null,
      chosen: false,
      swaps: [],
    },
  ],
  valid_until: Date.UTC(2026, 2, 9, 6, 5),
  now: 0,
  zone: "Asia/Shanghai",
};

let page: HTMLElement;
const answers = { choose: vi.fn(), refuse: vi.fn() };
beforeEach(() => {
  page = document.createElement("main");
  document.body.replaceChildren(page);
  vi.clearAllMocks();
});

const press = (text: string) => {
  const found = [...page.querySelectorAll("button")].find((one) => one.textContent?.includes(text));
  if (!found) throw new Error(`no button ${text}`);
  found.click();
};

test("what is owed stands first, with its basis; what comes on top cannot be chosen", () => {
  render(page, offer, answers);
  const groups = [...page.querySelectorAll("fieldset")].map((one) => one.textContent ?? "");
  expect(groups[0]).toContain("您应得的");
  expect(groups[0]).toContain("消法第二十四条");
  expect(groups[1]).toContain("送您一张券");
  expect(groups[2]).toContain("另赔您 5.00 元");
  expect(page.querySelectorAll("input[type=radio]")).toHaveLength(2);
});

test("a choice is sent after it was confirmed", () => {
  render(page, offer, answers);
  press("确认这一项");
  expect(answers.choose).not.toHaveBeenCalled();
  expect(page.textContent).toContain("请先选一项");
  page.querySelectorAll("input")[1]!.click();
  press("确认这一项");
  expect(answers.choose).not.toHaveBeenCalled();
  press("再看看");
  press("确认这一项");
  press("Yes");
  expect(answers.choose).toHaveBeenCalledWith([2], []);
});

test("an exchange is chosen with its size; what is sold out cannot be", () => {
  const sizes = [
    { sku: "11", name: "灰 M", same: true, left: true },
    { sku: "12", name: "灰 L", same: false, left: true },
    { sku: "13", name: "灰 XL", same: false, left: false },
  ];
  const exchange = { ...offer.items[0]!, swaps: [{ place: 3, title: "羊毛开衫", sizes }] };
  render(page, { ...offer, items: [exchange, offer.items[1]!] }, answers);
  const list = page.querySelector("select")!;
  expect([...list.options].map((one) => one.disabled)).toEqual([false, false, true]);
  list.value = "12";
  list.dispatchEvent(new Event("change"));
  expect(page.querySelector<HTMLInputElement>("input:checked")?.value).toBe("1");
  press("确认这一项");
  press("Yes");
  expect(answers.choose).toHaveBeenCalledWith([1], [{ place: 3, sku: "12" }]);
});

test("the size of an exchange does not go along with another choice", () => {
  const sizes = [
    { sku: "11", name: "灰 M", same: true, left: true },
    { sku: "12", name: "灰 L", same: false, left: true },
  ];
  const exchange = { ...offer.items[0]!, swaps: [{ place: 0, title: "", sizes }] };
  render(page, { ...offer, items: [exchange, offer.items[1]!] }, answers);
  const list = page.querySelector("select")!;
  list.value = "12";
  list.dispatchEvent(new Event("change"));
  page.querySelectorAll("input")[1]!.click();
  press("确认这一项");
  press("Yes");
  expect(answers.choose).toHaveBeenCalledWith([2], []);
});

test("none of them goes with the buyer's words", () => {
  render(page, offer, answers);
  press("都不合适");
  page.querySelector("textarea")!.value = "想换一件";
  press("发送");
  expect(answers.refuse).toHaveBeenCalledWith("想换一件");
});

test("an answered menu shows the choice and no buttons", () => {
  const items = offer.items.map((item) => ({ ...item, chosen: item.number === 1 }));
  render(page, { ...offer, open: false, state: "chosen", items }, answers);
  expect(page.querySelector(".chosen")?.textContent).toContain("您的选择");
  expect(page.querySelectorAll("button, input")).toHaveLength(0);
});

test("words of the shop are text, not markup", () => {
  render(page, { ...offer, title: "<img src=x onerror=alert(1)>" }, answers);
  expect(page.querySelector("img")).toBeNull();
});

test("times are the shop's", () => expect(moment(offer.valid_until, offer.zone).zh).toContain("14:05"));
