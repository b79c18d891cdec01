// What the buyer is to hear today: daily progress messages, promised calls, cases to be looked at again; and the
// deadlines that were missed (P-E1, P-E5).
import { App, Button, Input, Modal, Select, Tabs, Tag } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router-dom";

import { followUpKinds } from "@/lib/desk/words";
import { useOptions } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { Paged } from "@/lib/lists/Paged";
import { useSearchSetter } from "@/lib/lists/useSearchSetter";
import { WhoseFilter, whoseOf } from "@/lib/lists/WhoseFilter";
import { useMay } from "@/lib/session";
import { Countdown, useHeat } from "@/lib/ui/Countdown";
import { LinkButton } from "@/lib/ui/LinkButton";
import { PersonMark, StatusMark } from "@/lib/ui/Marks";
import { Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { useFollowUpActs, useFollowUps, type FollowUp, type FollowUpFilter } from "./api";
import { DraftDialog } from "./DraftDialog";
import "./followups.css";
import { Misses } from "./Misses";
import { words } from "./words";

const filterOf = (search: URLSearchParams): FollowUpFilter => ({
  ...whoseOf(search),
  ...(search.get("kind") ? { kind: search.get("kind")! } : {}),
  ...(search.get("later") ? { later: true } : {}),
});

export function FollowUpsPage() {
  const w = useWords(words);
  const [search, setSearch] = useSearchParams();
  const tab = search.get("tab") === "misses" ? "misses" : "due";
  return (
    <Page title={w.title}>
      <Tabs
        className="follow-tabs"
        activeKey={tab}
        onChange={(key) => setSearch(key === "misses" ? { tab: key } : {}, { replace: true })}
        items={[
          { key: "due", label: w.today },
          { key: "misses", label: w.misses },
        ]}
      />
      {tab === "due" ? <Due /> : <Misses />}
    </Page>
  );
}

function Due() {
  const w = useWords(words);
  const options = useOptions();
  const [search, set] = useSearchSetter();
  const filter = filterOf(search);
  const list = useFollowUps(filter);
  return (
    <>
      <div className="filter-bar follow-filters">
        <WhoseFilter />
        <Select
          allowClear
          style={{ width: 140 }}
          placeholder={w.anyKind}
          aria-label={w.kind}
          value={filter.kind}
          options={options(followUpKinds)}
          onChange={(value) => set({ kind: value ?? "" })}
        />
        <Button
          type={filter.later ? "primary" : "default"}
          aria-pressed={filter.later ?? false}
          onClick={() => set({ later: filter.later ? "" : "1" })}
        >
          {w.later}
        </Button>
      </div>
      <Paged query={list} emptyText={`${w.empty} — ${w.emptyHint}`}>
        {(rows) => <Rows rows={rows} />}
      </Paged>
    </>
  );
}

function Rows({ rows }: { rows: FollowUp[] }) {
  const w = useWords(words);
  const [writing, setWriting] = useState<FollowUp | null>(null);
  const [calling, setCalling] = useState<FollowUp | null>(null);
  return (
    <>
      <ul className="follow-list" aria-label={w.list}>
        {rows.map((item) => (
          <Row
            key={item.case_id + item.kind}
            item={item}
            onWrite={() => setWriting(item)}
            onCall={() => setCalling(item)}
          />
        ))}
      </ul>
      <DraftDialog item={writing} onClose={() => setWriting(null)} />
      <CallDialog item={calling} onClose={() => setCalling(null)} />
    </>
  );
}

function Row({ item, onWrite, onCall }: { item: FollowUp; onWrite: () => void; onCall: () => void }) {
  const w = useWords(words);
  const may = useMay();
  const heat = useHeat(item.due);
  return (
    <li className={`follow-row ${heat}`} data-follow={item.case_id}>
      <div className="follow-due">
        <Countdown deadline={item.due} />
        <Tag bordered={false} className={`follow-kind kind-${item.kind}`}>
          {item.name}
        </Tag>
      </div>
      <div className="follow-main">
        <Link to={`/cases/${item.case_id}`}>
          #{item.case_number} {item.subject || item.issue_name}
        </Link>
        <div className="follow-facts">
          <span>{item.issue_name}</span>
          {item.buyer_label && <span>{item.buyer_label}</span>}
          <StatusMark value={item.status} />
        </div>
      </div>
      <div className="follow-person">
        {some(item.assignee) ? <PersonMark name={item.assignee_name} withName /> : <span className="quiet">{w.nobody}</span>}
      </div>
      <div className="follow-acts">
        {may("case_write") && item.kind === "daily_update" && (
          <Button type="primary" onClick={onWrite}>
            {w.write}
          </Button>
        )}
        {may("case_write") && item.kind === "call_back" && (
          <Button type="primary" onClick={onCall}>
            {w.called}
          </Button>
        )}
        <LinkButton to={`/cases/${item.case_id}`}>{item.kind === "look_again" ? w.lookNow : w.open}</LinkButton>
      </div>
    </li>
  );
}

function CallDialog({ item, onClose }: { item: FollowUp | null; onClose: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const failure = useFailure();
  const { call } = useFollowUpActs();
  const [said, setSaid] = useState("");
  const log = () =>
    item &&
    call.mutate(
      { id: item.case_id, words: said.trim() },
      {
        onSuccess: () => {
          message.success(w.callDone);
          onClose();
        },
        onError: (error) => failure(error),
      },
    );
  return (
    <Modal
      open={item !== null}
      title={`${w.callTitle}${item ? ` #${item.case_number}` : ""}`}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={call.isPending}
      onCancel={onClose}
      onOk={log}
      afterClose={() => setSaid("")}
      width={420}
    >
      <Input.TextArea
        autoFocus
        value={said}
        maxLength={2000}
        autoSize={{ minRows: 3, maxRows: 8 }}
        placeholder={w.callHint}
        aria-label={w.callHint}
        onChange={(event) => setSaid(event.target.value)}
      />
    </Modal>
  );
}
