import { expect, test, vi } from "vitest";

import { othersOf } from "./presence";
import { Presence } from "./presenceStore";

const speaker = () => ({ look: vi.fn(), leave: vi.fn(), work: vi.fn(), rest: vi.fn(), watch: vi.fn() });
const looker = (account: string, works = false) => ({ account, works });

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
  presence.learn("42", [looker("1"), looker("2")]);
  const before = presence.lookers();
  presence.learn("43", [looker("1")]);
  presence.learn("42", []);
  expect(before.get("42")).toEqual([looker("1"), looker("2")]);
  expect([...presence.lookers()]).toEqual([["43", [looker("1")]]]);
  presence.connect(null);
  expect(presence.lookers().size).toBe(0);
  expect(told).toHaveBeenCalledTimes(4);
});

test("of rows that left the screen nothing is remembered", () => {
  const presence = new Presence();
  const live = speaker();
  presence.connect(live);
  presence.look("41");
  presence.watch(["42", "43"]);
  for (const caseId of ["41", "42", "43"]) presence.learn(caseId, [looker("1")]);
  presence.watch(["43"]);
  expect([...presence.lookers().keys()]).toEqual(["41", "43"]);
  expect(live.watch.mock.calls).toEqual([[["42", "43"]], [["43"]]]);
});

test("others are told apart by what they do, and oneself is left out", () => {
  const nameOf = (account: string) => `甲乙丙丁`[Number(account)] ?? "";
  expect(othersOf([looker("0"), looker("1"), looker("2", true), looker("3")], "0", nameOf)).toEqual({ looking: "乙、丁", working: "丙" });
  expect(othersOf([looker("0", true)], "0", nameOf)).toEqual({ looking: "", working: "" });
});
