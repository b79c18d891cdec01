import { useQueryClient } from "@tanstack/react-query";
import { Segmented } from "antd";

import { api } from "@/lib/api/client";
import { useLanguage, useWords, type Language } from "@/lib/i18n";
import { setThemeChoice, useThemeChoice, type ThemeChoice } from "@/lib/theme";
import { useFailure } from "@/lib/ui/useFailure";

import { words } from "./words";

// Language and light or dark. The language is kept with the account too: the desk writes in it.
export function Display() {
  const w = useWords(words);
  const { language, setLanguage } = useLanguage();
  const theme = useThemeChoice();
  const failure = useFailure();
  const client = useQueryClient();
  const speak = async (next: Language) => {
    setLanguage(next);
    try {
      await api("PATCH /api/v1/session/me", { body: { language: next } });
      await client.invalidateQueries();
    } catch (error) {
      failure(error);
    }
  };
  return (
    <section className="card">
      <h2>{w.display}</h2>
      <h3>{w.language}</h3>
      <Segmented<Language>
        value={language}
        options={[
          { value: "zh", label: "中文" },
          { value: "en", label: "English" },
        ]}
        onChange={(next) => void speak(next)}
      />
      <h3>{w.theme}</h3>
      <Segmented<ThemeChoice>
        value={theme}
        options={[
          { value: "light", label: w.light },
          { value: "dark", label: w.dark },
          { value: "auto", label: w.auto },
        ]}
        onChange={setThemeChoice}
      />
    </section>
  );
}
