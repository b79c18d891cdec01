// What every part of the case page shares: the case, how to act on it, and which section is open.
import { App } from "antd";
import { createContext, useContext, type ReactNode } from "react";

import { useWords } from "@/lib/i18n";
import { useFailure } from "@/lib/ui/useFailure";
import type { FormInstance } from "antd";

import { isStale, useAct, type Act, type ActBody, type CaseChanged, type CaseView } from "./api";
import { words } from "./words";

type Simple = Exclude<Act, `${string}/${string}` | "evidence" | "buyer">;

interface Shared {
  view: CaseView;
  busy: boolean;
  // Acts, says what came of it, and answers whether it worked. The form gets the errors of its fields.
  run: <A extends Simple>(verb: A, body: ActBody<A>, told?: string, form?: FormInstance) => Promise<CaseChanged | null>;
  section: string;
  openSection: (name: string) => void;
}

const CaseContext = createContext<Shared | null>(null);

interface Props {
  view: CaseView;
  section: string;
  openSection: (name: string) => void;
  children: ReactNode;
}

export function CaseProvider({ view, section, openSection, children }: Props) {
  const w = useWords(words);
  const { message } = App.useApp();
  const failure = useFailure();
  const { act, busy } = useAct(view.id);
  const run: Shared["run"] = async (verb, body, told, form) => {
    try {
      const done = await act(verb, body);
      if (told) message.success(told);
      return done;
    } catch (error) {
      if (isStale(error)) message.warning(`${(error as Error).message} ${w.stale}`, 8);
      else failure(error, form);
      return null;
    }
  };
  return <CaseContext.Provider value={{ view, busy, run, section, openSection }}>{children}</CaseContext.Provider>;
}

export function useThisCase(): Shared {
  const shared = useContext(CaseContext);
  if (!shared) throw new Error("outside of a case page");
  return shared;
}
