import { expect, test } from "vitest";

import { inOrder, rankOf } from "./order";

const table = (kind: string, recognised = true) => ({ kind, recognised });

test.each([
  ["an order list", [table("orders")], 0],
  ["order details", [table("order_lines")], 1],
  ["refunds", [table("refunds")], 4],
  ["a zip with reviews and orders", [table("reviews"), table("orders")], 0],
  ["a workbook with a sheet nobody knows", [table("", false), table("reviews")], 5],
  ["nothing that is known", [table("", false)], null],
])("%s", (_, tables, rank) => {
  expect(rankOf(tables)).toBe(rank);
});

test("files of one kind keep their order, and what is not known stays out", () => {
  const files = [["refunds", 4], ["b", 0], ["?", null], ["details", 1], ["a", 0]].map(([name, rank]) => ({ name, rank: rank as number | null }));
  expect(inOrder(files).map((file) => file.name)).toEqual(["b", "a", "details", "refunds"]);
});
