import { afterEach, expect, test } from "vitest";

import { fenOf, yuan } from "./money";
import { dateTime, exactTime, setShopZone, shortTime, span } from "./time";

afterEach(() => setShopZone("Asia/Shanghai"));

test.each([
  [0, "¥0.00"],
  [5, "¥0.05"],
  [12345, "¥123.45"],
  [-50, "-¥0.50"],
  [123456789, "¥1,234,567.89"],
  [100000, "¥1,000.00"],
])("%i fen reads %s", (fen, text) => expect(yuan(fen)).toBe(text));

test.each([
  ["12", 1200],
  ["12.3", 1230],
  ["¥12.34", 1234],
  [" 0.05 元", 5],
  ["12.345", undefined],
  ["-1", undefined],
  ["", undefined],
  ["1,2", undefined],
])("amount typed as %j", (text, fen) => expect(fenOf(text)).toBe(fen));

test("every fen survives being shown and typed again", () => {
  for (let fen = 0; fen < 99_999; fen += 37) expect(fenOf(yuan(fen).replace(",", ""))).toBe(fen);
});

test("times are the shop's, whatever the reader's zone", () => {
  const at = Date.UTC(2026, 2, 8, 16, 5, 7);
  expect(dateTime(at)).toBe("2026-03-09 00:05");
  expect(exactTime(at)).toBe("2026-03-09 00:05:07");
  setShopZone("Europe/London");
  expect(dateTime(at)).toBe("2026-03-08 16:05");
});

test("short times leave out what is the same", () => {
  const now = Date.UTC(2026, 2, 9, 4, 0);
  expect(shortTime(Date.UTC(2026, 2, 8, 16, 5), now)).toBe("00:05");
  expect(shortTime(Date.UTC(2026, 2, 8, 15, 59), now)).toBe("03-08 23:59");
  expect(shortTime(Date.UTC(2025, 2, 8, 16, 5), now)).toBe("2025-03-09");
});

test.each([
  [0, "0秒"],
  [999, "0秒"],
  [61_000, "1分 1秒"],
  [3_600_000, "1小时"],
  [-90_000_000, "1天 1小时"],
  [86_399_000, "23小时 59分"],
])("span of %i ms", (ms, text) => expect(span(ms, "zh")).toBe(text));

test("span in English", () => expect(span(61_000, "en")).toBe("1 min 1 s"));
