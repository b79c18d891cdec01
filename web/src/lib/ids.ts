// Ids are decimal strings; "0" is none.
export function some(id: string | null | undefined): id is string {
  return !!id && id !== "0";
}

// The end of a long id, enough to tell two apart; what people gave (a key, a number) stays whole.
export const shortId = (id: string): string => (/^\d{16,}$/.test(id) ? `…${id.slice(-4)}` : id);
