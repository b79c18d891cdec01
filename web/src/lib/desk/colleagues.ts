// The people of the shop: to show a name for an id, to hand a case over, to mention somebody.
import { useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api/client";
import { some } from "@/lib/ids";
import { useSession } from "@/lib/session";

export function useColleagues() {
  return useQuery({
    queryKey: ["account", "colleagues"],
    queryFn: async ({ signal }) => (await api("GET /api/v1/colleagues", { signal })).items,
    staleTime: 5 * 60_000,
  });
}

// nameOf("42"): the person's name; empty for nobody.
export function useNames(): (id: string | null | undefined) => string {
  const session = useSession();
  const { data } = useColleagues();
  return (id) => {
    if (!some(id)) return "";
    if (id === session.account) return session.name;
    return data?.find((one) => one.id === id)?.name ?? `#${id.slice(-4)}`;
  };
}
