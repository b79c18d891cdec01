import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, type BodyOf, type ResponseOf } from "@/lib/api/client";

export type Account = ResponseOf<"GET /api/v1/accounts">["items"][number];
export type LinkMade = ResponseOf<"POST /api/v1/invitations">;

// "account…" keys are loaded again when the live stream speaks of accounts.
const accountsKey = ["account", "list"];
const linksKey = ["account", "links"];

export function useAccounts() {
  return useInfiniteQuery({
    queryKey: accountsKey,
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/accounts", { query: pageParam ? { after: pageParam } : {}, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useOpenLinks(enabled: boolean) {
  return useQuery({
    queryKey: linksKey,
    enabled,
    queryFn: async ({ signal }) => (await api("GET /api/v1/invitations", { signal })).items,
  });
}

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ["account"] }),
  });
}

export const useInvite = () =>
  useChange((body: BodyOf<"POST /api/v1/invitations">) => api("POST /api/v1/invitations", { body }));

export const useChangeAccount = () =>
  useChange(({ id, ...body }: { id: string } & BodyOf<"PATCH /api/v1/accounts/{id}">) =>
    api("PATCH /api/v1/accounts/{id}", { path: { id }, body }),
  );

export const useResetLink = () =>
  useChange((id: string) => api("POST /api/v1/accounts/{id}/reset-link", { path: { id } }));

export const useDropFactor = () =>
  useChange((id: string) => api("DELETE /api/v1/accounts/{id}/factor", { path: { id } }));

export const useWithdrawLink = () =>
  useChange((id: string) => api("DELETE /api/v1/invitations/{id}", { path: { id } }));
