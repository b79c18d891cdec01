import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, setCsrfToken, type BodyOf } from "@/lib/api/client";
import { Problem } from "@/lib/api/problem";
import { setShopZone } from "@/lib/format/time";
import type { Session } from "@/lib/session";

export const sessionKey = ["session"] as const;
const factorKey = ["session-factor"] as const;
const loginsKey = ["session-logins"] as const;

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

// ---- coming in

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

export function useJoin() {
  return useEnter((body: BodyOf<"POST /api/v1/join">) => api("POST /api/v1/join", { body }));
}

// What a one-time link is for.
export function useLink(token: string) {
  return useQuery({
    queryKey: ["link", token],
    queryFn: () => api("POST /api/v1/links/look", { body: { token } }),
    enabled: token !== "",
    retry: false,
    staleTime: Infinity,
  });
}

export function useReset() {
  return useMutation({ mutationFn: (body: BodyOf<"POST /api/v1/reset">) => api("POST /api/v1/reset", { body }) });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api("DELETE /api/v1/session"),
    onSettled: () => {
      setCsrfToken("");
      // The page with the shop's data goes first, then the data: nothing stays in memory for the next person.
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    },
  });
}

// ---- the own account

// A write after which what `keys` stand for is loaded again. `done` hears of the answer first, also when the
// form that asked is gone by the time everything is loaded.
function useOwn<Input, Output>(
  write: (input: Input) => Promise<Output>,
  keys: readonly (readonly string[])[],
  done?: (output: Output) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: (output) => {
      done?.(output);
      return Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

// The session gets a new cookie with it, and so a new token against forgery.
export function useChangePassword() {
  return useOwn(
    (body: BodyOf<"POST /api/v1/session/password">) => api("POST /api/v1/session/password", { body }),
    [sessionKey, loginsKey],
  );
}

export function useFactor() {
  return useQuery({ queryKey: factorKey, queryFn: ({ signal }) => api("GET /api/v1/session/factor", { signal }) });
}

export function useStartFactor() {
  return useMutation({ mutationFn: () => api("POST /api/v1/session/factor") });
}

interface Code {
  code: string;
}
type OnCodes = (made: { codes: string[] }) => void;

export function useConfirmFactor(onCodes: OnCodes) {
  return useOwn((body: Code) => api("POST /api/v1/session/factor/confirm", { body }), [factorKey, loginsKey], onCodes);
}

export function useDropFactor(done: () => void) {
  return useOwn((body: Code) => api("POST /api/v1/session/factor/drop", { body }), [factorKey], done);
}

export function useRenewCodes(onCodes: OnCodes) {
  return useOwn((body: Code) => api("POST /api/v1/session/factor/recovery-codes", { body }), [factorKey], onCodes);
}

export function useLogins() {
  return useQuery({ queryKey: loginsKey, queryFn: ({ signal }) => api("GET /api/v1/session/logins", { signal }) });
}

export function useEndLogin() {
  return useOwn((id: string) => api("DELETE /api/v1/session/logins/{id}", { path: { id } }), [loginsKey]);
}

export function useEndOtherLogins() {
  return useOwn(() => api("DELETE /api/v1/session/logins"), [loginsKey]);
}
