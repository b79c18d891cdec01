// The files that somebody is busy with: those of this window's batch, and what waits or runs at the desk, be it
// from before a reload or from a colleague. In the order in which they go in.
import { useQueries } from "@tanstack/react-query";

import { Problem } from "@/lib/api/problem";

import { automatic, importQuery, previewQuery, useImports, type Import, type Table } from "./api";
import { useBatch, type Entry } from "./batch";
import { rankOf } from "./order";

export interface AtHand {
  import: Import;
  tables: Table[] | undefined; // none while the file is being read
  problem: string | undefined; // why it cannot be read
  rank: number | null; // none where nothing is recognised, or not yet
}

const busy = (one: Import) => one.state === "waiting" || one.state === "running";

export function useFilesAtHand(): { entries: Entry[]; kept: AtHand[] } {
  const all = useBatch();
  const listed = (useImports().data?.pages ?? []).flatMap((page) => page.items);
  const own = all.flatMap(({ sending }) => (sending.phase === "kept" ? [sending.id] : []));
  const ids = [...new Set([...listed.filter(busy).map((one) => one.id).reverse(), ...own])];
  const imports = useQueries({ queries: ids.map((id) => importQuery(id)) });
  // What is running or done keeps the place it had.
  const previews = useQueries({ queries: ids.map((id) => previewQuery(id, automatic)) });
  const kept = ids.flatMap((id, index): AtHand[] => {
    const found = imports[index]?.data ?? listed.find((one) => one.id === id);
    // A file taken off before it began is of no interest any more.
    if (!found || (found.state === "cancelled" && found.rows === 0)) return [];
    const preview = previews[index];
    const tables = preview?.data?.tables;
    const error = preview?.error;
    return [
      {
        import: found,
        tables,
        problem: error ? (error instanceof Problem ? error.message : String(error)) : undefined,
        rank: tables ? rankOf(tables) : null,
      },
    ];
  });
  kept.sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99));
  return { entries: all.filter(({ sending }) => sending.phase !== "kept"), kept };
}
