// A clock has one name: what the server says in reasons and reminders is what the screens say.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { clockKinds } from "./words";

test("clocks are called as the server calls them", () => {
  const source = readFileSync("../src/domain/clock_words.cpp", "utf8");
  const steps = [...source.matchAll(/TimeOutStep::(\w+):\s*return \{"([^"]+)"/g)];
  const own = [...source.matchAll(/clock_kind::(\w+), \{"([^"]+)"/g)];
  expect(steps.length).toBeGreaterThan(15);
  expect(own.length).toBeGreaterThan(4);
  const zh = clockKinds.zh as Record<string, string>;
  for (const [, kind, name] of [...steps, ...own]) expect([kind, zh[kind ?? ""]]).toEqual([kind, name]);
});
