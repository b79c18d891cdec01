import { expect, test, vi } from "vitest";

import { Presence } from "./presenceStore";

const speaker = () => ({ look: vi.fn(), leave: vi.fn() });

test("two parts of the screen that show one case are one look", () => {
  const presence = new Presence();
  const live = speaker();
  presence.connect(live);
  const first = presence.look("42");
  const second = presence.look("42");
  first();
  expect(live.look.mock.calls).toEqual([["42"]]);
  expect(live.leave).not.toHaveBeenCalled();
  second();
  expect(live.leave.mock.calls).toEqual([["42"]]);
});

test("what was looked at before the connection stood is told when it stands", () => {
  const presence = new Presence();
  presence.look("42");
  presence.look("43")();
  const live = speaker();
  presence.connect(live);
  expect(live.look.mock.calls).toEqual([["42"]]);
});

test("what is known changes in one step, and is forgotten without a connection", () => {
  const presence = new Presence();
  const told = vi.fn();
  presence.subscribe(told);
  presence.learn("42", ["1", "2"]);
  const before = presence.lookers();
  presence.learn("43", ["1"]);
  presence.learn("42", []);
  expect(before.get("42")).toEqual(["1", "2"]);
  expect([...presence.lookers()]).toEqual([["43", ["1"]]]);
  presence.connect(null);
  expect(presence.lookers().size).toBe(0);
  expect(told).toHaveBeenCalledTimes(4);
});
