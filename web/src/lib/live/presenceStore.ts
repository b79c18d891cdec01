// Joins the live connection with the screens that want to know who else is there. Several parts of the screen
// may show the same case; the desk hears of the first one and of the last one.
import type { Live } from "./socket";

type Speaker = Pick<Live, "look" | "leave" | "work" | "rest" | "watch">;

export interface Looker {
  account: string;
  works: boolean; // is writing something there
}

type ByCase = ReadonlyMap<string, readonly Looker[]>;

export class Presence {
  private live: Speaker | null = null;
  private looks = new Map<string, number>();
  private works = new Map<string, number>();
  private rows: readonly string[] = [];
  private byCase: ByCase = new Map();
  private listeners = new Set<() => void>();

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  lookers = () => this.byCase;

  // Returns how to stop looking.
  look(caseId: string): () => void {
    return counted(this.looks, caseId, () => this.live?.look(caseId), () => this.live?.leave(caseId));
  }

  // Something is being written in a case that is looked at. Returns how to stop.
  work(caseId: string): () => void {
    return counted(this.works, caseId, () => this.live?.work(caseId), () => this.live?.rest(caseId));
  }

  // The cases on screen as rows, in place of those before.
  watch(caseIds: readonly string[]) {
    if (caseIds.length === 0 && this.rows.length === 0) return;
    this.rows = caseIds;
    this.live?.watch(caseIds);
    // Of the others nothing is told any more.
    const shown = new Set([...caseIds, ...this.looks.keys()]);
    const next = new Map([...this.byCase].filter(([caseId]) => shown.has(caseId)));
    if (next.size < this.byCase.size) this.set(next);
  }

  // By the connection. It repeats what is looked at by itself after a break.
  connect(live: Speaker | null) {
    this.live = live;
    if (!live) {
      this.forget();
      return;
    }
    for (const caseId of this.looks.keys()) live.look(caseId);
    for (const caseId of this.works.keys()) live.work(caseId);
    if (this.rows.length > 0) live.watch(this.rows);
  }

  learn(caseId: string, lookers: readonly Looker[]) {
    const next = new Map(this.byCase);
    if (lookers.length > 0) next.set(caseId, lookers);
    else next.delete(caseId);
    this.set(next);
  }

  // The connection is away: what was known holds no longer.
  forget() {
    if (this.byCase.size > 0) this.set(new Map());
  }

  private set(byCase: ByCase) {
    this.byCase = byCase;
    this.listeners.forEach((one) => one());
  }
}

function counted(counts: Map<string, number>, key: string, first: () => void, last: () => void): () => void {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  if (before === 0) first();
  return () => {
    const left = (counts.get(key) ?? 1) - 1;
    if (left > 0) {
      counts.set(key, left);
    } else {
      counts.delete(key);
      last();
    }
  };
}

export const presence = new Presence();
