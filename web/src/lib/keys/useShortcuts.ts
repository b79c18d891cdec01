import { useEffect, useRef, useSyncExternalStore } from "react";

import { keyboard, type Shortcut } from "./keys";

// Registers the page's shortcuts while it is on screen. The functions may change with each drawing.
export function useShortcuts(list: Shortcut[]) {
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  const shape = list.map((one) => `${one.keys}\t${one.label}`).join("\n");
  useEffect(
    () =>
      keyboard.add(
        latest.current.map((one, index) => ({ ...one, run: () => latest.current[index]?.run() })),
      ),
    [shape],
  );
}

export function useAllShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(keyboard.subscribe, keyboard.all);
}

// Once, by the shell.
export function useKeyboard() {
  useEffect(() => {
    window.addEventListener("keydown", keyboard.handle);
    return () => window.removeEventListener("keydown", keyboard.handle);
  }, []);
}
