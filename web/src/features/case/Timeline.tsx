// What happened, newest first: people's words stand out, the desk's own records are small.
import { Button, Segmented } from "antd";
import { useState } from "react";

import { useIssueNames } from "@/lib/desk/issues";
import { date, exactTime, shortTime } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { PersonMark } from "@/lib/ui/Marks";

import { useOlder, type TimelineEntry } from "./api";
import { useThisCase } from "./context";
import { Picture } from "./Evidence";
import { folded } from "./folded";
import { told, voiceOf } from "./told";
import { words } from "./words";

const spoken = (entry: TimelineEntry) => entry.words !== "";
const bare = (entry: TimelineEntry) => !spoken(entry) && entry.kind !== "case.evidence_added";

export function Timeline() {
  const w = useWords(words);
  const { language } = useLanguage();
  const issueName = useIssueNames();
  const { view } = useThisCase();
  const [before, setBefore] = useState<number | null>(null);
  // Should so much have happened meanwhile that the case's own entries no longer reach down to the older ones,
  // the older ones start higher.
  const from = before === null ? null : Math.max(before, view.timeline_before);
  const older = useOlder(view.id, from);
  const [only, setOnly] = useState<"all" | "words">("all");
  const more = before === null ? view.timeline_before > 0 : older.hasNextPage || older.isPending;
  const loadMore = () => (before === null ? setBefore(view.timeline_before) : void older.fetchNextPage());
  // Newer events push the case's own entries down: what both bring is shown once.
  const seen = new Set<number>();
  const entries = [...view.timeline, ...(older.data?.pages.flatMap((page) => page.entries) ?? [])]
    .filter((entry) => !seen.has(entry.sequence) && seen.add(entry.sequence))
    .filter((entry) => only === "all" || spoken(entry));
  const line = (entry: TimelineEntry) => told(entry.kind, entry.body, { language, issueName });
  const lines = folded(
    entries,
    (one, next) => bare(one) && bare(next) && one.actor === next.actor && date(one.at) === date(next.at) && line(one) === line(next),
  );
  return (
    <section className="timeline" aria-label={w.timeline}>
      <div className="timeline-head">
        <h2>{w.timeline}</h2>
        <Segmented
          size="small"
          value={only}
          onChange={setOnly}
          options={[
            { value: "all", label: w.everything },
            { value: "words", label: w.onlyWords },
          ]}
        />
      </div>
      {entries.length === 0 && <p className="quiet">{w.noTimeline}</p>}
      <ol className="events">
        {lines.map(({ entry, times }, index) => {
          const above = lines[index - 1]?.entry;
          const newDay = !above || date(above.at) !== date(entry.at);
          const voice = spoken(entry) ? ` spoken tone-${voiceOf(entry.kind, entry.body)}` : "";
          return (
            <li key={entry.sequence} className={`event${voice}`}>
              {newDay && <div className="day">{date(entry.at)}</div>}
              <Entry entry={entry} line={line(entry)} times={times} />
            </li>
          );
        })}
      </ol>
      {more && (
        <Button block loading={older.isFetching} onClick={loadMore}>
          {w.older}
        </Button>
      )}
    </section>
  );
}

function Entry({ entry, line, times }: { entry: TimelineEntry; line: string; times: number }) {
  const w = useWords(words);
  const { view } = useThisCase();
  const actor = entry.actor && entry.actor !== "system" ? entry.actor : w.system;
  const voice = voiceOf(entry.kind, entry.body);
  const who = spoken(entry) && voice === "buyer" ? view.buyer?.label || w.buyer : actor;
  const piece = (entry.body as { piece?: { id?: string } } | null)?.piece?.id;
  return (
    <article>
      {spoken(entry) && <PersonMark name={who} />}
      <div className="event-body">
        <header>
          <b>{who}</b>
          <span>
            {line}
            {times > 1 && <small className="times"> ×{times}</small>}
          </span>
          <time dateTime={new Date(entry.at).toISOString()} title={exactTime(entry.at)}>
            {shortTime(entry.at).slice(-5)}
          </time>
        </header>
        {spoken(entry) && <p className="words">{entry.words}</p>}
        {entry.kind === "case.evidence_added" && piece && (
          <Picture piece={view.evidence.find((one) => one.id === piece && one.media_type)} />
        )}
      </div>
    </article>
  );
}
