// Joins the live connection with the screens that want to know who else is there. Several parts of the screen
// may show the same case; the desk hears of the first one and of the last one.
import type { Live } from "./socket";

type Speaker = Pick<Live, "look" | "leave">;

export class Presence {
  private live: Speaker | null = null;
  private looks = new Map<string, number>();
  private byCase: ReadonlyMap<string, readonly string[]> = new Map();
  private listeners = new Set<() => void>();

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  // Accounts by case.
  lookers = () => this.byCase;

  // Returns how to stop looking.
  look(caseId: string): () => void {
    const before = this.looks.get(caseId) ?? 0;
    this.looks.set(caseId, before + 1);
    if (before === 0) this.live?.look(caseId);
    return () => {
      const left = (this.looks.get(caseId) ?? 1) - 1;
      if (left > 0) {
        this.looks.set(caseId, left);
      } else {
        this.looks.delete(caseId);
        this.live?.leave(caseId);
      }
    };
  }

  // By the connection. It repeats what is looked at by itself after a break.
  connect(live: Speaker | null) {
    this.live = live;
    if (live) for (const caseId of this.looks.keys()) live.look(caseId);
    else this.forget();
  }

  learn(caseId: string, accounts: readonly string[]) {
    const next = new Map(this.byCase);
    if (accounts.length > 0) next.set(caseId, accounts);
    else next.delete(caseId);
    this.set(next);
  }

  // The connection is away: what was known holds no longer.
  forget() {
    if (this.byCase.size > 0) this.set(new Map());
  }

  private set(byCase: ReadonlyMap<string, readonly string[]>) {
    this.byCase = byCase;
    this.listeners.forEach((one) => one());
  }
}

export const presence = new Presence();
