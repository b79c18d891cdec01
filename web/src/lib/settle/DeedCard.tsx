// 执行项: one thing that has to be done for a buyer: what, how much, by whom, how, and how it stands; with the
// buttons of whoever looks at it.
import { App, Button, Input, Modal, Tag } from "antd";
import { useState, type ReactNode } from "react";
import { Link } from "react-router-dom";

import { departments } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { now, useTicking } from "@/lib/format/now";
import { dateTime, shortTime, span } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useMay, useSession } from "@/lib/session";
import { useFailure } from "@/lib/ui/useFailure";

import { useDeedStep } from "./api";
import { deedActs, inWords, movesMoney, openDeed, type DeedAct } from "./settle";
import type { DeedView } from "./types";
import { deedStates, effects, words } from "./words";
import "./settle.css";

const colours: Record<string, string> = {
  held: "default",
  due: "processing",
  instructed: "gold",
  in_hand: "blue",
  done: "green",
  failed: "red",
  cancelled: "default",
};

interface Props {
  deed: DeedView;
  before?: DeedView | undefined; // what it waits for
  head?: ReactNode; // which case, on a page over all cases
  closed?: boolean;
}

export function DeedCard({ deed, before, head, closed = false }: Props) {
  const w = useWords(words);
  const word = useWord();
  const { language } = useLanguage();
  const how = inWords(deed.instruction, language);
  return (
    <article className={`deed deed-${deed.state}${openDeed(deed) ? "" : " over"}`} data-about={`${deed.id} ${deed.task}`}>
      {head}
      <header>
        <strong>{word(effects, deed.kind)}</strong>
        {deed.amount > 0 && <span className="amount">{yuan(deed.amount)}</span>}
        {deed.on_top && (
          <Tag bordered={false} color="cyan">
            {w.onTop}
          </Tag>
        )}
        <Tag bordered={false} color={colours[deed.state] ?? "default"}>
          {word(deedStates, deed.state)}
        </Tag>
        <small className="quiet">{word(departments, deed.department)}</small>
      </header>
      {before && deed.state === "held" && <p className="quiet">{w.waitsFor(word(effects, before.kind))}</p>}
      {how && openDeed(deed) && <p className="deed-how">{how}</p>}
      {deed.at != null && openDeed(deed) && <p className="quiet">{dateTime(deed.at)}</p>}
      <InHand deed={deed} />
      {deed.doubt && (
        <p className="deed-doubt" role="alert">
          {w.doubt(deed.reference, deed.doubt)}
        </p>
      )}
      {deed.error && openDeed(deed) && (
        <p className="deed-error">
          {w.lastError}{w.colon}{deed.error}
        </p>
      )}
      {deed.state === "done" && (
        <p className="quiet">
          {/* What came back stands among the returns, by its number. */}
          {deed.reference && deed.kind !== "await_return" && (
            <>
              {w.doneAs} <span className="mono">{deed.reference}</span> ·{" "}
            </>
          )}
          {deed.confirmed_at != null && shortTime(deed.confirmed_at)}
        </p>
      )}
      {!closed && <Acts deed={deed} />}
    </article>
  );
}

function InHand({ deed }: { deed: DeedView }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const session = useSession();
  const since = deed.in_hand_since ?? 0;
  const passed = useTicking((at) => span(Math.max(0, at - since), language));
  if (deed.state !== "in_hand" || !some(deed.in_hand_by)) return null;
  const mine = deed.in_hand_by === session.account;
  return (
    <p className={mine ? "deed-hand mine" : "deed-hand"}>
      {mine ? w.mine : w.inHand(deed.in_hand_name)}
      {since > 0 && since <= now() + 60_000 && ` · ${w.since(passed)}`}
    </p>
  );
}

function Acts({ deed }: { deed: DeedView }) {
  const w = useWords(words);
  const word = useWord();
  const may = useMay();
  const session = useSession();
  const failure = useFailure();
  const { message } = App.useApp();
  const step = useDeedStep();
  const [asking, setAsking] = useState<"confirm" | "fail" | "cancel" | "settle" | null>(null);
  const acts = deedActs(deed, { account: session.account, may });
  const dock = deed.kind === "await_return" && openDeed(deed) && may("parcel_write");
  if (acts.length === 0 && !dock) return null;
  const send = (act: Parameters<typeof step.mutate>[0]["act"], body?: Parameters<typeof step.mutate>[0]["body"]) =>
    step.mutate(
      { id: deed.id, act, ...(body ? { body } : {}) },
      {
        onSuccess: () => {
          setAsking(null);
          message.success(w.saved);
        },
        onError: (error) => failure(error),
      },
    );
  const press = (act: DeedAct) => {
    if (act === "take" || act === "release") return send(act);
    if (act === "retry") return send("fail", { reason: w.retry, retry: true });
    setAsking(act);
  };
  const labels: Record<DeedAct, string> = {
    take: w.take,
    release: w.release,
    confirm: w.confirm,
    fail: w.fail,
    retry: w.retry,
    cancel: w.drop,
    settle: w.settle,
  };
  return (
    <footer className="deed-acts">
      {dock && <Link to="/returns">{w.dock}</Link>}
      {acts.map((act, index) => (
        <Button
          key={act}
          size="small"
          type={index === 0 && act !== "cancel" ? "primary" : "text"}
          ghost={index === 0 && act !== "cancel" && act !== "confirm"}
          danger={act === "cancel"}
          loading={step.isPending && step.variables.act === act}
          onClick={() => press(act)}
        >
          {labels[act]}
        </Button>
      ))}
      <Ask
        kind={asking}
        title={
          asking === "confirm"
            ? w.confirmTitle(`${word(effects, deed.kind)}${deed.amount > 0 ? ` ${yuan(deed.amount)}` : ""}`)
            : asking === "fail"
              ? w.failTitle
              : asking === "cancel"
                ? w.dropTitle
                : w.settleTitle
        }
        hint={asking !== "confirm" ? w.reasonNeeded : movesMoney(deed.kind) ? w.reference : w.referenceMaybe}
        needed={asking !== "confirm" || movesMoney(deed.kind)}
        busy={step.isPending}
        onCancel={() => setAsking(null)}
        onDone={(text) => {
          if (asking === "confirm") send("confirm", { reference: text });
          else if (asking) send(asking, { reason: text });
        }}
      />
    </footer>
  );
}

interface AskProps {
  kind: string | null; // null: not shown
  title: string;
  hint: string;
  needed: boolean;
  busy: boolean;
  onCancel: () => void;
  onDone: (text: string) => void;
}

// One line of text, Enter sends it.
function Ask({ kind, title, hint, needed, busy, onCancel, onDone }: AskProps) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const ready = !needed || text.trim() !== "";
  return (
    <Modal
      open={kind !== null}
      title={title}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={busy}
      okButtonProps={{ disabled: !ready }}
      onCancel={onCancel}
      onOk={() => onDone(text.trim())}
      afterClose={() => setText("")}
      width={420}
    >
      <Input
        autoFocus
        value={text}
        placeholder={hint}
        aria-label={hint}
        maxLength={kind === "confirm" ? 128 : 500}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => ready && !busy && onDone(text.trim())}
      />
    </Modal>
  );
}
