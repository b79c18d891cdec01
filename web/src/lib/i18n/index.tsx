// Words in two languages, Chinese first. Every feature has a words.ts:
//     export const words = defineWords({ zh: { title: "队列" }, en: { title: "Queue" } });
// and reads them with const w = useWords(words). Both languages must have the same keys: the compiler says so,
// and a test says it again for all of them at once.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";

export type Language = "zh" | "en";

type Entry = string | ((...values: never[]) => string);
type Widen<T> = { [K in keyof T]: T[K] extends string ? string : T[K] };
export interface Words<T> {
  zh: T;
  en: Widen<T>;
}

export function defineWords<T extends Record<string, Entry>>(words: Words<T>): Words<T> {
  return words;
}

const storageKey = "shouhou.language";

export function currentLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

interface LanguageState {
  language: Language;
  setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageState>({ language: "zh", setLanguage: () => {} });

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, remember] = useState<Language>(currentLanguage);
  const setLanguage = useCallback((next: Language) => {
    try {
      localStorage.setItem(storageKey, next);
    } catch {
      // Private windows may refuse to store; the choice then lasts as long as the page.
    }
    remember(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  const state = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);
  return <LanguageContext.Provider value={state}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): LanguageState {
  return useContext(LanguageContext);
}

export function useWords<T>(words: Words<T>): Widen<T> {
  const { language } = useLanguage();
  return language === "en" ? words.en : (words.zh as Widen<T>);
}
