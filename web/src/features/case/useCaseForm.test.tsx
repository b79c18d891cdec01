// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";

import { differing, reconcile, useCaseForm } from "./useCaseForm";

test("an untouched form follows, a touched one keeps its words", () => {
  const base = { fault: "unknown", phase: "delivered" };
  const mine = { fault: "maker", phase: "delivered" };
  expect(reconcile(false, base, { ...base, fault: "seller" }, base)).toEqual({ kind: "follow" });
  expect(reconcile(true, base, { ...base }, mine)).toEqual({ kind: "same" });
  expect(reconcile(true, base, { ...base, fault: "seller" }, mine)).toEqual({ kind: "conflict", fields: ["fault"] });
  expect(reconcile(true, base, { ...base, phase: "finished" }, mine)).toEqual({ kind: "conflict", fields: ["phase"] });
});

test("the reader's own write coming back is no conflict", () => {
  const base = { fault: "unknown", phase: "delivered" };
  const mine = { fault: "seller", phase: "delivered" };
  expect(reconcile(true, base, mine, mine)).toEqual({ kind: "follow" });
});

test("nothing, null and absent are the same; lists are compared by content", () => {
  expect(differing<{ a?: string | null }>({}, { a: null })).toEqual([]);
  expect(differing({ tags: ["a"] }, { tags: ["a"] })).toEqual([]);
  expect(differing({ tags: ["a"] }, { tags: ["b"] })).toEqual(["tags"]);
});

test("somebody else's change under a touched form is told, and either side can be chosen", () => {
  const { result, rerender } = renderHook(({ version, values }) => useCaseForm(version, values), {
    initialProps: { version: 1, values: { fault: "unknown" } },
  });
  act(() => {
    result.current.form.setFieldsValue({ fault: "seller" });
    result.current.onValuesChange();
  });
  rerender({ version: 2, values: { fault: "unknown" } });
  expect(result.current.conflict).toBeNull();
  rerender({ version: 3, values: { fault: "carrier" } });
  expect(result.current.conflict).toEqual({ fields: ["fault"], theirs: { fault: "carrier" } });
  expect(result.current.touched).toBe(true);
  act(() => result.current.keepMine());
  expect(result.current.conflict).toBeNull();
  expect(result.current.touched).toBe(true);
  rerender({ version: 4, values: { fault: "maker" } });
  expect(result.current.conflict?.fields).toEqual(["fault"]);
  act(() => result.current.takeTheirs());
  expect(result.current.touched).toBe(false);
  expect(result.current.conflict).toBeNull();
});
