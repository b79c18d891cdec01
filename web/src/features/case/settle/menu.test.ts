import { expect, test } from "vitest";

import type { OfferItemView, OfferView, OtherWayView, Remedy } from "@/lib/settle/types";

import { answerBody } from "./answers";
import {
  allWays,
  amountField,
  freightBeside,
  lighterWays,
  linkOf,
  liveOffer,
  menuOf,
  shownOffer,
  sizesByPlace,
  splitOthers,
  wayOf,
  without,
  withWay,
} from "./menu";

const remedy = (kind: Remedy["kind"], more = {}): Remedy => ({
  kind,
  money: 0,
  credit: 0,
  pieces: [],
  freight_back: "none",
  freight_out: "none",
  gift_cost: 0,
  ground: "no_reason",
  look_again: null,
  detail: "",
  wanted: [],
  ...more,
});
const item = (number: number, entitled: boolean, kind: Remedy["kind"], more = {}) =>
  ({ number, entitled, remedy: remedy(kind, more) }) as unknown as OfferItemView;
const items = [
  item(1, true, "return_refund", { money: 19900 }),
  item(2, true, "exchange"),
  item(3, false, "partial_refund_keep", { money: 3000, pieces: [0] }),
  item(4, false, "coupon", { credit: 500, detail: "满50减5" }),
  item(0, true, "compensation_by_rule", { money: 500 }),
];

test("a menu is read as what is owed, lighter ways, and what comes anyway", () => {
  const menu = menuOf(items);
  expect(menu.owed.map((one) => one.number)).toEqual([1, 2]);
  expect(menu.lighter.map((one) => one.number)).toEqual([3, 4]);
  expect(menu.onTop.map((one) => one.remedy.kind)).toEqual(["compensation_by_rule"]);
});

test("lighter ways go to the server with what they consist of and nothing else", () => {
  expect(lighterWays({ items })).toEqual([
    { kind: "partial_refund_keep", money: 3000 },
    { kind: "coupon", credit: 500, detail: "满50减5" },
  ]);
  expect(wayOf(remedy("wait_until", { look_again: 5 }))).toEqual({ kind: "wait_until", look_again: 5 });
});

test("changing, taking out and adding keeps the others", () => {
  const ways = lighterWays({ items });
  expect(without(ways, "coupon").map((way) => way.kind)).toEqual(["partial_refund_keep"]);
  expect(withWay(ways, { kind: "coupon", credit: 800 })).toEqual([ways[0], { kind: "coupon", credit: 800 }]);
  expect(withWay(ways, { kind: "gift", gift_cost: 200 }).map((way) => way.kind)).toEqual([
    "partial_refund_keep",
    "coupon",
    "gift",
  ]);
});

test.each([
  ["partial_refund_keep", "money"],
  ["coupon", "credit"],
  ["gift", "gift_cost"],
  ["member_upgrade", null],
  ["apology", null],
])("the amount of %s is its %s", (kind, field) => expect(amountField(kind)).toBe(field));

test("only what is lighter and possible can be added", () => {
  const way = (kind: Remedy["kind"], lighter: boolean, obstacles: unknown[] = []) =>
    ({ remedy: remedy(kind), lighter, obstacles }) as unknown as OtherWayView;
  const others = [way("gift", true), way("red_packet", true, [{}]), way("intercept", false), way("coupon", true)];
  const { addable, rest } = splitOthers(others, ["coupon"]);
  expect(addable.map((one) => one.remedy.kind)).toEqual(["gift"]);
  expect(rest.map((one) => one.remedy.kind)).toEqual(["red_packet", "intercept"]);
});

test("a way that was taken out by hand can come back", () => {
  const preview = { items, others: [] } as unknown as Parameters<typeof allWays>[0];
  const { addable } = splitOthers(allWays(preview), ["return_refund", "exchange", "coupon"]);
  expect(addable.map((one) => one.remedy.kind)).toEqual(["partial_refund_keep"]);
});

test("return freight goes with a return or an exchange only", () => {
  const menu = [...items, item(5, true, "freight_reimbursement", { money: 1200 })];
  expect(freightBeside(menu, "return_refund")).toBe(5);
  expect(freightBeside(menu, "exchange")).toBe(5);
  expect(freightBeside(menu, "coupon")).toBeNull();
  expect(freightBeside(items, "exchange")).toBeNull();
});

test("the live offer is shown, else the one that was answered last", () => {
  const offer = (id: string, state: string) => ({ id, state }) as unknown as OfferView;
  const list = [offer("4", "replaced"), offer("3", "sent"), offer("2", "refused"), offer("1", "expired")];
  expect(liveOffer(list)?.id).toBe("3");
  expect(shownOffer(list)?.id).toBe("3");
  expect(shownOffer([offer("2", "replaced"), offer("1", "chosen")])?.id).toBe("1");
  expect(shownOffer([offer("2", "withdrawn")])).toBeUndefined();
});

test("the link is a whole address", () => {
  expect(linkOf("/o/abc", "https://desk.example:8443")).toBe("https://desk.example:8443/o/abc");
  expect(linkOf("", "https://desk.example")).toBe("");
});

test("an answer names a line or a gift only where the question is about one", () => {
  const asked = { question: "intact.tag_on", line: "7", about: "" };
  expect(answerBody(asked, "yes", 4)).toEqual({ version: 4, question: "intact.tag_on", value: "yes", line: "7" });
  expect(answerBody({ question: "handed_over", line: "0", about: "" }, "", 4)).toEqual({
    version: 4,
    question: "handed_over",
    value: "",
  });
});

test("sizes are laid out by the line they belong to", () => {
  const size = (place: number, sku: string) => ({ place, sku, attributes: sku, code: "", same: false, chosen: false, available: 1 });
  expect(sizesByPlace([size(2, "c"), size(0, "a"), size(0, "b")]).map(([place, list]) => [place, list.map((one) => one.sku)])).toEqual([
    [0, ["a", "b"]],
    [2, ["c"]],
  ]);
});
