// The one live connection of the page, shared by all features:
//     useLiveEvents((event) => event.kind.startsWith("case.") && reload());
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";

import { followLive, type LiveEvent, type LiveState } from "./socket";

type Listener = (event: LiveEvent) => void;

interface LiveValue {
  state: LiveState;
  listen: (listener: Listener) => () => void;
}

const LiveContext = createContext<LiveValue>({ state: "connecting", listen: () => () => {} });

const address = (after: number) => {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${window.location.host}/api/v1/live${after >= 0 ? `?after=${after}` : ""}`;
};

export function LiveProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<LiveState>("connecting");
  const listeners = useRef(new Set<Listener>());
  useEffect(
    () =>
      followLive({
        url: address,
        onState: setState,
        onEvent: (event) => listeners.current.forEach((listener) => listener(event)),
      }),
    [],
  );
  const listen = useCallback((listener: Listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);
  const value = useMemo(() => ({ state, listen }), [state, listen]);
  return <LiveContext.Provider value={value}>{children}</LiveContext.Provider>;
}

export function useLiveState(): LiveState {
  return useContext(LiveContext).state;
}

export function useLiveEvents(listener: Listener) {
  const { listen } = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((event) => latest.current(event)), [listen]);
}
