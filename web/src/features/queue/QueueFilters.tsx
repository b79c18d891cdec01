// The side list: what the queue can be narrowed to, each with how many there are, kept up by the server.
import { useState } from "react";
import { Link } from "react-router-dom";

import { channels, classes, statuses, steps } from "@/lib/desk/words";
import { useNames } from "@/lib/desk/colleagues";
import { useIssueNames } from "@/lib/desk/issues";
import { useWord } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { stepOrder } from "@/lib/ui/Marks";

import type { Counts } from "./api";
import { narrowed, searchOf, type QueueFilter } from "./filter";
import { words } from "./words";

interface Props {
  counts: Counts | undefined;
  filter: QueueFilter;
}

type Named = Counts["steps"];
const few = 7;

export function QueueFilters({ counts, filter }: Props) {
  const w = useWords(words);
  const word = useWord();
  const nameOf = useNames();
  const issueName = useIssueNames();
  const c = counts;
  const inOrder = (list: Named | undefined, order: readonly string[]) =>
    [...(list ?? [])].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const largest = (list: Named | undefined) => [...(list ?? [])].sort((a, b) => b.count - a.count);
  const none = !filter.mine && !filter.unassigned && !filter.assignee && filter.status !== "closed";
  return (
    <nav className="queue-filters" aria-label={w.filters}>
      <ul className="filter-group">
        <Choice
          to={narrowed(filter, { mine: undefined, unassigned: undefined, assignee: undefined, ...open(filter) })}
          on={none}
          label={w.all}
          count={c?.open}
        />
        <Choice to={narrowed(filter, { mine: true, ...open(filter) })} on={!!filter.mine} label={w.mine} count={c?.mine} />
        <Choice
          to={narrowed(filter, { unassigned: true, ...open(filter) })}
          on={!!filter.unassigned}
          label={w.unassigned}
          count={c?.unassigned}
        />
        <Choice to={narrowed({}, { status: "closed" })} on={filter.status === "closed"} label={w.closed} count={c?.closed} />
      </ul>
      <Group title={w.byClock} field="clock_within_minutes" filter={filter} list={clockChoices(w)} />
      <Group
        title={w.byClass}
        field="issue_class"
        filter={filter}
        list={inOrder(c?.classes, Object.keys(classes.zh)).map((one) => ({ ...one, label: word(classes, one.name) }))}
      />
      <Group
        title={w.bySteps}
        field="step"
        filter={filter}
        list={inOrder(c?.steps, stepOrder).map((one) => ({ ...one, label: word(steps, one.name) }))}
      />
      <Group
        title={w.byStatus}
        field="status"
        filter={filter}
        list={inOrder(c?.statuses, Object.keys(statuses.zh))
          .filter((one) => one.name !== "closed")
          .map((one) => ({ ...one, label: word(statuses, one.name) }))}
      />
      <Group
        title={w.byIssue}
        field="issue"
        filter={filter}
        list={largest(c?.issues).map((one) => ({ ...one, label: one.name ? issueName(one.name) : w.none }))}
      />
      <Group
        title={w.byChannel}
        field="channel"
        filter={filter}
        list={largest(c?.channels).map((one) => ({ ...one, label: word(channels, one.name) }))}
      />
      <Group
        title={w.byAssignee}
        field="assignee"
        filter={filter}
        list={largest(c?.assignees?.filter((one) => some(one.name))).map((one) => ({ ...one, label: nameOf(one.name) }))}
      />
      <Group
        title={w.byTag}
        field="tag"
        filter={filter}
        list={largest(c?.tags).map((one) => ({ ...one, label: one.name }))}
      />
    </nav>
  );
}

// Leaves the list of closed ones.
const open = (filter: QueueFilter) => (filter.status === "closed" ? { status: undefined } : {});

const clockChoices = (w: ReturnType<typeof useWords<(typeof words)["zh"]>>) => [
  { name: "60", label: w.within1h },
  { name: "240", label: w.within4h },
  { name: "1440", label: w.within24h },
];

interface GroupProps {
  title: string;
  field: keyof QueueFilter;
  filter: QueueFilter;
  list: { name: string; label: string; count?: number }[];
}

function Group({ title, field, filter, list }: GroupProps) {
  const w = useWords(words);
  const [whole, setWhole] = useState(false);
  const chosen = String(filter[field] ?? "");
  const shown = list.filter((one) => one.name && (one.count !== 0 || one.name === chosen));
  if (shown.length === 0) return null;
  const value = (name: string) => (field === "clock_within_minutes" ? Number(name) : name);
  return (
    <section>
      <h2>{title}</h2>
      <ul className="filter-group">
        {shown
          .filter((one, index) => whole || index < few || one.name === chosen)
          .map((one) => (
            <Choice
              key={one.name}
              to={narrowed(filter, { [field]: one.name === chosen ? undefined : value(one.name) })}
              on={one.name === chosen}
              label={one.label}
              count={one.count}
            />
          ))}
        {shown.length > few && !whole && (
          <li>
            <button type="button" className="filter-more" onClick={() => setWhole(true)}>
              {w.more} ({shown.length - few})
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

function Choice({ to, on, label, count }: { to: QueueFilter; on: boolean; label: string; count?: number | undefined }) {
  return (
    <li>
      <Link to={{ search: searchOf(to).toString() }} className={on ? "filter on" : "filter"} aria-current={on || undefined}>
        <span>{label}</span>
        {count !== undefined && <b>{count.toLocaleString()}</b>}
      </Link>
    </li>
  );
}
