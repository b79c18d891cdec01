// Which column means what, while a person decides it: a first guess by the names that fields go by, and what is
// still missing.
import type { KindInfo } from "@/lib/api/schema";

export type Meanings = Record<number, string>; // column → field; absent or empty: not used

// Two spellings of a header that mean the same: width, case, spaces, units and punctuation do not count.
export function plain(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[（(][^）)]*[）)]/g, "")
    .replace(/[\s_\-—:：/\\.,，。·'"“”]/g, "");
}

// Exact names first, then names that contain each other, longest first; no field for two columns.
export function guess(headers: readonly string[], kind: KindInfo): Meanings {
  const meanings: Meanings = {};
  const taken = new Set<string>();
  const give = (column: number, field: string) => {
    meanings[column] = field;
    taken.add(field);
  };
  const names = kind.fields.flatMap(({ field, names: all }) =>
    [field, ...all].map((name) => ({ field, name: plain(name) })).filter(({ name }) => name !== ""),
  );
  headers.forEach((header, column) => {
    const found = names.find(({ field, name }) => name === plain(header) && !taken.has(field));
    if (found) give(column, found.field);
  });
  const byLength = [...names].sort((a, b) => b.name.length - a.name.length);
  headers.forEach((header, column) => {
    const text = plain(header);
    if (meanings[column] || text.length < 2) return;
    const near = byLength.find(
      ({ field, name }) => !taken.has(field) && name.length >= 2 && (text.includes(name) || name.includes(text)),
    );
    if (near) give(column, near.field);
  });
  return meanings;
}

export interface Lacking {
  required: string[]; // fields without a column
  oneOf: string[]; // at least one of these; empty when there is one
  twice: string[]; // fields that several columns claim
}

export function lackingIn(meanings: Meanings, kind: KindInfo): Lacking {
  const used = Object.values(meanings).filter(Boolean);
  const has = new Set(used);
  return {
    required: kind.fields.filter((one) => one.needed && !has.has(one.field)).map((one) => one.field),
    oneOf: kind.one_of.length > 0 && !kind.one_of.some((field) => has.has(field)) ? kind.one_of : [],
    twice: [...new Set(used.filter((field, index) => used.indexOf(field) !== index))],
  };
}

export const complete = (lacking: Lacking) =>
  lacking.required.length === 0 && lacking.oneOf.length === 0 && lacking.twice.length === 0;

// A field as a person knows it: its first usual name.
export const fieldName = (kind: KindInfo, field: string) =>
  kind.fields.find((one) => one.field === field)?.names[0] ?? field;
