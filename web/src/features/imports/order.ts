// In which order files go in: later ones need what earlier ones bring.
import type { Table } from "./api";

const kindOrder = ["orders", "order_lines", "products", "parcels", "refunds", "reviews", "chats"];

// Where a file with these tables stands; none where nothing in it is recognised.
export function rankOf(tables: readonly Pick<Table, "recognised" | "kind">[]): number | null {
  const ranks = tables.filter((table) => table.recognised).map((table) => kindOrder.indexOf(table.kind));
  return ranks.length === 0 ? null : Math.min(...ranks);
}

export function inOrder<T extends { rank: number | null }>(files: readonly T[]): T[] {
  return files
    .filter((file) => file.rank !== null)
    .map((file, index) => ({ file, index }))
    .sort((a, b) => (a.file.rank ?? 0) - (b.file.rank ?? 0) || a.index - b.index)
    .map(({ file }) => file);
}
