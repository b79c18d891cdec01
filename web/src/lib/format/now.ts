// One clock for the whole page: everything that counts down listens to the same tick, and a component draws
// itself again only when what it shows has changed.
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let skew = 0; // server's time − this computer's

// People's computers run minutes wrong; deadlines must not. Called with the Date header of an answer.
export function learnServerTime(serverNow: number, roundTrip = 0) {
  const found = serverNow + 500 + roundTrip / 2 - Date.now(); // the header counts whole seconds
  skew = Math.abs(found) < 2_000 ? 0 : found;
}

export function now(): number {
  return Date.now() + skew;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((one) => one()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

// useTicking((now) => countdown(deadline, now)): drawn again only when the text differs.
export function useTicking<T extends string | number | boolean>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(now()));
}
