// Says that the desk is out of reach, and when it is back. A short break says nothing: it heals by itself.
import { useEffect, useState, useSyncExternalStore } from "react";

import { useWords } from "@/lib/i18n";
import { useLiveState } from "@/lib/live/LiveProvider";

import { words } from "../words";

const patienceMs = 3_000;

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener("online", listener);
      window.addEventListener("offline", listener);
      return () => {
        window.removeEventListener("online", listener);
        window.removeEventListener("offline", listener);
      };
    },
    () => navigator.onLine,
  );
}

export function Banner() {
  const w = useWords(words);
  const online = useOnline();
  const live = useLiveState() === "live";
  const [away, setAway] = useState(false);
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (!live) {
      const timer = setTimeout(() => setAway(true), patienceMs);
      return () => clearTimeout(timer);
    }
    setAway((was) => {
      setBack(was);
      return false;
    });
    const timer = setTimeout(() => setBack(false), patienceMs);
    return () => clearTimeout(timer);
  }, [live]);
  if (!online || away) {
    return (
      <div className="banner banner-away" role="alert">
        {online ? w.unreachable : w.offline}
      </div>
    );
  }
  return back ? (
    <div className="banner banner-back" role="status">
      {w.backAgain}
    </div>
  ) : null;
}
