import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, type BodyOf, type ResponseOf } from "@/lib/api/client";

export type StockItem = ResponseOf<"GET /api/v1/stock">["items"][number];
export type StockMove = ResponseOf<"GET /api/v1/stock/{sku}">["moves"][number];

// Keys that begin with "return" are loaded again when the live stream tells of a return: exchanges move stock.
export function useStock(q: string) {
  return useInfiniteQuery({
    queryKey: ["return", "stock", q],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/stock", { query: { ...(q ? { q } : {}), ...(pageParam ? { after: pageParam } : {}) }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useMoves(sku: string | null) {
  return useQuery({
    queryKey: ["return", "stock", "one", sku],
    enabled: sku !== null,
    queryFn: ({ signal }) => api("GET /api/v1/stock/{sku}", { path: { sku: sku ?? "" }, signal }),
  });
}

export function useCount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sku, ...body }: { sku: string } & BodyOf<"POST /api/v1/stock/{sku}">) =>
      api("POST /api/v1/stock/{sku}", { path: { sku }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["return"] }),
  });
}
