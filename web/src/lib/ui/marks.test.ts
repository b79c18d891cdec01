import { expect, test } from "vitest";

import { markOf } from "./Marks";

test("a person's mark is the last character, and never the mask of a masked name", () => {
  expect(markOf("王掌柜")).toBe("柜");
  expect(markOf("t**")).toBe("T");
  expect(markOf("anna")).toBe("A");
  expect(markOf("  ")).toBe("?");
});
