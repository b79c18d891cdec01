import { describe, expect, test } from "vitest";

import { append, patch, refresh, settle, start, updatesBetween, type Row, type ShownList } from "./list";

const row = (id: number, due = id * 10, version = 1): Row => ({ id: String(id), due, version });
const ids = (list: ShownList<Row>) => list.rows.map((one) => Number(one.id));

test("pages follow each other without a row twice", () => {
  let list = start([row(1), row(2)], "c2");
  list = append(list, [row(2, 20, 3), row(3)], "c3");
  expect(ids(list)).toEqual([1, 2, 3]);
  expect(list.rows[1]!.version).toBe(3);
  expect(list.next).toBe("c3");
});

test("a change of a shown row appears in place at once", () => {
  const list = refresh(start([row(1), row(2)], ""), [row(1), row(2, 20, 2)], "");
  expect(list.rows[1]!.version).toBe(2);
  expect([...list.changed]).toEqual(["2"]);
  expect(list.waiting).toBeNull();
});

test("what comes, goes or moves waits for the reader", () => {
  const before = start([row(1), row(2), row(3)], "");
  const list = refresh(before, [row(9, 1), row(3, 5, 2), row(1)], "");
  expect(ids(list)).toEqual([1, 2, 3]);
  expect([...list.left]).toEqual(["2"]);
  expect(list.waiting?.updates).toBe(3); // 9 came, 2 went, 3 moved
  const after = settle(list);
  expect(ids(after)).toEqual([9, 3, 1]);
  expect(after.waiting).toBeNull();
  expect(after.left.size + after.changed.size).toBe(0);
});

test("closed cases come newest first: what lies below the told beginning is older", () => {
  const before = start([6, 5, 4, 3, 2, 1].map((n) => row(n)), "c1");
  const list = refresh(before, [row(7), row(6), row(4)], "c4", true);
  expect([...list.left]).toEqual(["5"]);
  expect(list.waiting?.updates).toBe(2); // 7 came, 5 went; 3, 2, 1 are further down
  expect(ids(settle(list))).toEqual([7, 6, 4]);
});

test("rows beyond the told beginning are left alone until the reader asks", () => {
  const before = start([1, 2, 3, 4, 5, 6].map((n) => row(n)), "c6");
  const list = refresh(before, [row(1), row(3), row(4)], "c4");
  expect(ids(list)).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...list.left]).toEqual(["2"]);
  expect(list.waiting?.updates).toBe(1);
  expect(ids(settle(list))).toEqual([1, 3, 4]);
  expect(settle(list).next).toBe("c4");
});

test("a shorter queue than shown: nothing stays behind", () => {
  const list = settle(refresh(start([row(1), row(2), row(3)], "c3"), [row(2)], ""));
  expect(ids(list)).toEqual([2]);
  expect(list.next).toBe("");
  expect(ids(settle(refresh(start([row(1)], ""), [], "")))).toEqual([]);
});

test("an older answer never undoes a newer one", () => {
  const list = refresh(start([row(1, 10, 5)], ""), [row(1, 10, 4)], "");
  expect(list.rows[0]!.version).toBe(5);
});

test("own changes show in what is shown and in what waits", () => {
  const list = patch(refresh(start([row(1)], ""), [row(2), row(1)], ""), "1", { version: 8 });
  expect(list.rows[0]!.version).toBe(8);
  expect(settle(list).rows.find((one) => one.id === "1")!.version).toBe(8);
});

test("updates are counted as the fewest rows that come, go or move", () => {
  const of = (...numbers: number[]) => numbers.map((n) => row(n));
  expect(updatesBetween(of(1, 2, 3), of(1, 2, 3))).toBe(0);
  expect(updatesBetween(of(1, 2, 3), of(3, 1, 2))).toBe(1);
  expect(updatesBetween(of(1, 2, 3), of(3, 2, 1))).toBe(2);
  expect(updatesBetween(of(1, 2), of(3, 4))).toBe(4);
  expect(updatesBetween([], of(1))).toBe(1);
});

// Against a plain model: the true queue changes at random, the screen asks now and then, pages in between. Once
// it has settled on everything it shows exactly the true queue.
describe("random queues", () => {
  const random = (seed: number) => () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const sorted = (rows: Iterable<Row>) => [...rows].sort((a, b) => a.due - b.due || Number(a.id) - Number(b.id));
  const page = (truth: Map<string, Row>, cursor: string, limit: number) => {
    const [due = -1, id = -1] = cursor ? cursor.split(":").map(Number) : [];
    const rest = sorted(truth.values()).filter((one) => one.due > due || (one.due === due && Number(one.id) > id));
    const rows = rest.slice(0, limit);
    const last = rows.at(-1);
    return { rows, next: rest.length > limit && last ? `${last.due}:${last.id}` : "" };
  };

  test.each(Array.from({ length: 60 }, (_, seed) => seed))("seed %i: nothing skipped, nothing twice", (seed) => {
    const next = random(seed + 1);
    const whole = (below: number) => Math.floor(next() * below);
    const truth = new Map<string, Row>();
    let made = 0;
    const change = () => {
      const known = [...truth.values()];
      const one = known[whole(known.length)];
      if (!one || next() < 0.4) {
        made += 1;
        truth.set(String(made), row(made, whole(500)));
      } else if (next() < 0.3) truth.delete(one.id);
      else truth.set(one.id, { ...one, version: one.version + 1, due: next() < 0.5 ? one.due : whole(500) });
    };
    for (let i = 0; i < 30; i += 1) change();
    const first = page(truth, "", 10);
    let list = start(first.rows, first.next);
    for (let i = 0; i < 200; i += 1) {
      change();
      const what = next();
      if (what < 0.2 && list.next) {
        const more = page(truth, list.next, 10);
        list = append(list, more.rows, more.next);
      } else if (what < 0.5) {
        const head = page(truth, "", Math.max(10, Math.min(200, list.rows.length)));
        list = refresh(list, head.rows, head.next);
      } else if (what < 0.6) list = settle(list);
      expect(new Set(ids(list)).size).toBe(list.rows.length);
    }
    for (;;) {
      const head = page(truth, "", Math.max(10, list.rows.length));
      list = settle(refresh(list, head.rows, head.next));
      if (!list.next) break;
      const more = page(truth, list.next, 10);
      list = append(list, more.rows, more.next);
    }
    expect(list.rows).toEqual(sorted(truth.values()));
  });
});
