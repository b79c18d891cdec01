// The top of a case: what it is about, how urgent, whose it is; taking, handing over, waiting, merging, reopening.
import { ArrowLeftOutlined, EditOutlined, EyeOutlined, MoreOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Dropdown, Input, Modal, Tag, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";

import { api } from "@/lib/api/client";
import { useNames } from "@/lib/desk/colleagues";
import { channels, sources, statuses } from "@/lib/desk/words";
import { reasonText } from "@/lib/desk/reason";
import { useWord } from "@/lib/desk/useWord";
import { shortTime, span } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useOthers } from "@/lib/live/presence";
import { useMay, useSession } from "@/lib/session";
import { Since } from "@/lib/ui/Countdown";
import { HandOver } from "@/lib/ui/HandOver";
import { ClassMark, MoodMark, PersonMark, StatusMark } from "@/lib/ui/Marks";
import { useFailure } from "@/lib/ui/useFailure";

import { useThisCase } from "./context";
import { ReasonDialog } from "./parts";
import { WaitDialog } from "./WaitDialog";
import { words } from "./words";

export function Head({ handing, setHanding }: { handing: boolean; setHanding: (open: boolean) => void }) {
  const w = useWords(words);
  const word = useWord();
  const { view } = useThisCase();
  return (
    <header className="case-head">
      <div className="case-title">
        <Link to="/queue" className="case-back" aria-label={w.back} title={w.back}>
          <ArrowLeftOutlined />
        </Link>
        <h1>
          <span className="case-number">#{view.number}</span> {view.subject || word(channels, view.channel)}
        </h1>
        <div className="case-acts">
          <Acts handing={handing} setHanding={setHanding} />
        </div>
      </div>
      <div className="case-marks">
        <ClassMark value={view.issue_class}>{view.issue_name}</ClassMark>
        <StatusMark value={view.status} />
        {view.waiting_for && (
          <span className="quiet">
            {w.waitingFor}{w.colon}{view.waiting_for}
            {view.look_again != null && ` · ${w.lookAgain} ${shortTime(view.look_again)}`}
          </span>
        )}
        <MoodMark value={view.mood} />
        <span className="quiet">
          {word(channels, view.channel)} · {word(sources, view.source)} · {w.opened} <Since at={view.opened} />
        </span>
        <Tags />
        <Lookers />
      </div>
      {some(view.merged_into) && (
        <Alert type="info" showIcon message={w.mergedInto} action={<Link to={`/cases/${view.merged_into}`}>{w.openIt}</Link>} />
      )}
      <Why />
    </header>
  );
}

function Lookers() {
  const w = useWords(words);
  const { view } = useThisCase();
  const { looking, working } = useOthers()(view.id);
  if (!looking && !working) return null;
  return (
    <span className="case-lookers" role="status">
      {working && (
        <>
          <EditOutlined /> {w.working(working)}{" "}
        </>
      )}
      {looking && (
        <>
          <EyeOutlined /> {w.viewing(looking)}
        </>
      )}
    </span>
  );
}

function Why() {
  const w = useWords(words);
  const { language } = useLanguage();
  const { view } = useThisCase();
  if (view.reasons.length === 0 || view.status === "closed") return null;
  return (
    <p className="case-why" aria-label={w.why}>
      {view.reasons.map((reason) => (
        <Tooltip key={reason.code + reason.text} title={reason.by > 0 ? `−${span(reason.by, language)}` : undefined}>
          <span className={`reason reason-${reason.code}`}>{reasonText(reason, language)}</span>
        </Tooltip>
      ))}
    </p>
  );
}

function Tags() {
  const w = useWords(words);
  const may = useMay();
  const { view, run } = useThisCase();
  const [typing, setTyping] = useState<string | null>(null);
  const writable = may("case_write") && view.status !== "closed";
  const add = async () => {
    const tag = typing?.trim();
    setTyping(null);
    if (tag && !view.tags.includes(tag)) await run("tags", { add: [tag] });
  };
  return (
    <span className="case-tags">
      {view.tags.map((tag) => (
        <Tag
          key={tag}
          closable={writable}
          bordered={false}
          onClose={(event) => {
            event.preventDefault();
            void run("tags", { remove: [tag] });
          }}
        >
          {tag}
        </Tag>
      ))}
      {writable &&
        (typing === null ? (
          <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setTyping("")}>
            {w.addTag}
          </Button>
        ) : (
          <Input
            size="small"
            autoFocus
            className="tag-input"
            value={typing}
            maxLength={40}
            aria-label={w.addTag}
            onChange={(event) => setTyping(event.target.value)}
            onPressEnter={() => void add()}
            onBlur={() => void add()}
            onKeyDown={(event) => event.key === "Escape" && setTyping(null)}
          />
        ))}
    </span>
  );
}

