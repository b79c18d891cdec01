import { EditOutlined, EyeOutlined, MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown, Tag, Tooltip } from "antd";
import { memo } from "react";
import { Link } from "react-router-dom";

import { channels, clockKinds } from "@/lib/desk/words";
import { reasonText } from "@/lib/desk/reason";
import { useWord } from "@/lib/desk/useWord";
import { useTicking } from "@/lib/format/now";
import { span } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { Countdown, Since, useHeat } from "@/lib/ui/Countdown";
import { ClassMark, MoodMark, PersonMark, StatusMark, StepMark } from "@/lib/ui/Marks";

import type { Item } from "./api";
import { words } from "./words";

interface Props {
  item: Item;
  selected: boolean;
  changed: boolean;
  left: boolean;
  assignee: string; // name; empty: nobody
  looking: string; // names of others who have it open
  working: string; // and who write in it
  mayTake: boolean;
  mayAssign: boolean;
  onSelect: (id: string) => void;
  onTake: (item: Item) => void;
  onAssign: (item: Item) => void;
}

export const QueueRow = memo(function QueueRow(props: Props) {
  const { item, selected, changed, left, assignee, looking, working } = props;
  const w = useWords(words);
  const word = useWord();
  const closed = item.status === "closed";
  const heat = useHeat(closed ? null : item.next_deadline);
  const states = [selected && "selected", changed && "changed", left && "left", closed && "closed"].filter(Boolean);
  return (
    <li
      className={`queue-row ${heat} ${states.join(" ")}`}
      data-case={item.id}
      aria-current={selected || undefined}
      onClick={() => props.onSelect(item.id)}
    >
      <div className="row-clock">
        {!closed && item.next_deadline ? <Countdown deadline={item.next_deadline} /> : <DueMark due={closed ? null : item.due} />}
        <small>{!closed && item.next_deadline ? word(clockKinds, item.next_clock) : w.noClock}</small>
      </div>
      <div className="row-main">
        <div className="row-title">
          <ClassMark value={item.issue_class}>{item.issue_name}</ClassMark>
          <Link to={`/cases/${item.id}`} tabIndex={-1} title={item.subject}>
            {item.subject || word(channels, item.channel)}
          </Link>
        </div>
        <div className="row-facts">
          <span className="row-number">#{item.number}</span>
          <span>{item.buyer_label || "—"}</span>
          <span>{word(channels, item.channel)}</span>
          <span>
            {w.waited} <Since at={item.opened} />
          </span>
          {item.tags.slice(0, 3).map((tag) => (
            <Tag key={tag} bordered={false} className="row-tag">
              {tag}
            </Tag>
          ))}
        </div>
        <Reasons item={item} />
      </div>
      <div className="row-step">
        <StepMark value={item.step} />
        <StatusMark value={item.status} />
      </div>
      <div className="row-mood">
        <MoodMark value={item.mood} />
      </div>
      <div className="row-person">
        {some(item.assignee) ? <PersonMark name={assignee} withName /> : <span className="quiet">{w.nobody}</span>}
        {left && <small className="row-left">{w.leftList}</small>}
        {working && (
          <small className="row-lookers working">
            <EditOutlined /> {w.working(working)}
          </small>
        )}
        {looking && (
          <small className="row-lookers">
            <EyeOutlined /> {w.viewing(looking)}
          </small>
        )}
      </div>
      <RowActions {...props} />
    </li>
  );
});

// A case without a running clock is due all the same once its turn has come.
function DueMark({ due }: { due: number | null }) {
  const w = useWords(words);
  const come = useTicking((at) => due !== null && due <= at);
  return come ? <strong className="row-due">{w.dueNow}</strong> : <span className="quiet">—</span>;
}

function RowActions({ item, mayTake, mayAssign, onTake, onAssign }: Props) {
  const w = useWords(words);
  return (
    <div className="row-actions" onClick={(event) => event.stopPropagation()}>
      {mayTake && (
        <Button size="small" type="primary" ghost onClick={() => onTake(item)}>
          {w.take}
        </Button>
      )}
      {mayAssign && (
        <Dropdown
          trigger={["click"]}
          menu={{ items: [{ key: "assign", label: w.assign, onClick: () => onAssign(item) }] }}
        >
          <Button size="small" type="text" icon={<MoreOutlined />} aria-label={`${w.assign} #${item.number}`} />
        </Dropdown>
      )}
    </div>
  );
}

// Why the case stands where it stands: each reason with how much it moves the case forward.
function Reasons({ item }: { item: Item }) {
  const w = useWords(words);
  const { language } = useLanguage();
  if (item.reasons.length === 0 || item.status === "closed") return null;
  const more = (by: number) => (by > 0 ? ` · ${w.ahead(span(by, language))}` : "");
  const all = (
    <ul className="reason-list">
      {item.reasons.map((reason) => (
        <li key={reason.code + reason.text}>
          {reasonText(reason, language)}
          {more(reason.by)}
        </li>
      ))}
    </ul>
  );
  return (
    <Tooltip title={all} placement="bottomLeft" mouseEnterDelay={0.4}>
      <div className="row-reasons" aria-label={w.why}>
        {item.reasons.map((reason) => (
          <span key={reason.code + reason.text} className={`reason reason-${reason.code}`}>
            {reasonText(reason, language)}
          </span>
        ))}
      </div>
    </Tooltip>
  );
}
