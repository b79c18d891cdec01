// Ids are decimal strings; "0" is none.
export function some(id: string | null | undefined): id is string {
  return !!id && id !== "0";
}
