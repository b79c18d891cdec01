// Unsent words of the composer. Kept at once in this browser and a moment later at the desk, so that neither a
// closed tab nor another computer loses them.
import { useCallback, useEffect, useRef, useState } from "react";

import { api } from "@/lib/api/client";

export interface Draft {
  text: string;
  saved: number;
}

const saveAfterMs = 800;
const nameOf = (account: string, caseId: string) => `shouhou.draft.${account}.${caseId}`;

export function readLocal(account: string, caseId: string): Draft | null {
  try {
    const found = JSON.parse(localStorage.getItem(nameOf(account, caseId)) ?? "null") as Draft | null;
    return found && typeof found.text === "string" && typeof found.saved === "number" ? found : null;
  } catch {
    return null;
  }
}

function writeLocal(account: string, caseId: string, draft: Draft | null) {
  try {
    if (draft) localStorage.setItem(nameOf(account, caseId), JSON.stringify(draft));
    else localStorage.removeItem(nameOf(account, caseId));
  } catch {
    // Full or forbidden storage: the desk still has it.
  }
}

// Which of the two is shown when the page opens. What was typed here and never reached the desk is never dropped:
// where both have words that differ, the newer wins and the older is kept below it.
export function chosenDraft(local: Draft | null, desk: Draft | null): string {
  const here = local?.text.trim() ? local : null;
  const there = desk?.text.trim() ? desk : null;
  if (!here || !there) return (here ?? there)?.text ?? "";
  const [newer, older] = here.saved >= there.saved ? [here, there] : [there, here];
  return newer.text.includes(older.text.trim()) ? newer.text : `${newer.text}\n\n${older.text}`;
}

export type DraftState = "idle" | "typing" | "saved" | "local";

export function useDraft(account: string, caseId: string) {
  const [text, setText] = useState(() => readLocal(account, caseId)?.text ?? "");
  const [state, setState] = useState<DraftState>("idle");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = useRef(false);
  const pending = useRef<string | null>(null);

  const save = useCallback(async () => {
    const words = pending.current;
    if (words === null) return;
    pending.current = null;
    try {
      await api("PUT /api/v1/cases/{id}/draft", { path: { id: caseId }, body: { text: words } });
      if (pending.current === null) setState(words ? "saved" : "idle");
    } catch {
      setState("local"); // kept in this browser; the next keystroke tries again
    }
  }, [caseId]);

  useEffect(() => {
    typed.current = false;
    let gone = false;
    api("GET /api/v1/cases/{id}/draft", { path: { id: caseId } })
      .then((desk) => {
        if (!gone && !typed.current) setText(chosenDraft(readLocal(account, caseId), desk));
      })
      .catch(() => undefined); // no answer: what this browser has is shown already
    return () => {
      gone = true;
      clearTimeout(timer.current);
      void save();
    };
  }, [account, caseId, save]);

  const write = useCallback(
    (words: string) => {
      typed.current = true;
      setText(words);
      setState("typing");
      writeLocal(account, caseId, words ? { text: words, saved: Date.now() } : null);
      pending.current = words;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), saveAfterMs);
    },
    [account, caseId, save],
  );

  return { text, write, clear: useCallback(() => write(""), [write]), state };
}
