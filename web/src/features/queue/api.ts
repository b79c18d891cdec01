import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { api, type BodyOf, type ResponseOf } from "@/lib/api/client";
import { useLiveEvents } from "@/lib/live/LiveProvider";

import { searchOf, type QueueFilter } from "./filter";
import { append, patch, refresh, settle, start, type ShownList } from "./list";

export type Item = ResponseOf<"GET /api/v1/queue">["items"][number];
export type Counts = ResponseOf<"GET /api/v1/queue/counts">;
type List = ShownList<Item>;

const pageRows = 50;
const mostAtOnce = 200; // what the server gives in one answer
const gatherMs = 600;
const restMs = 2_000; // under a storm of events, ask no more often than this

const ask = (filter: QueueFilter, more: { cursor?: string; limit?: number }, signal?: AbortSignal) =>
  api("GET /api/v1/queue", {
    query: { ...filter, ...more } as NonNullable<Parameters<typeof api<"GET /api/v1/queue">>[1]>["query"],
    ...(signal ? { signal } : {}),
  });

// "queuelist" and not "queue": the shell reloads "queue" with every event; this list decides for itself when.
const keyOf = (filter: QueueFilter) => ["queuelist", searchOf(filter).toString()];

// The list for a filter: first page, further pages, and what changes meanwhile. `engaged` says whether the
// reader is busy in the list, so that rows must not move.
export function useQueueList(filter: QueueFilter, engaged: () => boolean) {
  const client = useQueryClient();
  const key = keyOf(filter);
  const keyText = key.join("?");
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const page = await ask(filter, { limit: pageRows }, signal);
      return start(page.items, page.next);
    },
    staleTime: Infinity,
    gcTime: 10 * 60_000,
    refetchOnWindowFocus: false,
  });
  const change = useCallback(
    (by: (list: List) => List) => client.setQueryData<List>(key, (list) => list && by(list)),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [client, keyText],
  );

  const [loadingMore, setLoadingMore] = useState(false);
  const more = useCallback(async () => {
    const cursor = client.getQueryData<List>(key)?.next;
    if (!cursor || loadingMore) return;
    setLoadingMore(true);
    try {
      const page = await ask(filter, { cursor, limit: pageRows });
      // Unless the list was put in a new order meanwhile: then this page belongs to the old one.
      change((list) => (list.next === cursor ? append(list, page.items, page.next) : list));
    } finally {
      setLoadingMore(false);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, keyText, change, loadingMore]);

  const busy = useRef(engaged);
  useEffect(() => {
    busy.current = engaged;
  });
  const renew = useCallback(async () => {
    const shown = client.getQueryData<List>(key);
    if (!shown) return;
    const limit = Math.min(mostAtOnce, Math.max(pageRows, shown.rows.length));
    const page = await ask(filter, { limit });
    change((list) => {
      const next = refresh(list, page.items, page.next, filter.status === "closed");
      return next.waiting && !busy.current() && list.rows.length <= limit ? settle(next) : next;
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, keyText, change]);
  useRenewals(renew, keyText);

  return {
    ...query,
    loadingMore,
    more,
    renew,
    settle: useCallback(() => change(settle), [change]),
    patch: useCallback((id: string, by: Partial<Item>) => change((list) => patch(list, id, by)), [change]),
  };
}

// Asks again after events, gathered; and when a list that was left comes back.
function useRenewals(renew: () => Promise<void>, keyText: string) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastAt = useRef(0);
  const latest = useRef(renew);
  useEffect(() => {
    latest.current = renew;
  });
  const soon = useCallback(() => {
    const wait = Math.max(gatherMs, lastAt.current + restMs - Date.now());
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      lastAt.current = Date.now();
      // A failure here is no loss: the next event asks again, and the live dot tells of a lost connection.
      latest.current().catch(() => undefined);
    }, wait);
  }, []);
  useLiveEvents((event) => {
    if (event.kind.startsWith("case.") || event.kind.startsWith("import.finished")) soon();
  });
  useEffect(() => {
    soon();
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [keyText, soon]);
}

export function useCounts() {
  return useQuery({ queryKey: ["queue", "counts"], queryFn: ({ signal }) => api("GET /api/v1/queue/counts", { signal }) });
}

export function useTake() {
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      api("POST /api/v1/cases/{id}/take", { path: { id }, body: { version } }),
  });
}

export function useAssign() {
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & BodyOf<"POST /api/v1/cases/{id}/assign">) =>
      api("POST /api/v1/cases/{id}/assign", { path: { id }, body }),
  });
}

export function useOpenCase() {
  return useMutation({ mutationFn: (body: BodyOf<"POST /api/v1/cases">) => api("POST /api/v1/cases", { body }) });
}
