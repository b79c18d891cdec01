// One return: where it is, receive it, inspect it, dispose of it. What is next stands first and open.
import { Alert, Button, Input, Modal, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router-dom";

import { channels } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { dateTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useShortcuts } from "@/lib/keys/useShortcuts";
import { useMay } from "@/lib/session";
import { Async, Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { useReturn, useWork, type ReturnView, type Step } from "./api";
import { Dispositions } from "./Dispositions";
import { Exchange } from "./Exchange";
import { Inspection } from "./Inspection";
import { Receiving } from "./Receiving";
import { NextParcel } from "./parts";
import { acceptances, receptions, words } from "./words";
import { WayBack } from "./WayBack";

export function ReturnPage() {
  const { id = "" } = useParams();
  const found = useReturn(id);
  return <Async query={found}>{(view) => <One key={view.id} view={view} />}</Async>;
}

function One({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const may = useMay();
  const works = may("parcel_write");
  const here = view.reception === "received" || view.reception === "part_received";
  const decided = view.acceptance === "accepted" || view.acceptance === "part" || view.acceptance === "rejected";
  const waiting = !here && !decided;
  return (
    <Page title={`${w.number(view.number)} ${view.subject}`} actions={<NextParcel />}>
      <p className="return-back">
        <Link to="/returns">← {w.back}</Link>
      </p>
      <Head view={view} />
      {view.stray && <Alert className="return-alert" type="warning" showIcon message={w.strayHere} />}
      {view.reception === "delivered" && view.carrier_word && (
        <Alert className="return-alert" type="info" showIcon message={w.signedAt(dateTime(view.carrier_word.signed_at ?? view.carrier_word.at))} />
      )}
      {view.warnings.map((warning) => (
        <Alert key={warning} className="return-alert" type="warning" showIcon message={warning} />
      ))}
      <div className="return-parts">
        {works && waiting && <Receiving view={view} />}
        {here && !decided && <Inspection view={view} works={works && (view.acceptance !== "manual" || may("remedy_approve"))} />}
        {decided && <Outcome view={view} />}
        {decided && works && <Dispositions view={view} />}
        {view.exchange && <Exchange view={view} />}
        <WayBack view={view} works={works} />
        {works && here && !decided && <Receiving view={view} />}
      </div>
      {works && <Moves view={view} />}
    </Page>
  );
}

function Head({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const word = useWord();
  const freight = { seller: w.freightSeller, buyer: w.freightBuyer, insurance: w.freightInsurance, none: "" }[view.freight_back];
  return (
    <div className="return-head">
      <Tag color="blue">{word(receptions, view.reception)}</Tag>
      <Tag color={view.acceptance === "rejected" ? "red" : view.acceptance === "pending" ? "default" : "green"}>
        {word(acceptances, view.acceptance)}
      </Tag>
      <Tag bordered={false}>{w[view.ground]}</Tag>
      {freight && <Tag bordered={false}>{freight}</Tag>}
      {view.exchange && (
        <Tag bordered={false} color="purple">
          {w.exchange}
        </Tag>
      )}
      {view.late && <Tag color="red">{w.late}</Tag>}
      <span className="quiet">
        {word(channels, view.channel)} {view.order_number} · {w.buyer} {view.buyer_label}
      </span>
      <Link to={`/cases/${view.case_id}`}>{w.toCase(view.case_number)}</Link>
    </div>
  );
}

function Outcome({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const word = useWord();
  return (
    <section className="card return-part">
      <h2>
        {w.concluded}{w.colon}{word(acceptances, view.acceptance)}
      </h2>
      <ul className="return-lines">
        {view.lines.map(({ line }) => (
          <li key={line.place}>
            <b>
              {line.title} {line.attributes}
            </b>
            <span className="quiet">
              {w.expected} {line.expected} · {w.received} {line.received} · {w.accepted} {line.accepted}
              {line.rejected > 0 && ` · ${w.rejected} ${line.rejected}（${line.reason}）`}
            </span>
          </li>
        ))}
      </ul>
      {some(view.grant) && (
        <p>
          <Tag color={view.money_released ? "green" : "gold"}>{view.money_released ? w.released : w.notReleased}</Tag>
          {view.deduction > 0 && <span className="quiet"> {w.deducted(yuan(view.deduction))}</span>}
        </p>
      )}
      {view.reason && <p className="quiet">{view.reason}</p>}
      {view.decided_at != null && <p className="quiet">{dateTime(view.decided_at)}</p>}
    </section>
  );
}

type Move = "lost" | "found" | "not_here" | "give_up" | "remind";
type Act = Move | "undo_receipt" | "undo_decision";

const moves: Record<ReturnView["reception"], Act[]> = {
  announced: ["remind", "give_up"],
  in_transit: ["remind", "lost", "give_up"],
  delivered: ["not_here", "lost", "give_up"],
  lost: ["found", "give_up"],
  part_received: ["remind", "undo_receipt"],
  received: ["undo_receipt"],
  given_up: [],
};
const grave: Act[] = ["give_up", "lost", "undo_receipt", "undo_decision"];

// What the dock may do besides; mistakes are undone as long as nothing irreversible has followed.
function actsOf(view: ReturnView): Act[] {
  if (view.acceptance === "pending") return moves[view.reception];
  if (view.acceptance === "manual") return [];
  return view.lines.every(({ line }) => line.disposed.length === 0) ? ["undo_decision"] : [];
}

function Moves({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const failure = useFailure();
  const work = useWork(view);
  const [asking, setAsking] = useState<Act | null>(null);
  const [reason, setReason] = useState("");
  const acts = actsOf(view);
  const stepOf = (act: Act, why: string): Step => {
    if (act === "undo_receipt") return { step: "undo", body: { what: "receipt", reason: why } };
    if (act === "undo_decision") return { step: "undo", body: { what: "decision", reason: why } };
    return { step: "move", body: { move: act, reason: why } };
  };
  const go = (act: Act, why: string) =>
    work.mutate(stepOf(act, why), {
      onSuccess: () => {
        setAsking(null);
        setReason("");
      },
      onError: (error) => failure(error),
    });
  useShortcuts([{ keys: "Escape", label: w.next, run: () => document.querySelector<HTMLElement>(".return-back a")?.click() }]);
  if (acts.length === 0) return null;
  return (
    <div className="card-acts return-moves">
      {acts.map((act) => (
        <Button key={act} danger={grave.includes(act)} onClick={() => (act === "remind" ? go(act, "") : setAsking(act))}>
          {w[act]}
        </Button>
      ))}
      <Modal
        open={asking !== null}
        title={asking ? w[asking] : ""}
        okText={w.ok}
        cancelText={w.cancel}
        okButtonProps={{ disabled: reason.trim() === "" }}
        confirmLoading={work.isPending}
        onCancel={() => setAsking(null)}
        onOk={() => asking && go(asking, reason.trim())}
      >
        {asking !== null && asking.startsWith("undo_") && <p className="quiet">{w.undoHint}</p>}
        <Input.TextArea rows={2} maxLength={500} value={reason} aria-label={w.why} placeholder={w.why} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </div>
  );
}
