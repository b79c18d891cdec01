import { useWords } from "@/lib/i18n";
import { Page } from "@/lib/ui/Page";

import { words } from "./words";

export function ImportsPage() {
  const w = useWords(words);
  return <Page title={w.title}>{null}</Page>;
}
