// How near a deadline is, in words and in heat.
import type { Language } from "@/lib/i18n";

import { span } from "./time";

export type Heat = "over" | "hot" | "warm" | "cool";

const minute = 60_000;
const hour = 60 * minute;

// over: passed · hot: within the hour · warm: within a working day of eight hours · cool: later
export function heatOf(deadline: number, now: number): Heat {
  const left = deadline - now;
  if (left <= 0) return "over";
  if (left <= hour) return "hot";
  return left <= 8 * hour ? "warm" : "cool";
}

// "2小时 5分", "超时 12分". Seconds are shown only in the last five minutes, so that a calm screen stays calm.
export function countdown(deadline: number, now: number, language: Language): string {
  const left = deadline - now;
  const shown = Math.abs(left) < 5 * minute ? left : Math.trunc(left / minute) * minute;
  const text = span(shown, language);
  if (left > 0) return text;
  return language === "zh" ? `超时 ${text}` : `${text} over`;
}

// How long something has been so: "刚刚", "12分", "3小时", "2天". One unit only.
export function sinceText(at: number, now: number, language: Language): string {
  const passed = Math.max(0, now - at);
  if (passed < minute) return language === "zh" ? "刚刚" : "just now";
  const unit = passed < hour ? minute : passed < 24 * hour ? hour : 24 * hour;
  return span(Math.floor(passed / unit) * unit, language);
}
