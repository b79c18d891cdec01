// Every words.ts in the tree, found by itself: same keys in both languages, nothing empty, same number of slots.
import { expect, test } from "vitest";

import type { Words } from "./index";

type AnyWords = Words<Record<string, string | ((...values: never[]) => string)>>;
const modules = import.meta.glob<Record<string, AnyWords>>("../../**/words.ts", { eager: true });

const all = Object.entries(modules).flatMap(([path, module]) =>
  Object.entries(module).map(([name, words]) => ({ name: `${path} ${name}`, words })),
);

test("dictionaries are found", () => expect(all.length).toBeGreaterThanOrEqual(3));

test.each(all)("$name", ({ words }) => {
  expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.zh).sort());
  for (const [key, zh] of Object.entries(words.zh)) {
    const en = words.en[key];
    expect(typeof en, key).toBe(typeof zh);
    if (typeof zh === "function") {
      expect((en as (...values: never[]) => string).length, key).toBe(zh.length);
    } else {
      expect(zh.trim(), key).not.toBe("");
      expect((en as string).trim(), key).not.toBe("");
      expect(en as string, `${key} is not English`).not.toMatch(/[\u3400-\u9fff]{2,}/);
    }
  }
});
