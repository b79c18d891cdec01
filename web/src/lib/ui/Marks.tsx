// Small marks that mean the same everywhere: class, mood, step, status, person.
import { Tag, Tooltip } from "antd";

import { classes, moods, statuses, steps } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";

export const stepOrder = ["contact", "verify", "soothe", "agree", "follow_up", "register"] as const;

export function ClassMark({ value, children }: { value: string; children?: string }) {
  const word = useWord();
  return (
    <Tooltip title={children ? word(classes, value) : undefined}>
      <span className={`class-mark class-${value}`}>{children || word(classes, value)}</span>
    </Tooltip>
  );
}

export function MoodMark({ value }: { value: string }) {
  const word = useWord();
  return <span className={`mood-mark mood-${value}`}>{word(moods, value)}</span>;
}

// Where a case stands in its six steps: a bar of six and the word.
export function StepMark({ value }: { value: string }) {
  const word = useWord();
  const at = stepOrder.indexOf(value as (typeof stepOrder)[number]);
  return (
    <span className="step-mark">
      <span className="step-bar" aria-hidden>
        {stepOrder.map((step, index) => (
          <i key={step} className={index < at ? "done" : index === at ? "here" : ""} />
        ))}
      </span>
      <span>{word(steps, value)}</span>
    </span>
  );
}

const statusColours: Record<string, string> = {
  open: "cyan",
  waiting_buyer: "gold",
  waiting_carrier: "gold",
  waiting_warehouse: "gold",
  waiting_platform: "gold",
  resolved: "green",
  closed: "default",
  reopened: "magenta",
};

export function StatusMark({ value }: { value: string }) {
  const word = useWord();
  return (
    <Tag bordered={false} color={statusColours[value] ?? "default"} className="status-mark">
      {word(statuses, value)}
    </Tag>
  );
}

// The last character of a name, as with Chinese given names; the first one of a masked name ("t**").
export function markOf(name: string): string {
  const all = [...name.trim()];
  return ((all[all.length - 1] === "*" ? all[0] : all[all.length - 1]) ?? "?").toUpperCase();
}

// A person as a coloured first character: recognisable at a glance, with the whole name beside or on hover.
export function PersonMark({ name, small = false, withName = false }: { name: string; small?: boolean; withName?: boolean }) {
  const hue = [...name].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 360, 7);
  return (
    <span className="person" title={withName ? undefined : name}>
      <span
        className={small ? "person-mark small" : "person-mark"}
        style={{ background: `hsl(${hue} 45% 36%)` }}
        aria-label={withName ? undefined : name}
        aria-hidden={withName || undefined}
      >
        {markOf(name)}
      </span>
      {withName && <span className="person-name">{name}</span>}
    </span>
  );
}
