// Reads a word out of a closed list; a value the list does not know is shown as it is, never as nothing.
import { useLanguage, type Words } from "@/lib/i18n";

export function useWord(): (list: Words<Record<string, string>>, value: string | undefined | null) => string {
  const { language } = useLanguage();
  return (list, value) => (value ? ((list[language] as Record<string, string>)[value] ?? value) : "");
}

// Options for a Select, in the list's order.
export function useOptions(): (list: Words<Record<string, string>>) => { value: string; label: string }[] {
  const { language } = useLanguage();
  return (list) => Object.entries(list[language] as Record<string, string>).map(([value, label]) => ({ value, label }));
}
