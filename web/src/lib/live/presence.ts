// Who is looking at which case right now.
import { useEffect, useSyncExternalStore } from "react";

import { presence } from "./presenceStore";

// Tells the desk that this screen shows the case, for as long as it does.
export function useLooking(caseId: string | undefined) {
  useEffect(() => {
    if (!caseId) return;
    return presence.look(caseId);
  }, [caseId]);
}

// Accounts by case.
export function useLookers(): ReadonlyMap<string, readonly string[]> {
  return useSyncExternalStore(presence.subscribe, presence.lookers);
}
