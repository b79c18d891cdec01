// What happened, newest first: people's words stand out, the desk's own records are small.
import { Button, Segmented, Skeleton } from "antd";
import { useState } from "react";

import { shortTime, exactTime, date } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { PersonMark } from "@/lib/ui/Marks";
import { Failure } from "@/lib/ui/Page";

import { useTimeline, type TimelineItem } from "./api";
import { useThisCase } from "./context";
import { Picture } from "./Evidence";
import { words } from "./words";

const spoken = (item: TimelineItem) => item.words !== "";

export function Timeline() {
  const w = useWords(words);
  const { view } = useThisCase();
  const timeline = useTimeline(view.id);
  const [only, setOnly] = useState<"all" | "words">("all");
  if (timeline.isPending) return <Skeleton active />;
  if (!timeline.data) return <Failure error={timeline.error} retry={() => void timeline.refetch()} />;
  const seen = new Set<number>();
  const items = timeline.data.pages
    .flatMap((page) => page.items)
    .filter((item) => !seen.has(item.sequence) && seen.add(item.sequence))
    .filter((item) => only === "all" || spoken(item));
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
      {items.length === 0 && <p className="quiet">{w.noTimeline}</p>}
      <ol className="events">
        {items.map((item, index) => {
          const before = items[index - 1];
          const newDay = !before || date(before.at) !== date(item.at);
          return (
            <li key={item.sequence} className={spoken(item) ? `event spoken ${toneOf(item.kind)}` : "event"}>
              {newDay && <div className="day">{date(item.at)}</div>}
              <Event item={item} />
            </li>
          );
        })}
      </ol>
      {timeline.hasNextPage && (
        <Button block loading={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {w.older}
        </Button>
      )}
    </section>
  );
}

// Whose words they are, by the kind of event.
const toneOf = (kind: string) =>
  /note/.test(kind) ? "tone-note" : /opened|reported|from_buyer/.test(kind) ? "tone-buyer" : "tone-shop";

function Event({ item }: { item: TimelineItem }) {
  const w = useWords(words);
  const { view } = useThisCase();
  const who = item.actor && item.actor !== "system" ? item.actor : w.system;
  return (
    <article>
      {spoken(item) && <PersonMark name={who} />}
      <div className="event-body">
        <header>
          <b>{who}</b>
          <span>{item.text}</span>
          <time dateTime={new Date(item.at).toISOString()} title={exactTime(item.at)}>
            {shortTime(item.at).slice(-5)}
          </time>
        </header>
        {spoken(item) && <p className="words">{item.words}</p>}
        {item.evidence && item.evidence !== "0" && <Picture piece={view.evidence.find((one) => one.id === item.evidence)} />}
      </div>
    </article>
  );
}
