import { expect, test } from "vitest";

import { queryOf, tabOf } from "./filter";

test.each([
  ["to_do", null, { state: "instructed" }],
  ["to_do", "warehouse", { state: "instructed", department: "warehouse" }],
  ["mine", "warehouse", { mine: true }],
  ["doubted", "finance", { doubted: true }],
  ["open", "finance", { department: "finance" }],
] as const)("%s in %s", (tab, department, query) => expect(queryOf(tab, department)).toEqual(query));

test("an address that says nothing known shows what is to do", () => {
  expect(tabOf("failed")).toBe("failed");
  expect(tabOf("../x")).toBe("to_do");
  expect(tabOf(null)).toBe("to_do");
});
