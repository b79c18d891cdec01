// Every other remedy and why it is not on the menu: nobody has to guess (P-D3).
import { useLanguage, useWords } from "@/lib/i18n";
import { inWords } from "@/lib/settle/settle";
import type { OtherWayView } from "@/lib/settle/types";

import { splitOthers } from "./menu";
import { words } from "./words";

export function OtherWays({ others, onMenu }: { others: OtherWayView[]; onMenu: string[] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { addable, rest } = splitOthers(others, onMenu);
  const all = [...addable, ...rest];
  if (all.length === 0) return null;
  return (
    <details className="fold">
      <summary>{w.others(all.length)}</summary>
      <ul className="plain">
        {all.map((way) => (
          <li key={way.remedy.kind}>
            <strong>{inWords(way.name, language)}</strong>{" "}
            {way.obstacles.length > 0
              ? way.obstacles.map((one) => inWords(one.why, language)).join(language === "zh" ? "；" : "; ")
              : inWords(way.why, language) || w.possible}
          </li>
        ))}
      </ul>
    </details>
  );
}
