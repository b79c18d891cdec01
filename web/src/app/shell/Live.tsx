// Joins the live stream with the data on screen: what an event speaks of is loaded again. Many events in a
// moment cause one reload.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";

import { LiveProvider, useLiveEvents, useLiveReload } from "@/lib/live/LiveProvider";

const gatherMs = 250;

export function Live({ children }: { children: ReactNode }) {
  return (
    <LiveProvider>
      <Refresh />
      {children}
    </LiveProvider>
  );
}

// An event "case.opened" makes every query whose key starts with "case" or "queue" stale; "import.progressed"
// those of "import", and so on.
function Refresh() {
  const client = useQueryClient();
  const nouns = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveReload(() => void client.invalidateQueries());
  useLiveEvents((event) => {
    const noun = event.kind.split(".")[0] ?? "";
    nouns.current.add(noun);
    if (noun === "case") nouns.current.add("queue");
    timer.current ??= setTimeout(() => {
      const stale = nouns.current;
      nouns.current = new Set();
      timer.current = undefined;
      void client.invalidateQueries({ predicate: (query) => stale.has(String(query.queryKey[0])) });
    }, gatherMs);
  });
  return null;
}
