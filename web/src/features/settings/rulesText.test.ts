import { expect, test } from "vitest";

import { dated, fileOf, lineOf, matches, rangeOfLine, rowAt, withRow } from "./rulesText";

const file = [
  "# 权限", // 1
  "", // 2
  "[[authority]]", // 3
  'role = "agent"', // 4
  "per_case = 3000", // 5
  "", // 6
  "# 主管", // 7
  "[[authority]]", // 8
  'role = "lead"', // 9
].join("\n");

test.each([
  ["own.toml:12", 12, "own.toml"],
  ["law.toml:3:7", 3, "law.toml"],
  ["law.toml", 0, "law.toml"],
])("%s", (place, line, name) => {
  expect(lineOf(place)).toBe(line);
  expect(fileOf(place)).toBe(name);
});

test("a row is found from any of its lines, without what is said about the next one", () => {
  const agent = '[[authority]]\nrole = "agent"\nper_case = 3000';
  for (const line of [3, 4, 5]) expect(rowAt(file, line)).toBe(agent);
  expect(rowAt(file, 8)).toBe('[[authority]]\nrole = "lead"');
  expect(rowAt(file, 99)).toBe('[[authority]]\nrole = "lead"');
  expect(rowAt(file, 1)).toBe("");
});

test("a row is put at the end once", () => {
  const row = rowAt(file, 3);
  const once = withRow("# 本店\n\n\n", row);
  expect(once).toBe(`# 本店\n\n${row}\n`);
  expect(withRow(once, row)).toBe(once);
  expect(withRow("", row)).toBe(`${row}\n`);
});

test("a row for the shop's own text says when it is in force", () => {
  expect(dated('[[a]]\nid = "x"', "2026-11-21")).toBe('[[a]]\nid = "x"\nin_force = 2026-11-21');
  expect(dated("[[a]]\nin_force = 2020-01-01", "2026-11-21")).toBe("[[a]]\nin_force = 2020-01-01");
  expect(dated("", "2026-11-21")).toBe("");
});

test("a line of the text can be marked", () => {
  expect(rangeOfLine("ab\ncde\nf", 2)).toEqual([3, 6]);
  expect(rangeOfLine("ab\ncde\nf", 9)).toEqual([7, 8]);
  expect(rangeOfLine("", 1)).toEqual([0, 0]);
});

test("every word has to be somewhere in the row", () => {
  const row = { table: "time_out", id: "taobao.answer", name: "退货申请响应", source: "淘宝规则" };
  expect(matches(row, "淘宝 answer")).toBe(true);
  expect(matches(row, "抖店 answer")).toBe(false);
  expect(matches(row, "")).toBe(true);
});
