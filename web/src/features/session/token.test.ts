import { expect, test } from "vitest";

import { tokenOf } from "./token";

test.each([
  ["#token=abc_-123", "abc_-123"],
  ["#token=a%2Bb", "a+b"],
  ["#other=1&token=x", "x"],
  ["#token=", ""],
  ["#", ""],
  ["", ""],
])("token of %j", (hash, token) => expect(tokenOf(hash)).toBe(token));
