// Money is fen (1/100 yuan) in integers everywhere; only the screen divides.

// 12345 → "¥123.45", -50 → "-¥0.50".
export function yuan(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const whole = Math.abs(Math.trunc(fen));
  const digits = String(Math.floor(whole / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}¥${digits}.${String(whole % 100).padStart(2, "0")}`;
}

// "123.4" → 12340; nothing where the text is no amount with at most two decimals.
export function fenOf(text: string): number | undefined {
  const match = /^\s*[¥￥]?\s*(\d{1,10})(?:\.(\d{1,2}))?\s*元?\s*$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}
