import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, urlOf, type BodyOf, type ResponseOf } from "@/lib/api/client";
import { upload } from "@/lib/api/upload";
import { useLanguage } from "@/lib/i18n";

export type ReturnView = ResponseOf<"GET /api/v1/returns/{id}">;
export type ReturnItem = ResponseOf<"GET /api/v1/returns">["items"][number];
export type LineView = ReturnView["lines"][number];
export type Candidate = ResponseOf<"GET /api/v1/dock">["candidates"][number];
export type Stray = ResponseOf<"GET /api/v1/unknown-parcels/{id}">;
export type Stage = ReturnView["stage"];

// Keys that begin with "return" are loaded again when the live stream tells of a return.
export const returnKey = (id: string) => ["return", "one", id];

export function useReturn(id: string) {
  return useQuery({
    queryKey: returnKey(id),
    queryFn: ({ signal }) => api("GET /api/v1/returns/{id}", { path: { id }, signal }),
  });
}

export function useReturns(stage: Stage) {
  return useInfiniteQuery({
    queryKey: ["return", "list", stage],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/returns", { query: pageParam ? { stage, after: pageParam } : { stage }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useStrays(enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["return", "strays"],
    enabled,
    queryFn: ({ pageParam, signal }) => api("GET /api/v1/unknown-parcels", { query: pageParam ? { after: pageParam } : {}, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useTerms(id: string, enabled: boolean) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ["return", "terms", id, language],
    enabled,
    queryFn: ({ signal }) => api("GET /api/v1/returns/{id}/terms", { path: { id }, query: { language }, signal }),
  });
}

export function useAddresses(enabled: boolean) {
  return useQuery({
    queryKey: ["return", "addresses"],
    enabled,
    queryFn: ({ signal }) => api("GET /api/v1/return-addresses", { signal }),
  });
}

export function useExchangeChoices(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["return", "exchange", id],
    enabled,
    queryFn: async ({ signal }) => (await api("GET /api/v1/returns/{id}/exchange", { path: { id }, signal })).items,
  });
}

export const search = (q: string) => api("GET /api/v1/dock", { query: { q } });

type Work = {
  address: BodyOf<"POST /api/v1/returns/{id}/address">;
  tracking: BodyOf<"POST /api/v1/returns/{id}/tracking">;
  receive: BodyOf<"POST /api/v1/returns/{id}/receive">;
  inspect: BodyOf<"POST /api/v1/returns/{id}/inspect">;
  dispose: BodyOf<"POST /api/v1/returns/{id}/dispose">;
  move: BodyOf<"POST /api/v1/returns/{id}/move">;
  undo: BodyOf<"POST /api/v1/returns/{id}/undo">;
};
export type Step = { [K in keyof Work]: { step: K; body: Work[K] } }[keyof Work];

// One change of a return; the answer takes the place of what was shown.
export function useWork(view: ReturnView) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: Step) =>
      api(`POST /api/v1/returns/{id}/${step}` as "POST /api/v1/returns/{id}/move", {
        path: { id: view.id },
        body: body as Work["move"],
        version: view.version,
      }),
    onSuccess: (next) => {
      client.setQueryData(returnKey(view.id), next);
      return client.invalidateQueries({ queryKey: ["return", "list"] });
    },
    onError: () => client.invalidateQueries({ queryKey: returnKey(view.id) }),
  });
}

export function useChooseExchange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<"POST /api/v1/returns/{id}/exchange">) =>
      api("POST /api/v1/returns/{id}/exchange", { path: { id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["return"] }),
  });
}

export function useOpenByHand() {
  return useMutation({ mutationFn: (body: BodyOf<"POST /api/v1/returns">) => api("POST /api/v1/returns", { body }) });
}

export function useStrayWork() {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: ["return"] });
  return {
    register: useMutation({
      mutationFn: (body: BodyOf<"POST /api/v1/unknown-parcels">) => api("POST /api/v1/unknown-parcels", { body }),
      onSuccess: again,
    }),
    match: useMutation({
      mutationFn: ({ id, to }: { id: string; to: string }) =>
        api("POST /api/v1/unknown-parcels/{id}/match", { path: { id }, body: { to } }),
      onSuccess: again,
    }),
    close: useMutation({
      mutationFn: ({ id, ...body }: { id: string } & BodyOf<"POST /api/v1/unknown-parcels/{id}/close">) =>
        api("POST /api/v1/unknown-parcels/{id}/close", { path: { id }, body }),
      onSuccess: again,
    }),
  };
}

export const sendPhoto = (kind: "returns" | "unknown-parcels", id: string, file: File) =>
  upload<{ evidence: string }>("POST", urlOf(`/api/v1/${kind}/{id}/photos`, { id }), file, () => {}).done;

export const photoOf = (caseId: string, photo: string, small = true) =>
  `/api/v1/cases/${caseId}/evidence/${photo}${small ? "?thumbnail=true" : ""}`;
