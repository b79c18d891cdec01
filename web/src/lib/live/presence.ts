// Who is looking at which case right now, and who is writing in it.
import { useEffect, useSyncExternalStore } from "react";

import { useNames } from "@/lib/desk/colleagues";
import { useSession } from "@/lib/session";

import { presence, type Looker } from "./presenceStore";

// Tells the desk that this screen shows the case, for as long as it does.
export function useLooking(caseId: string | undefined) {
  useEffect(() => {
    if (!caseId) return;
    return presence.look(caseId);
  }, [caseId]);
}

// Tells the desk that something is being written in a case that this screen shows, for as long as `active` holds.
export function useWorking(caseId: string, active: boolean) {
  useEffect(() => {
    if (!active) return;
    return presence.work(caseId);
  }, [caseId, active]);
}

// Tells the desk which cases this screen shows as rows.
export function useWatching(caseIds: readonly string[]) {
  const together = caseIds.join(" ");
  useEffect(() => presence.watch(together ? together.split(" ") : []), [together]);
  useEffect(() => () => presence.watch([]), []);
}

export interface Others {
  looking: string; // names, joined; empty: nobody
  working: string;
}
export const nobody: Others = { looking: "", working: "" };

export function othersOf(lookers: readonly Looker[] | undefined, me: string, nameOf: (account: string) => string): Others {
  const others = (lookers ?? []).filter((one) => one.account !== me);
  if (others.length === 0) return nobody;
  const names = (works: boolean) => others.filter((one) => one.works === works).map((one) => nameOf(one.account)).join("、");
  return { looking: names(false), working: names(true) };
}

// The others in a case.
export function useOthers(): (caseId: string) => Others {
  const byCase = useSyncExternalStore(presence.subscribe, presence.lookers);
  const { account } = useSession();
  const nameOf = useNames();
  return (caseId) => othersOf(byCase.get(caseId), account, nameOf);
}
