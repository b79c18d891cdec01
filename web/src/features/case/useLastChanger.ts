import { useSession } from "@/lib/session";

import { useTimeline } from "./api";
import { useThisCase } from "./context";

// Who else changed the case last, as the timeline tells; empty where nobody did.
export function useLastChanger(): string {
  const session = useSession();
  const { view } = useThisCase();
  const timeline = useTimeline(view.id);
  return timeline.data?.pages[0]?.items.find((item) => item.account !== session.account)?.actor ?? "";
}
