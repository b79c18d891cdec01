// The one live connection of the page, shared by all features:
//     useLiveEvents((event) => event.kind.startsWith("case.") && reload());
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from "react";

import { presence } from "./presenceStore";
import { followLive, type LiveEvent, type LiveState } from "./socket";

type Listener = (event: LiveEvent) => void;

// What never changes while the page is open; kept apart from what does, so that listening costs no redraw.
interface Station {
  listeners: Set<Listener>;
  reloaders: Set<() => void>;
}

const newStation = (): Station => ({ listeners: new Set(), reloaders: new Set() });

const StationContext = createContext<Station>(newStation());
const StateContext = createContext<LiveState>("connecting");

const address = (after: number | undefined) => {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${window.location.host}/api/v1/live${after === undefined ? "" : `?after=${after}`}`;
};

export function LiveProvider({ children }: { children: ReactNode }) {
  const [station] = useState(newStation);
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => {
    const live = followLive({
      url: address,
      onState: (next) => {
        setState(next);
        if (next === "away") presence.forget();
      },
      onEvent: (event) => station.listeners.forEach((listener) => listener(event)),
      onReload: () => station.reloaders.forEach((reload) => reload()),
      onPresence: (caseId, people) => presence.learn(caseId, people),
    });
    presence.connect(live);
    return () => {
      presence.connect(null);
      live.end();
    };
  }, [station]);
  return (
    <StationContext.Provider value={station}>
      <StateContext.Provider value={state}>{children}</StateContext.Provider>
    </StationContext.Provider>
  );
}

export function useLiveState(): LiveState {
  return useContext(StateContext);
}

// Calls the newest `listener` for every event, without joining anew when it changes.
export function useLiveEvents(listener: Listener) {
  const { listeners } = useContext(StationContext);
  const latest = useLatest(listener);
  useEffect(() => {
    const call: Listener = (event) => latest.current(event);
    listeners.add(call);
    return () => void listeners.delete(call);
  }, [listeners, latest]);
}

// Called when so much was missed that everything on screen has to be loaded again.
export function useLiveReload(reload: () => void) {
  const { reloaders } = useContext(StationContext);
  const latest = useLatest(reload);
  useEffect(() => {
    const call = () => latest.current();
    reloaders.add(call);
    return () => void reloaders.delete(call);
  }, [reloaders, latest]);
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
