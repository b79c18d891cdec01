import { expect, test } from "vitest";

import { fieldPath } from "./useFailure";

test.each([
  ["login", ["login"]],
  ["lines[2].quantity", ["lines", 2, "quantity"]],
  ["tags[0]", ["tags", 0]],
  ["", []],
])("the place %j in a problem is the form's %j", (field, path) => expect(fieldPath(field)).toEqual(path));
