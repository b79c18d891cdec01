import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { followLive, type LiveEvent, type LiveState } from "./socket";

class FakeSocket {
  static all: FakeSocket[] = [];
  onopen: () => void = () => {};
  onmessage: (message: { data: string }) => void = () => {};
  onclose: () => void = () => {};
  closed = false;
  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }
  close() {
    this.closed = true;
  }
  send(sequence: number) {
    this.onmessage({ data: JSON.stringify({ sequence, kind: "case.opened", at: 1 }) });
  }
}

let events: LiveEvent[];
let states: LiveState[];
const start = () =>
  followLive({
    url: (after) => `/live?after=${after}`,
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    open: (url) => new FakeSocket(url) as unknown as WebSocket,
    random: () => 0.5,
  });

beforeEach(() => {
  vi.useFakeTimers();
  events = [];
  states = [];
  FakeSocket.all = [];
});
afterEach(() => vi.useRealTimers());

test("resumes after the last event it has seen, and drops what it has seen", () => {
  start();
  const first = FakeSocket.all[0]!;
  first.onopen();
  first.send(7);
  first.send(8);
  first.onclose();
  vi.advanceTimersByTime(500);
  const second = FakeSocket.all[1]!;
  expect(second.url).toBe("/live?after=8");
  second.onopen();
  second.send(8);
  second.send(9);
  expect(events.map((event) => event.sequence)).toEqual([7, 8, 9]);
  expect(states).toEqual(["connecting", "live", "away", "connecting", "live"]);
});

test("waits longer after each failure, up to half a minute, and starts over once it was live", () => {
  start();
  const waits: number[] = [];
  for (let i = 0; i < 9; i += 1) {
    const before = FakeSocket.all.length;
    FakeSocket.all[before - 1]!.onclose();
    let waited = 0;
    while (FakeSocket.all.length === before) {
      vi.advanceTimersByTime(100);
      waited += 100;
    }
    waits.push(waited);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  FakeSocket.all.at(-1)!.onopen();
  FakeSocket.all.at(-1)!.onclose();
  const before = FakeSocket.all.length;
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all.length).toBe(before + 1);
});

test("once ended it stays ended", () => {
  const end = start();
  end();
  expect(FakeSocket.all[0]!.closed).toBe(true);
  FakeSocket.all[0]!.onclose();
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all.length).toBe(1);
});
