import { expect, test } from "vitest";

import { chosenDraft } from "./draft";

const draft = (text: string, saved: number) => ({ text, saved });

test.each([
  [null, null, ""],
  [draft("这里", 5), null, "这里"],
  [null, draft("那里", 5), "那里"],
  [draft("  ", 9), draft("那里", 5), "那里"],
  [draft("一样", 9), draft("一样", 5), "一样"],
  [draft("写到一半再多写几句", 9), draft("写到一半", 5), "写到一半再多写几句"],
  [draft("旧的", 1), draft("新的", 5), "新的\n\n旧的"],
  [draft("新的", 6), draft("旧的", 5), "新的\n\n旧的"],
])("%j here and %j at the desk: %j", (here, there, shown) => expect(chosenDraft(here, there)).toBe(shown));

test("no word of either side is ever lost", () => {
  for (const a of ["甲", "甲乙", "丙"]) {
    for (const b of ["甲", "乙", "丙丁"]) {
      for (const [x, y] of [[1, 2], [2, 1]] as const) {
        const shown = chosenDraft(draft(a, x), draft(b, y));
        expect(shown).toContain(a);
        expect(shown).toContain(b);
      }
    }
  }
});
