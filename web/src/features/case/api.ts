import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { api, type BodyOf, type Operation, type ResponseOf } from "@/lib/api/client";
import { Problem } from "@/lib/api/problem";
import { useLiveEvents } from "@/lib/live/LiveProvider";

export type CaseView = ResponseOf<"GET /api/v1/cases/{id}">;
export type TimelineEntry = CaseView["timeline"][number];
export type CaseChanged = ResponseOf<"POST /api/v1/cases/{id}/take">;

// Every act on a case is "POST /api/v1/cases/{id}/…" and answers what the case is now.
type CaseOperation = Extract<Operation, `POST /api/v1/cases/{id}/${string}`>;
export type Act = { [K in CaseOperation]: K extends `POST /api/v1/cases/{id}/${infer Verb}` ? Verb : never }[CaseOperation];
type SimpleAct = Exclude<Act, `${string}/${string}` | "evidence" | "buyer">;
export type ActBody<A extends SimpleAct> = BodyOf<`POST /api/v1/cases/{id}/${A}` & CaseOperation>;

// Not "case": the shell would load every open case again with each event of the whole shop.
export const caseKey = (id: string) => ["thiscase", id] as const;
const olderKey = (id: string, before: number) => ["timeline", id, before] as const;

export function useCase(id: string) {
  const client = useQueryClient();
  useLiveEvents((event) => {
    if (event.case_id !== id) return;
    void client.invalidateQueries({ queryKey: caseKey(id) });
    void client.invalidateQueries({ queryKey: ["settle", id] });
  });
  return useQuery({
    queryKey: caseKey(id),
    queryFn: ({ signal }) => api("GET /api/v1/cases/{id}", { path: { id }, signal }),
  });
}

// What came before the newest entries, which the case itself brings; page by page, on demand. `before` is where
// the case's own entries ended when the first older page was asked for.
export function useOlder(id: string, before: number | null) {
  return useInfiniteQuery({
    queryKey: olderKey(id, before ?? 0),
    enabled: before !== null,
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/cases/{id}/timeline", { path: { id }, query: { before: pageParam, limit: 100 }, signal }),
    initialPageParam: before ?? 0,
    getNextPageParam: (page) => page.before || undefined,
    staleTime: Infinity, // history does not change
  });
}

// Today's word to the buyer, drafted from what happened since the last one.
export const loadUpdateDraft = (id: string) => api("GET /api/v1/cases/{id}/update-draft", { path: { id } });

// Somebody else was quicker: what is on screen is old.
export const isStale = (error: unknown) =>
  error instanceof Problem && (error.status === 412 || error.code === "case.changed");

// act("facts", { … }): sends with the version that is on screen, unless the body brings its own; then loads the
// case again. A stale refusal also loads it again, so that the form can show what changed.
export function useAct(id: string) {
  const client = useQueryClient();
  const reload = useCallback(() => {
    void client.invalidateQueries({ queryKey: ["settle", id] });
    return client.invalidateQueries({ queryKey: caseKey(id) });
  }, [client, id]);
  const mutation = useMutation({
    mutationFn: ({ verb, body }: { verb: SimpleAct; body: Record<string, unknown> }) => {
      const version = client.getQueryData<CaseView>(caseKey(id))?.version;
      const unversioned = ["notes", "tags", "tasks", "contacts", "updates", "calls"].includes(verb);
      const whole = unversioned || version === undefined ? body : { version, ...body };
      return api(`POST /api/v1/cases/{id}/${verb}` as "POST /api/v1/cases/{id}/take", { path: { id }, body: whole });
    },
    onSuccess: reload,
    onError: (error) => isStale(error) && void reload(),
  });
  const act = useCallback(
    <A extends SimpleAct>(verb: A, body: ActBody<A>) => mutation.mutateAsync({ verb, body: body as Record<string, unknown> }),
    // mutateAsync keeps its identity.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [mutation.mutateAsync],
  );
  return { act, busy: mutation.isPending, verb: mutation.isPending ? mutation.variables.verb : null };
}

export function useFinishTask(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ task, ...body }: { task: string; state: "done" | "cancelled"; result: string }) =>
      api("POST /api/v1/cases/{id}/tasks/{task}", { path: { id, task }, body }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["settle", id] });
      return client.invalidateQueries({ queryKey: caseKey(id) });
    },
  });
}