function Acts({ handing, setHanding }: { handing: boolean; setHanding: (open: boolean) => void }) {
  const w = useWords(words);
  const may = useMay();
  const session = useSession();
  const nameOf = useNames();
  const { view, run, busy } = useThisCase();
  const [asking, setAsking] = useState<"reopen" | "merge" | null>(null);
  const closed = view.status === "closed";
  const mine = view.assignee === session.account;
  const reopen = view.moves.find((move) => move.id === "reopen");
  const give = async (to: string, name: string, reason: string) => {
    if (await run("assign", { to, reason }, to === "0" ? w.released : w.handed(name))) setHanding(false);
  };
  return (
    <>
      {some(view.assignee) && <PersonMark name={view.assignee_name || nameOf(view.assignee)} withName />}
      {!closed && may("case_write") && !some(view.assignee) && (
        <Button type="primary" loading={busy} onClick={() => void run("take", {}, w.taken)}>
          {w.take}
        </Button>
      )}
      {!closed && <StatusButton />}
      {!closed && may("case_write") && (mine || may("case_assign") || !some(view.assignee)) && (
        <Button onClick={() => setHanding(true)}>{w.handOver}</Button>
      )}
      {closed && reopen && may("case_reopen") && <Button onClick={() => setAsking("reopen")}>{w.reopen}</Button>}
      {!closed && may("case_merge") && (
        <Dropdown
          trigger={["click"]}
          menu={{ items: [{ key: "merge", label: w.merge, onClick: () => setAsking("merge") }] }}
        >
          <Button icon={<MoreOutlined />} aria-label={w.more} />
        </Dropdown>
      )}
      <HandOver
        number={handing ? view.number : null}
        assignee={view.assignee}
        busy={busy}
        onCancel={() => setHanding(false)}
        onDone={(to, name, reason) => void give(to, name, reason)}
      />
      <ReasonDialog
        title={asking === "reopen" ? w.reopenWhy : null}
        busy={busy}
        onCancel={() => setAsking(null)}
        onDone={async (reason) => (await run("reopen", { reason }, w.saved)) && setAsking(null)}
      />
      <MergeDialog open={asking === "merge"} onClose={() => setAsking(null)} />
    </>
  );
}

// Waiting for somebody, and going on: the moves of the life cycle that keep the step.
function StatusButton() {
  const w = useWords(words);
  const word = useWord();
  const may = useMay();
  const { view, run, busy } = useThisCase();
  const [asking, setAsking] = useState<string | null>(null);
  const moves = view.moves.filter((move) => move.to_step === null && move.to_status !== null && move.to_status !== "closed");
  if (moves.length === 0 || !may("case_write")) return null;
  const choose = (to: string) =>
    moves.find((move) => move.to_status === to)?.needs_reason ? setAsking(to) : void run("status", { to } as never, w.saved);
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: moves.map((move) => ({ key: move.to_status ?? "", label: move.label || word(statuses, move.to_status) })),
          onClick: ({ key }) => choose(key),
        }}
      >
        <Button loading={busy}>{w.setStatus}</Button>
      </Dropdown>
      <WaitDialog
        title={asking ? word(statuses, asking) : null}
        busy={busy}
        onCancel={() => setAsking(null)}
        onDone={async (reason, lookAgain) =>
          (await run(
            "status",
            { to: asking, reason, ...(lookAgain ? { look_again: lookAgain } : {}) } as never,
            w.saved,
          )) && setAsking(null)
        }
      />
    </>
  );
}

function MergeDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(words);
  const failure = useFailure();
  const { view, run, busy } = useThisCase();
  const [text, setText] = useState("");
  const number = Number(text.replace(/^#/, "").trim());
  const merge = async () => {
    try {
      const other = await api("GET /api/v1/case-numbers/{number}", { path: { number: String(number) } });
      if (await run("merge", { away: other.id }, w.merged(number))) onClose();
    } catch (error) {
      failure(error);
    }
  };
  return (
    <Modal
      open={open}
      title={w.mergeTitle}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={busy}
      okButtonProps={{ disabled: !Number.isInteger(number) || number <= 0 || number === view.number }}
      onCancel={onClose}
      onOk={() => void merge()}
      afterClose={() => setText("")}
      width={420}
    >
      <Input
        autoFocus
        addonBefore="#"
        inputMode="numeric"
        value={text}
        placeholder={w.mergeNumber}
        aria-label={w.mergeNumber}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="quiet">{w.mergeHint}</p>
    </Modal>
  );
}
