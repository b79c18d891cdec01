import { useSession } from "@/lib/session";

import { useThisCase } from "./context";

// Who else changed the case last, as the timeline tells; empty where nobody did.
export function useLastChanger(): string {
  const session = useSession();
  const { view } = useThisCase();
  return view.timeline.find((entry) => entry.account !== session.account)?.actor ?? "";
}
