// The issues a case can have: rule data that a shop may add to, so the names come from the server.
import { useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api/client";
import { useLanguage } from "@/lib/i18n";

export function useIssues() {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ["issues", language],
    queryFn: async ({ signal }) => (await api("GET /api/v1/issues", { signal })).items,
    staleTime: 10 * 60_000,
  });
}

export function useIssueNames(): (id: string) => string {
  const { data } = useIssues();
  return (id) => data?.find((one) => one.id === id)?.name ?? id;
}
