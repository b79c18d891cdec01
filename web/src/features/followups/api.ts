import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, type ResponseOf } from "@/lib/api/client";
import { useLiveEvents } from "@/lib/live/LiveProvider";

export type FollowUp = ResponseOf<"GET /api/v1/follow-ups">["items"][number];
export type Draft = ResponseOf<"GET /api/v1/cases/{id}/update-draft">;
export type Miss = ResponseOf<"GET /api/v1/clocks/misses">["items"][number];
export type MissCount = ResponseOf<"GET /api/v1/clocks/miss-counts">["items"][number];

const dueKey = "followups";
const missKey = "misses";

// What moves the list: clocks that start or end, statuses, words to the buyer, tasks.
const moving = /^case\.(clock_|status_moved|buyer_updated|contacted|task_|assigned|reopened|merged)/;

export interface FollowUpFilter {
  mine?: boolean;
  unassigned?: boolean;
  kind?: string;
  later?: boolean;
}

export function useFollowUps(filter: FollowUpFilter) {
  const client = useQueryClient();
  useLiveEvents((event) => {
    if (moving.test(event.kind)) void client.invalidateQueries({ queryKey: [dueKey] });
  });
  return useInfiniteQuery({
    queryKey: [dueKey, filter],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/follow-ups", {
        query: { ...filter, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } as never,
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useUpdateDraft(id: string | null) {
  return useQuery({
    queryKey: ["updatedraft", id],
    enabled: id !== null,
    gcTime: 0,
    queryFn: ({ signal }) => api("GET /api/v1/cases/{id}/update-draft", { path: { id: id ?? "" }, signal }),
  });
}

export function useFollowUpActs() {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: [dueKey] });
  const tell = useMutation({
    mutationFn: ({ id, words }: { id: string; words: string }) =>
      api("POST /api/v1/cases/{id}/updates", { path: { id }, body: { words } }),
    onSettled: again,
  });
  const call = useMutation({
    mutationFn: ({ id, words }: { id: string; words: string }) =>
      api("POST /api/v1/cases/{id}/contacts", { path: { id }, body: { kind: "call", direction: "to_buyer", words } }),
    onSettled: again,
  });
  return { tell, call };
}

export interface MissFilter {
  account?: string;
  from?: string;
  until?: string;
  without_reason?: boolean;
}

export function useMisses(filter: MissFilter) {
  const client = useQueryClient();
  useLiveEvents((event) => {
    if (event.kind === "case.clock_ended" || event.kind === "clock.explained") {
      void client.invalidateQueries({ queryKey: [missKey] });
    }
  });
  return useInfiniteQuery({
    queryKey: [missKey, filter],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/clocks/misses", {
        query: { ...filter, limit: 50, ...(pageParam !== "0" ? { before: pageParam } : {}) } as never,
        signal,
      }),
    initialPageParam: "0",
    getNextPageParam: (page) => (page.before && page.before !== "0" ? page.before : undefined),
  });
}

export function useMissCounts() {
  return useQuery({
    queryKey: [missKey, "counts"],
    queryFn: async ({ signal }) => (await api("GET /api/v1/clocks/miss-counts", { signal })).items,
  });
}

export function useExplain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, why }: { id: string; why: string }) =>
      api("POST /api/v1/clocks/misses/{id}/why", { path: { id }, body: { why } }),
    onSettled: () => client.invalidateQueries({ queryKey: [missKey] }),
  });
}
