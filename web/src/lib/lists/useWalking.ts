// j and k walk along a list, Enter opens: rowProps(index) goes onto each row, which the keys give the focus.
import { useRef, useState } from "react";

import { useWords } from "@/lib/i18n";
import { useShortcuts } from "@/lib/keys/useShortcuts";

import { words } from "./words";

export function useWalking(count: number, group: string, open: (index: number) => void) {
  const w = useWords(words);
  const [at, setAt] = useState(-1);
  const rows = useRef(new Map<number, HTMLElement>());
  const go = (to: number) => {
    const next = Math.min(count - 1, Math.max(0, to));
    setAt(next);
    rows.current.get(next)?.focus();
  };
  useShortcuts([
    { keys: "j", label: w.down, group, run: () => go(at + 1) },
    { keys: "k", label: w.up, group, run: () => go(at - 1) },
    { keys: "Enter", label: w.open, group, run: () => at >= 0 && at < count && open(at) },
  ]);
  return (index: number) => ({
    ref: (row: HTMLElement | null) => {
      if (row) rows.current.set(index, row);
      else rows.current.delete(index);
    },
    tabIndex: index === Math.max(0, at) ? 0 : -1,
    onFocus: () => setAt(index),
  });
}
