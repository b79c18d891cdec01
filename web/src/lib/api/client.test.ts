import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { api, onSignedOut, setCsrfToken, urlOf } from "./client";
import type { Problem } from "./problem";

const answer = (status: number, body: unknown, type = "application/json") =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "Content-Type": type } });

const fetchMock = vi.fn<typeof fetch>();
const headersOf = (call: number) => fetchMock.mock.calls[call]![1]!.headers as Record<string, string>;

beforeEach(() => {
  fetchMock.mockReset();
  vi.stubGlobal("fetch", fetchMock);
});
afterEach(() => {
  vi.unstubAllGlobals();
  setCsrfToken("");
  onSignedOut(() => {});
});

test("addresses are filled in and escaped", () => {
  expect(urlOf("/api/v1/cases/{id}", { id: "a/b?c" })).toBe("/api/v1/cases/a%2Fb%3Fc");
  expect(urlOf("/x", {}, { a: "1 2", b: undefined, c: "", d: ["x", "y"], e: 0, f: false })).toBe(
    "/x?a=1+2&d=x&d=y&e=0&f=false",
  );
  expect(() => urlOf("/api/v1/cases/{id}", {})).toThrow("needs id");
});

test("a write carries the forgery token and one key, also when it is sent twice", async () => {
  setCsrfToken("t0k");
  fetchMock.mockRejectedValueOnce(new TypeError("network")).mockResolvedValueOnce(answer(204, null));
  await api("DELETE /api/v1/session");
  expect(fetchMock).toHaveBeenCalledTimes(2);
  expect(headersOf(0)["X-CSRF-Token"]).toBe("t0k");
  expect(headersOf(0)["Idempotency-Key"]).toMatch(/^[0-9a-f]{32}$/);
  expect(headersOf(1)["Idempotency-Key"]).toBe(headersOf(0)["Idempotency-Key"]);
});

test("a problem keeps code, words and field", async () => {
  fetchMock.mockResolvedValue(
    answer(422, { code: "session.login", detail: "账号或密码不对。", field: "login" }, "application/problem+json"),
  );
  const problem = (await api("GET /api/v1/session").catch((error: unknown) => error)) as Problem;
  expect([problem.status, problem.code, problem.message, problem.field]).toEqual([
    422, "session.login", "账号或密码不对。", "login",
  ]);
  expect(problem.passing).toBe(false);
});

test("no answer at all is a problem that may pass", async () => {
  fetchMock.mockRejectedValue(new TypeError("network"));
  const problem = (await api("GET /api/v1/session").catch((error: unknown) => error)) as Problem;
  expect([problem.status, problem.code, problem.passing]).toEqual([0, "network", true]);
});

test("being signed out is told", async () => {
  const told = vi.fn();
  onSignedOut(told);
  fetchMock.mockResolvedValue(answer(401, { code: "session.none" }));
  await api("GET /api/v1/session").catch(() => {});
  expect(told).toHaveBeenCalledOnce();
});
