import { expect, test } from "vitest";

import { mentionedIn } from "./mentions";

const people = [
  { id: "1", name: "小李" },
  { id: "2", name: "小李子" },
  { id: "3", name: "Anna" },
];

test.each([
  ["@小李 看下", ["1"]],
  ["@小李子 看下", ["2"]],
  ["请@Anna和@小李看，@小李急", ["3", "1"]],
  ["发到 a@b.com", []],
  ["小李", []],
  ["@", []],
])("%s", (text, ids) => expect(mentionedIn(text, people)).toEqual(ids));
