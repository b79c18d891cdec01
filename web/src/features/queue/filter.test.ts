import { expect, test } from "vitest";

import { filterOf, narrowed, sameFilter, searchOf, type QueueFilter } from "./filter";

const filters: QueueFilter[] = [
  {},
  { mine: true },
  { unassigned: true, step: "verify" },
  { assignee: "123", status: "waiting_buyer", channel: "taobao" },
  { issue: "wrong_item", issue_class: "refund", tag: "加急 & 老客", clock_within_minutes: 120 },
  { text: "张三 + 羊毛衫 #5 100%" },
];

test.each(filters)("address and filter say the same: %j", (filter) => {
  expect(filterOf(searchOf(filter))).toEqual(filter);
  expect(filterOf(new URLSearchParams(searchOf(filter).toString()))).toEqual(filter);
});

test("nonsense in an address is left out", () => {
  expect(filterOf(new URLSearchParams("mine=yes&within=-5&step=&q=%20&foo=bar"))).toEqual({});
  expect(filterOf(new URLSearchParams("within=1e9&within=3"))).toEqual({});
  expect(filterOf(new URLSearchParams("within=1.5"))).toEqual({});
});

test("mine, nobody's and somebody's exclude each other", () => {
  expect(filterOf(new URLSearchParams("mine=1&unassigned=1&assignee=7"))).toEqual({ mine: true });
  expect(narrowed({ mine: true, step: "agree" }, { unassigned: true })).toEqual({ unassigned: true, step: "agree" });
  expect(narrowed({ unassigned: true }, { assignee: "7" })).toEqual({ assignee: "7" });
  expect(narrowed({ assignee: "7" }, { mine: true })).toEqual({ mine: true });
});

test("taking a condition off", () => {
  const with_ = narrowed({}, { step: "verify" });
  expect(narrowed(with_, { step: undefined })).toEqual({});
  expect(sameFilter({ mine: true, step: "verify" }, { step: "verify", mine: true })).toBe(true);
  expect(sameFilter({ mine: true }, { mine: true, text: "x" })).toBe(false);
});
