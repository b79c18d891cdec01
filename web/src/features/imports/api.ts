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

// What the import would do; nothing is kept.
export function useCheck(id: string) {
  return useMutation({
    mutationFn: (body: BodyOf<"POST /api/v1/imports/{id}/check">) => api("POST /api/v1/imports/{id}/check", { path: { id }, body }),
  });
}
export type Checked = ResponseOf<"POST /api/v1/imports/{id}/check">;
export type BadRow = Checked["bad"][number];

export function useRefused(id: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["refused", id],
    enabled,
    queryFn: ({ pageParam, signal }) => api("GET /api/v1/imports/{id}/refused", { path: { id }, query: { after: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next || undefined,
  });
}

// Later ones need what earlier ones bring.
const kindOrder = ["orders", "order_lines", "products", "parcels", "refunds", "reviews", "chats"];

// Starts every waiting file that is recognised, the desk runs them one after the other; the names of the others.
export function useStartAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (waiting: Import[]) => {
      const ranked: { one: Import; rank: number }[] = [];
      const leftOver: string[] = [];
      for (const one of waiting) {
        const { tables } = await api("GET /api/v1/imports/{id}/preview", { path: { id: one.id }, query: automatic });
        const ranks = tables.filter((table) => table.recognised).map((table) => kindOrder.indexOf(table.kind));
        if (ranks.length === 0) leftOver.push(one.file_name);
        else ranked.push({ one, rank: Math.min(...ranks) });
      }
      ranked.sort((a, b) => a.rank - b.rank);
      for (const { one } of ranked) await api("POST /api/v1/imports/{id}/start", { path: { id: one.id }, body: automatic as never });
      return leftOver;
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
