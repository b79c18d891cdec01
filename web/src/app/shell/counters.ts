// What waits at a place of the menu: approvals that somebody else proposed, and what the desk gave up on. Loaded
// again when an event speaks of them (Live.tsx), not by the clock.
import { useMay, useSession } from "@/lib/session";
import { useApprovals, useDeadLetters } from "@/lib/settle/api";

export type Counter = "approvals" | "dead";

export function useCounters(): Record<Counter, number> {
  const may = useMay();
  const session = useSession();
  const approvals = useApprovals(may("remedy_approve"));
  const dead = useDeadLetters(may("task_write"));
  return {
    approvals: (approvals.data?.items ?? []).filter((one) => one.grant.proposed_by !== session.account).length,
    dead: dead.data?.items.length ?? 0,
  };
}
