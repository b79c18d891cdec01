// A reason of urgency as the server words it, with the clock's own word instead of its code.
import { clockKinds } from "./words";

export function reasonText(reason: { code: string; text: string }, language: "zh" | "en"): string {
  if (reason.code !== "clock") return reason.text;
  const known = clockKinds[language] as Record<string, string>;
  return reason.text.replace(/[a-z]+(?:_[a-z]+)+/g, (code) => known[code] ?? code);
}
