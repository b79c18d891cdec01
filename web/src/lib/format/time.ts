// Times are UTC milliseconds everywhere and are shown in the shop's zone, not in the reader's: "today" and
// "seven days" mean the shop's.
import type { Language } from "@/lib/i18n";

let shopZone = "Asia/Shanghai";
export function setShopZone(zone: string) {
  shopZone = zone;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = shopZone + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", { timeZone: shopZone, hourCycle: "h23", ...options });
    formats.set(key, found);
  }
  return found;
}

function parts(at: number) {
  const fields: Record<string, string> = {};
  const all = format({
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  for (const { type, value } of all) fields[type] = value;
  return fields;
}

// 2026-03-09 14:05
export function dateTime(at: number): string {
  const { year, month, day, hour, minute } = parts(at);
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

// 2026-03-09 14:05:07, for audit rows and histories where order matters.
export function exactTime(at: number): string {
  return `${dateTime(at)}:${parts(at).second}`;
}

export function date(at: number): string {
  return dateTime(at).slice(0, 10);
}

// Today 14:05 · this year 03-09 14:05 · otherwise 2025-03-09.
export function shortTime(at: number, now = Date.now()): string {
  const full = dateTime(at);
  const today = dateTime(now);
  if (full.slice(0, 10) === today.slice(0, 10)) return full.slice(11);
  return full.slice(0, 4) === today.slice(0, 4) ? full.slice(5) : full.slice(0, 10);
}

const units: Record<Language, [string, string, string, string]> = {
  zh: ["天", "小时", "分", "秒"],
  en: ["d", "h", "min", "s"],
};

// The two largest units of a span: "2天 3小时", "5分 10秒". Always positive; the caller says before or after.
export function span(ms: number, language: Language): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const values = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const largest = values.findIndex((value) => value > 0);
  const from = largest < 0 ? 3 : largest;
  const shown = values
    .map((value, index) => ({ value, unit: units[language][index] }))
    .slice(from, from + 2)
    .filter(({ value }, index) => value > 0 || index === 0);
  return shown.map(({ value, unit }) => (language === "zh" ? `${value}${unit}` : `${value} ${unit}`)).join(" ");
}
