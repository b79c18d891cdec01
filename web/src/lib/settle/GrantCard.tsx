// 授予: a remedy that was promised, or that waits for a second person; with its deeds.
import { App, Button, Input, Modal, Tag, Tooltip } from "antd";
import { useState, type ReactNode } from "react";

import { remedies, roles } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useMay, useSession } from "@/lib/session";
import { useFailure } from "@/lib/ui/useFailure";

import { useGrantStep } from "./api";
import { DeedCard } from "./DeedCard";
import { given, grantActs, type GrantAct } from "./settle";
import type { GrantView } from "./types";
import { grantStates, words } from "./words";
import "./settle.css";

const colours: Record<string, string> = { proposed: "gold", granted: "green", refused: "red", withdrawn: "default" };

interface Props {
  grant: GrantView;
  head?: ReactNode;
  closed?: boolean;
}

export function GrantCard({ grant, head, closed = false }: Props) {
  const w = useWords(words);
  const word = useWord();
  return (
    <section className={`grant grant-${grant.state}`} aria-label={word(remedies, grant.remedy.kind)}>
      {head}
      <header>
        <strong>{word(remedies, grant.remedy.kind)}</strong>
        {given(grant.remedy) > 0 && <span className="amount">{yuan(given(grant.remedy))}</span>}
        {grant.remedy.detail && <span className="quiet">{grant.remedy.detail}</span>}
        <Tag bordered={false} color={colours[grant.state] ?? "default"}>
          {word(grantStates, grant.state)}
        </Tag>
        {grant.entitled ? (
          <Tag bordered={false} color="cyan">
            {w.owed}
          </Tag>
        ) : (
          grant.goodwill > 0 && <small className="quiet">{w.goodwill(yuan(grant.goodwill))}</small>
        )}
      </header>
      <p className="quiet grant-who">
        {w.proposedBy(some(grant.proposed_by) ? grant.proposed_name : w.system)} {shortTime(grant.proposed_at)}
        {grant.reason && `${w.colon}${grant.reason}`}
      </p>
      {grant.state === "proposed" && <p className="grant-wait">{w.needs(word(roles, grant.approver))}</p>}
      {some(grant.decided_by) && grant.decided_by !== grant.proposed_by && (
        <p className="quiet grant-who">
          {grant.decided_name} {word(grantStates, grant.state)}
          {grant.decided_at != null && ` ${shortTime(grant.decided_at)}`}
          {grant.why && `${w.colon}${grant.why}`}
        </p>
      )}
      {!closed && <GrantButtons grant={grant} />}
      {grant.deeds.map((deed) => (
        <DeedCard
          key={deed.id}
          deed={deed}
          closed={closed}
          before={grant.deeds.find((one) => one.place === deed.waits_for)}
        />
      ))}
    </section>
  );
}

export function GrantButtons({ grant }: { grant: GrantView }) {
  const w = useWords(words);
  const word = useWord();
  const may = useMay();
  const session = useSession();
  const failure = useFailure();
  const { message } = App.useApp();
  const step = useGrantStep();
  const [asking, setAsking] = useState<"refuse" | "revoke" | null>(null);
  const [reason, setReason] = useState("");
  const acts = grantActs(grant, { account: session.account, may });
  const own = grant.state === "proposed" && grant.proposed_by === session.account && may("remedy_approve");
  if (acts.length === 0) return null;
  const send = (act: GrantAct, why = "") =>
    step.mutate(
      { id: grant.id, act: act === "revoke" ? "withdraw" : act, reason: why },
      {
        onSuccess: (after) => {
          setAsking(null);
          if (act === "approve") {
            if (after.state === "proposed") message.info(w.goesUp(word(roles, after.approver)));
            else message.success(w.approved);
          } else message.success(act === "refuse" ? w.refused : w.withdrawn);
        },
        onError: (error) => failure(error),
      },
    );
  const labels: Record<GrantAct, string> = { approve: w.approve, refuse: w.refuse, withdraw: w.withdraw, revoke: w.revoke };
  return (
    <footer className="deed-acts">
      {acts.map((act) => (
        <Button
          key={act}
          size="small"
          type={act === "approve" ? "primary" : "text"}
          danger={act === "revoke" || act === "refuse"}
          loading={step.isPending}
          onClick={() => (act === "refuse" || act === "revoke" ? setAsking(act) : send(act))}
        >
          {labels[act]}
        </Button>
      ))}
      {own && (
        <Tooltip title={w.own}>
          <small className="quiet">{w.own}</small>
        </Tooltip>
      )}
      <Modal
        open={asking !== null}
        title={asking === "refuse" ? w.refuseTitle : w.revokeTitle}
        okText={w.ok}
        cancelText={w.cancel}
        confirmLoading={step.isPending}
        okButtonProps={{ disabled: reason.trim() === "" }}
        onCancel={() => setAsking(null)}
        onOk={() => asking && send(asking, reason.trim())}
        afterClose={() => setReason("")}
        width={420}
      >
        <Input.TextArea
          autoFocus
          value={reason}
          maxLength={500}
          placeholder={w.reasonNeeded}
          aria-label={w.reasonNeeded}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </footer>
  );
}
