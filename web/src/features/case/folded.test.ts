import { expect, test } from "vitest";

import { folded } from "./folded";

test("only what follows each other and is the same is folded", () => {
  const lines = folded(["a", "b", "b", "b", "a", "b"], (one, next) => one === next);
  expect(lines.map(({ entry, times }) => `${entry}${times}`)).toEqual(["a1", "b3", "a1", "b1"]);
});
