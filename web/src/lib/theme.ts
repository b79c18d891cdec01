// Light or dark: chosen by the reader, or as the system has it.
import { useSyncExternalStore } from "react";

export type ThemeChoice = "auto" | "light" | "dark";

const storageKey = "shouhou.theme";
const listeners = new Set<() => void>();
const system = () => window.matchMedia("(prefers-color-scheme: dark)");

export function themeChoice(): ThemeChoice {
  try {
    const kept = localStorage.getItem(storageKey);
    return kept === "auto" || kept === "dark" ? kept : "light";
  } catch {
    return "light";
  }
}

const isDark = () => themeChoice() === "dark" || (themeChoice() === "auto" && system().matches);

export function applyTheme() {
  document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  listeners.forEach((listener) => listener());
}

export function setThemeChoice(choice: ThemeChoice) {
  try {
    localStorage.setItem(storageKey, choice);
  } catch {
    // A browser that does not store keeps the light one.
  }
  applyTheme();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  const query = system();
  query.addEventListener("change", applyTheme);
  return () => {
    listeners.delete(listener);
    query.removeEventListener("change", applyTheme);
  };
}

export function useDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, themeChoice);
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)");

// Whether the reader asked the system for less motion.
export function useCalm(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = calm();
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => calm().matches,
  );
}
