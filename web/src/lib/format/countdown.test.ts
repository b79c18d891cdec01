import { expect, test } from "vitest";

import { countdown, heatOf, sinceText } from "./countdown";

const now = Date.UTC(2026, 10, 21, 4, 0, 0);
const min = 60_000;
const h = 60 * min;

test.each([
  [0, "over"],
  [-1, "over"],
  [1, "hot"],
  [h, "hot"],
  [h + 1, "warm"],
  [8 * h, "warm"],
  [8 * h + 1, "cool"],
])("a deadline in %i ms is %s", (left, heat) => expect(heatOf(now + left, now)).toBe(heat));

test.each([
  [2 * h + 5 * min, "2小时 5分"],
  [2 * h + 5 * min + 59_999, "2小时 5分"],
  [49 * h, "2天 1小时"],
  [4 * min + 59_000, "4分 59秒"],
  [5 * min, "5分"],
  [5 * min + 30_000, "5分"],
  [900, "0秒"],
  [-12 * min - 1000, "超时 12分"],
  [-3000, "超时 3秒"],
  [0, "超时 0秒"],
])("%i ms left reads %s", (left, text) => expect(countdown(now + left, now, "zh")).toBe(text));

test("in English", () => {
  expect(countdown(now + 90 * min, now, "en")).toBe("1 h 30 min");
  expect(countdown(now - 90 * min, now, "en")).toBe("1 h 30 min over");
});

test("a countdown never grows while time passes", () => {
  const deadline = now + 3 * h;
  let last = Infinity;
  for (let at = now; at < deadline; at += 7_777) {
    const text = countdown(deadline, at, "zh");
    const seconds = [...text.matchAll(/(\d+)(天|小时|分|秒)/g)].reduce(
      (sum, [, number, unit]) => sum + Number(number) * { 天: 86400, 小时: 3600, 分: 60, 秒: 1 }[unit as "天"]!,
      0,
    );
    expect(seconds).toBeLessThanOrEqual(last);
    expect(Math.abs(seconds - (deadline - at) / 1000)).toBeLessThan(60);
    last = seconds;
  }
});

test.each([
  [0, "刚刚"],
  [59_000, "刚刚"],
  [12 * min + 30_000, "12分"],
  [3 * h + 59 * min, "3小时"],
  [50 * h, "2天"],
  [-5000, "刚刚"],
])("%i ms ago reads %s", (passed, text) => expect(sinceText(now - passed, now, "zh")).toBe(text));
