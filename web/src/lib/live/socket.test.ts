import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { followLive, type LiveEvent, type LiveState } from "./socket";

class FakeSocket {
  static all: FakeSocket[] = [];
  onopen: () => void = () => {};
  onmessage: (message: { data: string }) => void = () => {};
  onclose: () => void = () => {};
  closed = false;
  said: unknown[] = [];
  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }
  close() {
    this.closed = true;
  }
  send(text: string) {
    this.said.push(JSON.parse(text));
  }
  hears(frame: unknown) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
  event(sequence: number) {
    this.hears({ sequence, kind: "case.opened", at: 1 });
  }
}

let events: LiveEvent[];
let states: LiveState[];
const onReload = vi.fn();
const onPresence = vi.fn();
const start = () =>
  followLive({
    url: (after) => `/live?after=${after ?? "now"}`,
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    onReload,
    onPresence,
    open: (url) => new FakeSocket(url) as unknown as WebSocket,
    random: () => 0.5,
  });
const at = (index: number) => FakeSocket.all.at(index)!;

beforeEach(() => {
  vi.useFakeTimers();
  onReload.mockReset();
  onPresence.mockReset();
  events = [];
  states = [];
  FakeSocket.all = [];
});
afterEach(() => vi.useRealTimers());

test("resumes after the last event it has seen, and drops what it has seen", () => {
  start();
  expect(at(0).url).toBe("/live?after=now");
  at(0).onopen();
  at(0).hears({ hello: { last: 6 } });
  at(0).event(7);
  at(0).event(8);
  at(0).onclose();
  vi.advanceTimersByTime(500);
  expect(at(1).url).toBe("/live?after=8");
  at(1).onopen();
  at(1).hears({ hello: { last: 8 } });
  at(1).event(8);
  at(1).event(9);
  expect(events.map((event) => event.sequence)).toEqual([7, 8, 9]);
  expect(states).toEqual(["connecting", "live", "away", "connecting", "live"]);
});

test("a break before the first event loses nothing either", () => {
  start();
  at(0).onopen();
  at(0).hears({ hello: { last: 120 } });
  at(0).onclose();
  vi.advanceTimersByTime(500);
  expect(at(1).url).toBe("/live?after=120");
});

test("too far behind, it asks for the screen to be loaded again and goes on from there", () => {
  start();
  at(0).onopen();
  at(0).hears({ reload: { last: 9000 } });
  at(0).event(8999);
  at(0).event(9001);
  expect(onReload).toHaveBeenCalledOnce();
  expect(events.map((event) => event.sequence)).toEqual([9001]);
});

test("who looks at a case is told, again after a break", () => {
  const live = start();
  live.look("42");
  live.look("43");
  live.leave("43");
  at(0).onopen();
  expect(at(0).said).toEqual([{ look: "42" }]);
  at(0).hears({ presence: { case_id: "42", people: [{ account: "1", name: "小王", works: true }] } });
  expect(onPresence).toHaveBeenCalledWith("42", [{ account: "1", name: "小王", works: true }]);
  at(0).onclose();
  vi.advanceTimersByTime(500);
  at(1).onopen();
  live.leave("42");
  expect(at(1).said).toEqual([{ look: "42" }, { leave: "42" }]);
});

test("what is written and which rows are shown is told, again after a break", () => {
  const live = start();
  at(0).onopen();
  live.look("42");
  live.work("42");
  live.watch(["7", "8"]);
  at(0).onclose();
  vi.advanceTimersByTime(500);
  at(1).onopen();
  expect(at(1).said).toEqual([{ look: "42" }, { work: "42" }, { watch: ["7", "8"] }]);
  live.leave("42"); // who leaves writes no more
  live.rest("42");
  expect(at(1).said.slice(3)).toEqual([{ leave: "42" }]);
});

test("waits longer after each failure, up to half a minute, and starts over once it was live", () => {
  start();
  const waits: number[] = [];
  for (let i = 0; i < 9; i += 1) {
    const before = FakeSocket.all.length;
    at(-1).onclose();
    let waited = 0;
    while (FakeSocket.all.length === before) {
      vi.advanceTimersByTime(100);
      waited += 100;
    }
    waits.push(waited);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  at(-1).onopen();
  at(-1).onclose();
  const before = FakeSocket.all.length;
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all.length).toBe(before + 1);
});

test("once ended it stays ended", () => {
  start().end();
  expect(at(0).closed).toBe(true);
  at(0).onclose();
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all.length).toBe(1);
});
