// What the offer's panel computes: pure, so that it can be tested.
import type { LighterWay, OfferItemView, OfferPreview, OfferView, OtherWayView, Remedy, ExchangeChoice } from "@/lib/settle/types";

// A remedy as a lighter way that the server takes; what is nothing is left out.
export function wayOf(remedy: Pick<Remedy, "kind" | "money" | "credit" | "gift_cost" | "look_again" | "detail">): LighterWay {
  return {
    kind: remedy.kind,
    ...(remedy.money ? { money: remedy.money } : {}),
    ...(remedy.credit ? { credit: remedy.credit } : {}),
    ...(remedy.gift_cost ? { gift_cost: remedy.gift_cost } : {}),
    ...(remedy.look_again != null ? { look_again: remedy.look_again } : {}),
    ...(remedy.detail ? { detail: remedy.detail } : {}),
  };
}

export const lighterWays = (offer: Pick<OfferView, "items">): LighterWay[] =>
  offer.items.filter((item) => !item.entitled).map((item) => wayOf(item.remedy));

// The whole list of lighter ways with one of them changed, taken out, or added.
export const without = (ways: LighterWay[], kind: string): LighterWay[] => ways.filter((way) => way.kind !== kind);
export const withWay = (ways: LighterWay[], way: LighterWay): LighterWay[] =>
  ways.some((one) => one.kind === way.kind) ? ways.map((one) => (one.kind === way.kind ? way : one)) : [...ways, way];

// What a person sets about a way: the amount that it consists of.
export type AmountField = "money" | "credit" | "gift_cost";
export function amountField(kind: string): AmountField | null {
  if (["partial_refund_keep", "repair_allowance", "red_packet", "goodwill_refund", "freight_reimbursement"].includes(kind)) {
    return "money";
  }
  if (kind === "coupon" || kind === "member_upgrade") return kind === "coupon" ? "credit" : null;
  if (kind === "gift") return "gift_cost";
  return null;
}

// Every way besides what is owed: those the desk would show now may have been taken out by hand and can come back.
export function allWays(preview: Pick<OfferPreview, "items" | "others">): OtherWayView[] {
  const shown = preview.items
    .filter((item) => !item.entitled)
    .map(({ remedy, name, cost, why }) => ({ remedy, name, cost, why, lighter: true, obstacles: [] }));
  return [...shown, ...preview.others];
}

// Ways that could still be put on the menu, and those that cannot.
export function splitOthers(others: OtherWayView[], onMenu: string[]): { addable: OtherWayView[]; rest: OtherWayView[] } {
  const left = others.filter((way) => !onMenu.includes(way.remedy.kind));
  const addable = left.filter((way) => way.lighter && way.obstacles.length === 0);
  return { addable, rest: left.filter((way) => !addable.includes(way)) };
}

// The menu in the order in which it is read: what is owed, lighter ways, what comes on top of any choice.
export interface Menu {
  owed: OfferItemView[];
  lighter: OfferItemView[];
  onTop: OfferItemView[];
}
export function menuOf(items: OfferItemView[]): Menu {
  return {
    owed: items.filter((item) => item.entitled && item.number > 0),
    lighter: items.filter((item) => !item.entitled),
    onTop: items.filter((item) => item.entitled && item.number === 0),
  };
}

// The freight reimbursement goes together with a return or an exchange; its number, where both are on the menu.
export function freightBeside(items: OfferItemView[], kind: string): number | null {
  if (kind !== "return_refund" && kind !== "exchange") return null;
  const found = items.find((item) => item.remedy.kind === "freight_reimbursement" && item.number > 0);
  return found?.number ?? null;
}

export const liveOffer = (offers: OfferView[]): OfferView | undefined =>
  offers.find((offer) => offer.state === "proposed" || offer.state === "sent");

// The offer that the panel is about: the live one, else the newest that was answered.
export const shownOffer = (offers: OfferView[]): OfferView | undefined =>
  liveOffer(offers) ?? offers.find((offer) => offer.state === "chosen" || offer.state === "refused");

// What happened to an offer last, for the list of earlier ones.
export const endOf = (offer: OfferView): number => offer.ended?.at ?? offer.sent?.at ?? offer.proposed.at;

export const linkOf = (link: string, origin: string): string => (link ? new URL(link, origin).href : "");

// The sizes to choose from, by the place of the line.
export function sizesByPlace(choices: ExchangeChoice[]): [number, ExchangeChoice[]][] {
  const places = new Map<number, ExchangeChoice[]>();
  for (const one of choices) places.set(one.place, [...(places.get(one.place) ?? []), one]);
  return [...places].sort(([a], [b]) => a - b);
}
