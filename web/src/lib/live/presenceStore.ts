// Joins the live connection with the screens that want to know who else is there. The connection may break and
// come back at any time: what this screen looks at is told again each time.
type Send = (message: unknown) => void;

class Presence {
  private send: Send | null = null;
  private looking: string[] = [];
  private byCase: ReadonlyMap<string, readonly string[]> = new Map();
  private listeners = new Set<() => void>();

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  lookers = () => this.byCase;

  look(caseId: string): () => void {
    this.looking = [...this.looking, caseId];
    this.tell();
    return () => {
      const at = this.looking.lastIndexOf(caseId);
      this.looking = this.looking.filter((_, index) => index !== at);
      this.tell();
    };
  }

  // By the connection: how to send, null when it is away.
  connected(send: Send | null) {
    this.send = send;
    if (send) this.tell();
    else this.learn(new Map());
  }

  learn(byCase: ReadonlyMap<string, readonly string[]>) {
    this.byCase = byCase;
    this.listeners.forEach((one) => one());
  }

  // One case's lookers changed.
  learnOne(caseId: string, accounts: readonly string[]) {
    const next = new Map(this.byCase);
    if (accounts.length > 0) next.set(caseId, accounts);
    else next.delete(caseId);
    this.learn(next);
  }

  private tell() {
    this.send?.({ look: this.looking.at(-1) ?? "" });
  }
}

export const presence = new Presence();
