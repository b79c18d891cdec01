import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, urlOf, type BodyOf, type ResponseOf } from "@/lib/api/client";
import { Problem } from "@/lib/api/problem";
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

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", "one", id],
    queryFn: ({ signal }) => api("GET /api/v1/imports/{id}", { path: { id }, signal }),
    // The live stream tells of progress; asking now and then covers a stream that is away.
    refetchInterval: (query) => (query.state.data?.state === "running" ? 1500 : false),
  });
export const useImport = (id: string) => useQuery(importQuery(id));

export const previewQuery = (id: string, choice: Choice) =>
  queryOptions({
    queryKey: ["preview", id, choice],
    staleTime: Infinity,
    retry: false, // a file that cannot be read cannot be read the next time
    queryFn: ({ signal }) => api("GET /api/v1/imports/{id}/preview", { path: { id }, query: choice, signal }),
  });
export const usePreview = (id: string, choice: Choice) => useQuery(previewQuery(id, choice));

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

// A dry run: a job at the desk that judges the whole file and keeps nothing.
export type Checked = ResponseOf<"GET /api/v1/imports/{id}/check">;
export type BadRow = ResponseOf<"GET /api/v1/imports/{id}/refused">["items"][number];

export function useChecked(id: string) {
  return useQuery({
    queryKey: ["check", id],
    queryFn: async ({ signal }): Promise<Checked | null> => {
      try {
        return await api("GET /api/v1/imports/{id}/check", { path: { id }, signal });
      } catch (error) {
        if (error instanceof Problem && error.code === "import.not_checked") return null;
        throw error;
      }
    },
    refetchInterval: (query) => (query.state.data?.state === "running" ? 700 : false),
  });
}

export function useCheck(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<"POST /api/v1/imports/{id}/check">) => api("POST /api/v1/imports/{id}/check", { path: { id }, body }),
    onSuccess: (checked) => {
      client.removeQueries({ queryKey: ["refused", id] });
      client.setQueryData(["check", id], checked);
    },
  });
}

export function useCancelCheck(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api("POST /api/v1/imports/{id}/check/cancel", { path: { id } }),
    onSuccess: (checked) => client.setQueryData(["check", id], checked),
  });
}

export function useRefused(id: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["refused", id],
    enabled,
    queryFn: ({ pageParam, signal }) => api("GET /api/v1/imports/{id}/refused", { path: { id }, query: { after: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next || undefined,
  });
}

// Starts the files in the order given; the desk runs them one after the other.
export function useStartAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await api("POST /api/v1/imports/{id}/start", { path: { id }, body: automatic as never });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["import"] }),
  });
}

export function useCancelMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await api("POST /api/v1/imports/{id}/cancel", { path: { id } });
    },
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
