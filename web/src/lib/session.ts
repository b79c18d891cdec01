// Who is signed in, for every feature: name, shop, permissions. Loaded once by the session feature.
import { createContext, useContext } from "react";

import type { ResponseOf } from "@/lib/api/client";

export type Session = ResponseOf<"GET /api/v1/session">;

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession outside of a signed-in page");
  return session;
}

// useMay()("case_assign"): whether the reader may; hide what one may not do.
export function useMay(): (permission: string) => boolean {
  const session = useSession();
  return (permission) => (session.permissions as readonly string[]).includes(permission);
}
