// Rule files as text: finding a row in them, and where a problem stands. Pure.

// "own.toml:12" → 12; 0 where no line is named.
export function lineOf(place: string): number {
  const found = /:(\d+)(?::\d+)?$/.exec(place);
  return found ? Number(found[1]) : 0;
}

export const fileOf = (place: string): string => place.replace(/:\d+(?::\d+)?$/, "");

// A header such as "[[authority]]" or "[urgency.bonus]".
const isHeader = (line: string): boolean => /^\s*\[/.test(line);

// The row that stands at a line of the file: from its header to before the next one, without what is said about
// the next row. Empty where the line is in no row.
export function rowAt(text: string, line: number): string {
  const lines = text.split("\n");
  let from = Math.min(lines.length, line) - 1;
  while (from >= 0 && !isHeader(lines[from] ?? "")) from -= 1;
  if (from < 0) return "";
  let to = from + 1;
  while (to < lines.length && !isHeader(lines[to] ?? "")) to += 1;
  const row = lines.slice(from, to);
  while (row.length > 0 && /^\s*(#.*)?$/.test(row[row.length - 1] ?? "")) row.pop();
  return row.join("\n");
}

// The row with its own date in force, as a shop's own text must say it; a file may say it once for all its rows.
export const dated = (row: string, inForce: string): string =>
  !row || /^\s*in_force\s*=/m.test(row) ? row : `${row}\nin_force = ${inForce}`;

// A text with a row put at its end, once.
export function withRow(text: string, row: string): string {
  if (!row || text.includes(row)) return text;
  const before = text.replace(/\s+$/, "");
  return before ? `${before}\n\n${row}\n` : `${row}\n`;
}

// Where a line begins and ends in the text, to mark it.
export function rangeOfLine(text: string, line: number): [number, number] {
  const lines = text.split("\n");
  const at = Math.min(Math.max(1, line), lines.length);
  const from = lines.slice(0, at - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return [from, from + (lines[at - 1] ?? "").length];
}

// Words that are looked for in any of the row's own.
export function matches(row: { table: string; id: string; name: string; source: string }, words: string): boolean {
  const all = `${row.table} ${row.id} ${row.name} ${row.source}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
