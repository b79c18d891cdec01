// The list on screen while the queue changes underneath. Rows that are shown change in place; what would move,
// come or go waits until the reader asks for it, so nothing jumps under the mouse. Nothing is ever skipped or
// shown twice: the order is always one that the server gave.
export interface Row {
  id: string;
  version: number;
  due: number;
}

export interface ShownList<R extends Row> {
  rows: R[];
  next: string; // cursor of what follows; empty: nothing does
  left: ReadonlySet<string>; // shown, but no longer in the list
  changed: ReadonlySet<string>; // changed since the reader last asked
  waiting: Waiting<R> | null;
}

// The newest order, not shown yet.
export interface Waiting<R extends Row> {
  rows: R[];
  next: string;
  updates: number; // how many rows would come, go or move
}

export const nothing = <R extends Row>(): ShownList<R> => ({
  rows: [],
  next: "",
  left: new Set(),
  changed: new Set(),
  waiting: null,
});

const byId = <R extends Row>(rows: readonly R[]) => new Map(rows.map((row) => [row.id, row]));

const once = <R extends Row>(rows: R[]): R[] => [...byId(rows).values()];

export function start<R extends Row>(rows: R[], next: string): ShownList<R> {
  return { ...nothing<R>(), rows: once(rows), next };
}

// A further page goes below. A row that moved between the two questions stays where it is first shown, in its
// newer form.
export function append<R extends Row>(list: ShownList<R>, rows: R[], next: string): ShownList<R> {
  const fresh = byId(rows);
  const kept = list.rows.map((row) => newer(row, fresh.get(row.id)));
  const known = byId(list.rows);
  return { ...list, rows: [...kept, ...once(rows).filter((row) => !known.has(row.id))], next };
}

const newer = <R extends Row>(shown: R, told: R | undefined): R =>
  told && told.version >= shown.version ? told : shown;

// How many rows would come, go or move if `after` replaced `before`.
export function updatesBetween<R extends Row>(before: readonly R[], after: readonly R[]): number {
  const had = new Set(before.map((row) => row.id));
  const has = new Set(after.map((row) => row.id));
  const came = after.filter((row) => !had.has(row.id)).length;
  const gone = before.filter((row) => !has.has(row.id)).length;
  const stayed = before.filter((row) => has.has(row.id)).map((row) => row.id);
  const nowOrdered = after.filter((row) => had.has(row.id)).map((row) => row.id);
  return came + gone + (stayed.length - longestCommonRun(stayed, nowOrdered));
}

// The fewest rows that have to move: all but the longest run that keeps its order.
function longestCommonRun(before: string[], after: string[]): number {
  const place = new Map(before.map((id, index) => [id, index]));
  const tails: number[] = [];
  for (const id of after) {
    const at = place.get(id) ?? 0;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tails[middle]! < at) low = middle + 1;
      else high = middle;
    }
    tails[low] = at;
  }
  return tails.length;
}

// The server told the beginning of the list again (`next` empty: all of it). Rows further down than that are
// left alone; when the reader asks for the newest order they go, and come back by scrolling: kept, they could
// hide what came in between. `newestFirst`: the list of closed cases, last closed first.
export function refresh<R extends Row>(list: ShownList<R>, head: R[], next: string, newestFirst = false): ShownList<R> {
  const told = once(head);
  const fresh = byId(told);
  const changed = new Set(list.changed);
  const rows = list.rows.map((row) => {
    const found = fresh.get(row.id);
    if (found && found.version > row.version) changed.add(row.id);
    return newer(row, found);
  });
  const last = told.at(-1);
  const covered = next && last ? rows.filter((row) => fresh.has(row.id) || !isBeyond(row, last, newestFirst)) : rows;
  const updates = updatesBetween(covered, told);
  return {
    rows,
    next: list.next,
    changed,
    left: new Set(covered.filter((row) => !fresh.has(row.id)).map((row) => row.id)),
    waiting: updates > 0 ? { rows: told, next, updates } : null,
  };
}

// Below the last told row, in the order of the queue: later due, or as late with a greater id; of closed cases
// the other way round.
function isBeyond(row: Row, last: Row, newestFirst: boolean): boolean {
  const later = row.due !== last.due ? row.due > last.due : BigInt(row.id) > BigInt(last.id);
  return later !== newestFirst;
}

// The reader asks for the newest order.
export function settle<R extends Row>(list: ShownList<R>): ShownList<R> {
  return list.waiting ? start(list.waiting.rows, list.waiting.next) : { ...list, changed: new Set(), left: new Set() };
}

// What this screen itself just did to a row shows at once.
export function patch<R extends Row>(list: ShownList<R>, id: string, change: Partial<R>): ShownList<R> {
  const put = (rows: R[]) => rows.map((row) => (row.id === id ? { ...row, ...change } : row));
  return { ...list, rows: put(list.rows), waiting: list.waiting && { ...list.waiting, rows: put(list.waiting.rows) } };
}
