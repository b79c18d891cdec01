import { expect, test, vi } from "vitest";

import { Problem } from "@/lib/api/problem";

import type { Import } from "./api";
import { Batch } from "./batch";

interface Way {
  name: string;
  share: (share: number) => void;
  arrive: (id: string) => Promise<void>;
  break: (error: unknown) => Promise<void>;
  abort: ReturnType<typeof vi.fn>;
}

function newBatch() {
  const ways: Way[] = [];
  const kept = vi.fn();
  const batch = new Batch((file, share) => {
    let resolve!: (made: Import) => void;
    let reject!: (error: unknown) => void;
    const done = new Promise<Import>((yes, no) => ([resolve, reject] = [yes, no]));
    const settled = () => new Promise<void>((next) => setTimeout(next));
    const abort = vi.fn(() => reject(new DOMException("aborted", "AbortError")));
    ways.push({
      name: file.name,
      share,
      abort,
      arrive: (id) => (resolve({ id } as Import), settled()),
      break: (error) => (reject(error), settled()),
    });
    return { done, abort };
  }, kept);
  const phases = () => batch.all().map(({ name, sending }) => `${name} ${sending.phase}`);
  return { batch, ways, kept, phases };
}

const file = (name: string, text = name) => new File([text], name);
const all = () => null;

test("two go up at a time, the next one follows, and each tells how far it is", async () => {
  const { batch, ways, kept, phases } = newBatch();
  batch.add([file("a.csv"), file("b.csv"), file("c.csv")], all);
  expect(phases()).toEqual(["a.csv sending", "b.csv sending", "c.csv queued"]);
  ways[0]?.share(0.4);
  expect(batch.all()[0]?.sending).toEqual({ phase: "sending", share: 0.4 });
  await ways[0]?.arrive("11");
  expect(phases()).toEqual(["a.csv kept", "b.csv sending", "c.csv sending"]);
  expect(batch.all()[0]?.sending).toEqual({ phase: "kept", id: "11" });
  expect(kept).toHaveBeenCalledWith({ id: "11" });
});

test("a file that cannot be sent says why and holds nobody up", async () => {
  const { batch, ways, phases } = newBatch();
  batch.add([file("a.pdf"), file("b.csv")], (one) => (one.name.endsWith(".pdf") ? "不是表格" : null));
  expect(phases()).toEqual(["a.pdf failed", "b.csv sending"]);
  expect(batch.all()[0]?.sending).toMatchObject({ why: "不是表格", again: false });
  await ways[0]?.break(new Problem(413, "request.body_too_large", "文件太大"));
  expect(batch.all()[1]?.sending).toMatchObject({ why: "文件太大", again: false });
});

test("after a broken connection it is sent again when asked", async () => {
  const { batch, ways, phases } = newBatch();
  batch.add([file("a.csv")], all);
  await ways[0]?.break(new Problem(0, "network", "连不上"));
  expect(batch.all()[0]?.sending).toMatchObject({ phase: "failed", again: true });
  batch.retry(batch.all()[0]?.key ?? 0);
  expect(phases()).toEqual(["a.csv sending"]);
  expect(ways.length).toBe(2);
});

test("a file taken off the list stops on its way, and the same file is not sent twice", async () => {
  const { batch, ways, phases } = newBatch();
  batch.add([file("a.csv"), file("a.csv"), file("a.csv", "longer text")], all);
  expect(phases()).toEqual(["a.csv sending", "a.csv sending"]); // the third one is another file of that name
  batch.remove(batch.all()[0]?.key ?? 0);
  expect(ways[0]?.abort).toHaveBeenCalledOnce();
  await new Promise((next) => setTimeout(next));
  expect(phases()).toEqual(["a.csv sending"]);
});
