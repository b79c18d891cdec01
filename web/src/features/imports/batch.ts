// Files on their way to the desk. The list outlives the page: who looks at another page meanwhile finds it going on.
import { useSyncExternalStore } from "react";

import { Problem } from "@/lib/api/problem";
import type { Uploading } from "@/lib/api/upload";

import { sendFile, type Import } from "./api";

export type Sending =
  | { phase: "queued" }
  | { phase: "sending"; share: number }
  // `again` false: sending the same file again will not help.
  | { phase: "failed"; why: string; code: string; again: boolean }
  | { phase: "kept"; id: string };

export interface Entry {
  key: number;
  name: string;
  bytes: number;
  sending: Sending;
}

const atOnce = 2;
export const readable = /\.(csv|tsv|txt|xlsx|zip|gz)$/i;

type Send = (file: File, onShare: (share: number) => void) => Uploading<Import>;

export class Batch {
  private entries: readonly Entry[] = [];
  private files = new Map<number, File>();
  private running = new Map<number, Uploading<Import>>();
  private listeners = new Set<() => void>();
  private lastKey = 0;

  constructor(
    private send: Send,
    private onKept: (made: Import) => void = () => undefined,
  ) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  all = () => this.entries;
  listen(onKept: (made: Import) => void) {
    this.onKept = onKept;
  }

  // A file that is on its way already, by name and size, is not sent twice.
  add(files: readonly File[], refuse: (file: File) => string | null) {
    const fresh: Entry[] = [];
    for (const file of files) {
      const twin = [...this.entries, ...fresh].find((one) => one.name === file.name && one.bytes === file.size && (one.sending.phase === "queued" || one.sending.phase === "sending"));
      if (twin) continue;
      const key = (this.lastKey += 1);
      const why = refuse(file);
      if (!why) this.files.set(key, file);
      fresh.push({ key, name: file.name, bytes: file.size, sending: why ? { phase: "failed", why, code: "", again: false } : { phase: "queued" } });
    }
    this.set([...this.entries, ...fresh]);
    this.goOn();
  }

  // Stops what is on its way and takes the file off the list.
  remove(key: number) {
    this.running.get(key)?.abort();
    this.files.delete(key);
    this.set(this.entries.filter((one) => one.key !== key));
    this.goOn();
  }

  retry(key: number) {
    this.change(key, { phase: "queued" });
    this.goOn();
  }

  clear() {
    for (const { key } of this.entries) this.running.get(key)?.abort();
    this.files.clear();
    this.set([]);
  }

  private goOn() {
    for (const entry of this.entries) {
      if (this.running.size >= atOnce) return;
      const file = this.files.get(entry.key);
      if (entry.sending.phase === "queued" && file) void this.begin(entry.key, file);
    }
  }

  private async begin(key: number, file: File) {
    this.change(key, { phase: "sending", share: 0 });
    const sending = this.send(file, (share) => this.change(key, { phase: "sending", share }));
    this.running.set(key, sending);
    try {
      const made = await sending.done;
      this.files.delete(key);
      this.change(key, { phase: "kept", id: made.id });
      this.onKept(made);
    } catch (error) {
      const problem = error instanceof Problem ? error : null;
      const stays = problem !== null && problem.status >= 400 && problem.status < 500 && problem.status !== 408 && problem.status !== 429;
      // What was taken off the list is not told of.
      this.change(key, { phase: "failed", why: problem?.message ?? String(error), code: problem?.code ?? "", again: !stays });
    } finally {
      this.running.delete(key);
      this.goOn();
    }
  }

  private change(key: number, sending: Sending) {
    this.set(this.entries.map((one) => (one.key === key ? { ...one, sending } : one)));
  }
  private set(entries: readonly Entry[]) {
    this.entries = entries;
    this.listeners.forEach((one) => one());
  }
}

export const batch = new Batch(sendFile);

export function useBatch(): readonly Entry[] {
  return useSyncExternalStore(batch.subscribe, batch.all);
}
