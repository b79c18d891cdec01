// What an import did, or a dry run says it would do, in figures.
import { Statistic } from "antd";

import { useWords } from "@/lib/i18n";

import type { Import } from "./api";
import { words } from "./words";

type Figures = Pick<Import, "rows" | "added" | "updated" | "unchanged" | "refused" | "cases_opened" | "cases_merged">;

export function Counts({ of }: { of: Figures }) {
  const w = useWords(words);
  const counts: [string, number, string?][] = [
    [w.rows, of.rows],
    [w.added, of.added],
    [w.updated, of.updated],
    [w.unchanged, of.unchanged],
    [w.refused, of.refused, of.refused > 0 ? "bad-count" : undefined],
    [w.opened, of.cases_opened, "good-count"],
    [w.merged, of.cases_merged],
  ];
  return (
    <div className="counts">
      {counts.map(([title, value, tone]) => (
        <Statistic key={title} title={title} value={value} {...(tone ? { className: tone } : {})} />
      ))}
    </div>
  );
}
