import { expect, test } from "vitest";

import { acceptance, deedActs, deedMarks, freight, grantActs, moneyRange, percent } from "./settle";
import type { DeedView, GrantView } from "./types";

const deed = (more: Partial<DeedView>) =>
  ({ id: "1", place: 0, kind: "pay_refund", amount: 3000, state: "instructed", doubt: "", task: "0", in_hand_by: "0", added: 10, changed: 10, ...more }) as DeedView;
const grant = (more: Partial<GrantView>) =>
  ({ id: "g", state: "granted", proposed_by: "7", decided_name: "王", why: "", remedy: { kind: "return_refund" }, deeds: [], ...more }) as unknown as GrantView;
const person = (account: string, ...permissions: string[]) => ({ account, may: (one: string) => permissions.includes(one) });
const agent = person("7", "refund_pay", "task_write", "remedy_propose");
const lead = person("9", "refund_pay", "task_write", "remedy_propose", "remedy_approve");
const warehouse = person("5", "task_write");

test("money is taken in hand before it is confirmed, and only by whoever may pay", () => {
  expect(deedActs(deed({}), agent)).toEqual(["take", "cancel"]);
  expect(deedActs(deed({}), warehouse)).toEqual([]);
  expect(deedActs(deed({ state: "in_hand", in_hand_by: "7" }), agent)).toEqual(["confirm", "fail", "release"]);
});

test("other work is confirmed at once or taken", () => {
  expect(deedActs(deed({ kind: "send_goods" }), warehouse)).toEqual(["confirm", "take", "fail"]);
});

test("what somebody else has in hand only a lead can put back", () => {
  const taken = deed({ state: "in_hand", in_hand_by: "5" });
  expect(deedActs(taken, agent)).toEqual([]);
  expect(deedActs(taken, lead)).toEqual(["release"]);
});

test("what perhaps happened twice is a lead's alone, whatever its state", () => {
  for (const state of ["done", "in_hand", "instructed"] as const) {
    expect(deedActs(deed({ state, doubt: "B" }), agent)).toEqual([]);
    expect(deedActs(deed({ state, doubt: "B" }), lead)).toEqual(["settle"]);
  }
});

test("a return is received at the dock, a failed deed can be tried again, what is over offers nothing", () => {
  expect(deedActs(deed({ kind: "await_return" }), lead)).toEqual(["cancel"]);
  expect(deedActs(deed({ state: "failed" }), agent)).toEqual(["take", "retry", "cancel"]);
  expect(deedActs(deed({ state: "done" }), lead)).toEqual([]);
  expect(deedActs(deed({ state: "cancelled" }), lead)).toEqual([]);
});

test("nobody decides on what they proposed themselves", () => {
  const waiting = grant({ state: "proposed" });
  expect(grantActs(waiting, agent)).toEqual(["withdraw"]);
  expect(grantActs(waiting, lead)).toEqual(["approve", "refuse"]);
  expect(grantActs({ ...waiting, proposed_by: "9" }, lead)).toEqual(["withdraw"]);
});

test("a grant is revoked only while nothing of it is done", () => {
  expect(grantActs(grant({ deeds: [deed({})] }), agent)).toEqual(["revoke"]);
  expect(grantActs(grant({ deeds: [deed({}), deed({ state: "done" })] }), agent)).toEqual([]);
  expect(grantActs(grant({ deeds: [deed({ state: "cancelled" })] }), agent)).toEqual([]);
});

test("tasks and refunds that a deed stands for", () => {
  const marks = deedMarks([grant({ deeds: [deed({ id: "1" }), deed({ id: "2", kind: "send_goods", task: "8" })] })]);
  expect([...marks.tasks]).toEqual(["8"]);
  expect([...marks.refunds]).toEqual(["1"]);
});

test.each([
  [0, 0, ""],
  [3000, 3000, "¥30.00"],
  [1000, 3000, "¥10.00 – ¥30.00"],
  [-5, 3000, "¥0.00 – ¥30.00"],
])("money from %i to %i", (least, most, text) => expect(moneyRange(least, most)).toBe(text));

test.each([
  ["seller", "seller", ["来回运费我们承担"]],
  ["none", "buyer", ["寄回运费买家承担"]],
  ["seller", "insurance", ["寄回运费运费险承担", "寄出运费我们承担"]],
  ["none", "none", []],
])("freight out %s, back %s", (out, back, words) => expect(freight(out, back, "zh")).toEqual(words));

test("chances in words rise with the chance", () => {
  const said = [0.05, 0.3, 0.5, 0.7, 0.95].map((chance) => acceptance(chance, "zh"));
  expect(new Set(said).size).toBe(5);
  expect(said[0]).toBe("接受可能很小");
  expect(said[4]).toBe("接受可能很大");
  expect(percent(0.704)).toBe("70%");
});
