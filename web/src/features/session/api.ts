import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, setCsrfToken, type BodyOf } from "@/lib/api/client";
import { Problem } from "@/lib/api/problem";
import { setShopZone } from "@/lib/format/time";
import type { Session } from "@/lib/session";

export const sessionKey = ["session"] as const;

function adopt(session: Session): Session {
  setCsrfToken(session.csrf_token);
  setShopZone(session.zone);
  return session;
}

// The session, or null where nobody is signed in.
export function useSessionQuery() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async ({ signal }) => {
      try {
        return adopt(await api("GET /api/v1/session", { signal }));
      } catch (error) {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

function useEnter<Body>(enter: (body: Body) => Promise<Session>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: enter,
    onSuccess: (session) => client.setQueryData(sessionKey, adopt(session)),
  });
}

export function useSignIn() {
  return useEnter((body: BodyOf<"POST /api/v1/session">) => api("POST /api/v1/session", { body }));
}

export function useSetUp() {
  return useEnter((body: BodyOf<"POST /api/v1/setup">) => api("POST /api/v1/setup", { body }));
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api("DELETE /api/v1/session"),
    onSettled: () => {
      setCsrfToken("");
      client.clear();
      client.setQueryData(sessionKey, null);
    },
  });
}
