import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, urlOf, type BodyOf, type ResponseOf } from "@/lib/api/client";
import type { ImportMapping } from "@/lib/api/schema";
import { upload } from "@/lib/api/upload";
import { useLanguage } from "@/lib/i18n";

export type Import = ResponseOf<"GET /api/v1/imports/{id}">;
export type Table = ResponseOf<"GET /api/v1/imports/{id}/preview">["tables"][number];

export interface Choice {
  kind: string;
  format: string;
  mapping: string;
}
export const automatic: Choice = { kind: "auto", format: "auto", mapping: "" };

// "import…" keys are loaded again when the live stream tells of an import.
export function useImports() {
  return useInfiniteQuery({
    queryKey: ["import", "list"],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/imports", { query: pageParam ? { before: pageParam } : {}, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => (page.next && page.next !== "0" ? page.next : undefined),
  });
}

export function useImport(id: string) {
  return useQuery({
    queryKey: ["import", "one", id],
    queryFn: ({ signal }) => api("GET /api/v1/imports/{id}", { path: { id }, signal }),
    // The live stream tells of progress; asking now and then covers a stream that is away.
    refetchInterval: (query) => (query.state.data?.state === "running" ? 1500 : false),
  });
}

export function usePreview(id: string, choice: Choice, enabled: boolean) {
  return useQuery({
    queryKey: ["preview", id, choice],
    enabled,
    staleTime: Infinity,
    queryFn: ({ signal }) => api("GET /api/v1/imports/{id}/preview", { path: { id }, query: choice, signal }),
  });
}

export function useVocabulary() {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ["importwords", language],
    staleTime: Infinity,
    queryFn: ({ signal }) => api("GET /api/v1/import-fields", { signal }),
  });
}

export function useMappings() {
  return useQuery({
    queryKey: ["import", "mappings"],
    queryFn: async ({ signal }) => (await api("GET /api/v1/import-mappings", { signal })).items,
  });
}

export function useSaveMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...body }: ImportMapping) =>
      api("PUT /api/v1/import-mappings/{name}", { path: { name }, body: body as BodyOf<"PUT /api/v1/import-mappings/{name}"> }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["import", "mappings"] }),
        client.invalidateQueries({ queryKey: ["preview"] }),
      ]),
  });
}

export function useStart(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<"POST /api/v1/imports/{id}/start">) =>
      api("POST /api/v1/imports/{id}/start", { path: { id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["import"] }),
  });
}

export function useCancel(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api("POST /api/v1/imports/{id}/cancel", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["import"] }),
  });
}

export const sendFile = (file: File, onShare: (share: number) => void) =>
  upload<Import>("POST", urlOf("/api/v1/imports", {}, { name: file.name }), file, onShare, undefined, "application/octet-stream");
