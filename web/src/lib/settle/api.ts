// Grants and deeds, for the case and for the pages over all cases.
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api/client";

import type { ApprovalPage, DeadLetterPage, DeedView, GrantView } from "./types";

interface Options {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  version?: number;
  signal?: AbortSignal;
}
export const call = api as unknown as <T>(operation: string, options?: Options) => Promise<T>;

// A grant or a deed changed: every screen that shows it loads it again. "deed" and "remedy" are also what live
// events are called.
export function settled(client: QueryClient) {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => ["deed", "remedy", "settle", "thiscase"].includes(String(queryKey[0])),
  });
}

interface DeedStep {
  id: string;
  act: "take" | "release" | "confirm" | "fail" | "cancel" | "settle";
  body?: { reference?: string; note?: string; reason?: string; retry?: boolean };
}

export function useDeedStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act, body }: DeedStep) =>
      call<DeedView>(`POST /api/v1/deeds/{id}/${act}`, { path: { id }, body: body ?? {} }),
    onSettled: () => settled(client),
  });
}

interface GrantStep {
  id: string;
  act: "approve" | "refuse" | "withdraw";
  reason: string;
}

export function useGrantStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act, reason }: GrantStep) =>
      call<GrantView>(`POST /api/v1/grants/{id}/${act}`, { path: { id }, body: { reason } }),
    onSettled: () => settled(client),
  });
}

export function useApprovals(enabled = true) {
  return useQuery({
    queryKey: ["remedy", "approvals"],
    enabled,
    queryFn: ({ signal }) => call<ApprovalPage>("GET /api/v1/approvals", { query: { limit: 100 }, signal }),
  });
}

export function useDeadLetters(enabled = true) {
  return useQuery({
    queryKey: ["deed", "dead"],
    enabled,
    queryFn: ({ signal }) => call<DeadLetterPage>("GET /api/v1/dead-letters", { query: { limit: 100 }, signal }),
  });
}
