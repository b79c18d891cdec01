// The files at hand: going up, read, recognised, imported one after the other, and what came of it.
import { CloseOutlined, DownloadOutlined, ReloadOutlined } from "@ant-design/icons";
import { Alert, Button, Popconfirm, Progress, Spin } from "antd";
import { useEffect, type ReactNode } from "react";

import { useWords } from "@/lib/i18n";
import { LinkButton } from "@/lib/ui/LinkButton";
import { useFailure } from "@/lib/ui/useFailure";

import { useCancelMany, useStartAll, useVocabulary, type Import, type Table } from "./api";
import { batch, type Entry } from "./batch";
import { StateMark } from "./StateMark";
import { Counts } from "./Counts";
import { useFilesAtHand, type AtHand } from "./useFilesAtHand";
import { words } from "./words";

export function BatchPanel() {
  const w = useWords(words);
  const { entries, kept } = useFilesAtHand();
  const sending = entries.filter(({ sending: { phase } }) => phase === "queued" || phase === "sending");
  useStayUntilSent(sending.length > 0);
  if (entries.length + kept.length === 0) return null;
  const ready = kept.filter((one) => one.import.state === "waiting" && one.rank !== null);
  return (
    <section className="page-section batch" aria-label={w.atHand}>
      <h2>{w.atHand}</h2>
      <ol className="batch-list">
        {kept.map((one, index) => (
          <KeptRow key={one.import.id} one={one} place={kept.length > 1 && one.rank !== null ? index + 1 : null} />
        ))}
        {entries.map((entry) => (
          <SendingRow key={entry.key} entry={entry} />
        ))}
      </ol>
      <Acts ready={ready} kept={kept} sending={sending.length} />
      <Outcome kept={kept} pending={sending.length > 0} />
    </section>
  );
}

// Closing the window now would lose what is on its way.
function useStayUntilSent(sending: boolean) {
  useEffect(() => {
    if (!sending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [sending]);
}

const size = (bytes: number) => (bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);

interface RowProps {
  name: string;
  place?: number | null;
  mark?: ReactNode;
  children: ReactNode;
  acts?: ReactNode;
  state: string; // for tests and styles
}

function Row({ name, place, mark, children, acts, state }: RowProps) {
  return (
    <li className={`batch-row ${state}`}>
      <div className="batch-name">
        {place != null && <b className="batch-place">{place}</b>}
        <span title={name}>{name}</span>
        {mark}
      </div>
      <div className="batch-what">{children}</div>
      <div className="batch-acts">{acts}</div>
    </li>
  );
}

function SendingRow({ entry }: { entry: Entry }) {
  const w = useWords(words);
  const { sending } = entry;
  const drop = (
    <Button size="small" type="text" icon={<CloseOutlined />} aria-label={w.takeOff(entry.name)} title={w.takeOff(entry.name)} onClick={() => batch.remove(entry.key)} />
  );
  if (sending.phase === "failed") {
    return (
      <Row
        name={entry.name}
        state="failed"
        acts={
          <>
            {sending.again && (
              <Button size="small" icon={<ReloadOutlined />} onClick={() => batch.retry(entry.key)}>
                {w.again1}
              </Button>
            )}
            {drop}
          </>
        }
      >
        <span className="bad-count">{w.notSent}</span> {sending.why}
      </Row>
    );
  }
  const share = sending.phase === "sending" ? sending.share : 0;
  return (
    <Row name={entry.name} state="sending" acts={drop}>
      <span className="quiet">
        {sending.phase === "queued" ? w.queuedUp : share < 1 ? w.uploading : w.storing} · {size(entry.bytes)}
      </span>
      <Progress percent={Math.floor(share * 100)} size="small" status="active" aria-label={entry.name} />
    </Row>
  );
}

function KeptRow({ one, place }: { one: AtHand; place: number | null }) {
  const w = useWords(words);
  const { import: it } = one;
  const failure = useFailure();
  const cancel = useCancelMany();
  const look = (
    <LinkButton
      to={`/imports/${it.id}`}
      size="small"
      type={it.state === "waiting" && one.rank === null && one.tables ? "primary" : "default"}
    >
      {it.state !== "waiting" ? w.report : one.rank === null && one.tables ? w.mapColumns : w.lookInto}
    </LinkButton>
  );
  const stop = (
    <Button
      size="small"
      type="text"
      icon={<CloseOutlined />}
      aria-label={w.takeOff(it.file_name)}
      title={w.takeOff(it.file_name)}
      loading={cancel.isPending}
      onClick={() => cancel.mutate([it.id], { onError: (error) => failure(error) })}
    />
  );
  const acts = (
    <>
      {it.refused > 0 && it.state !== "running" && (
        <Button size="small" icon={<DownloadOutlined />} href={`/api/v1/imports/${it.id}/refused.csv`} download>
          {w.download}
        </Button>
      )}
      {look}
      {(it.state === "waiting" || it.state === "running") && stop}
    </>
  );
  return (
    <Row name={it.file_name} place={place} state={it.state} mark={it.state === "waiting" ? <Ready one={one} /> : <StateMark state={it.state} />} acts={acts}>
      {it.state === "waiting" ? <Recognised one={one} /> : it.state === "running" ? <Running it={it} /> : <Done it={it} />}
    </Row>
  );
}

function Ready({ one }: { one: AtHand }) {
  const w = useWords(words);
  if (one.problem) return <span className="ready-mark not">{w.unreadable}</span>;
  if (!one.tables) return <Spin size="small" />;
  return <span className={`ready-mark ${one.rank === null ? "not" : ""}`}>{one.rank === null ? w.notReady : w.ready}</span>;
}

function Recognised({ one }: { one: AtHand }) {
  const w = useWords(words);
  const vocabulary = useVocabulary().data;
  if (one.problem) return <>{one.problem}</>;
  if (!one.tables) return <span className="quiet">{w.reading}</span>;
  const known = one.tables.filter((table) => table.recognised);
  if (known.length === 0) return <>{one.tables[0]?.reason || w.notRecognised}</>;
  const kind = (table: Table) => vocabulary?.kinds.find((it) => it.kind === table.kind)?.name ?? table.kind;
  const format = (table: Table) => vocabulary?.formats.find((it) => it.id === table.format)?.name;
  const told = [...new Set(known.map((table) => [format(table), kind(table), table.encoding].filter(Boolean).join(" · ")))];
  const left = one.tables.filter((table) => !table.recognised && !table.unreadable).length;
  const out = one.tables.filter((table) => table.unreadable).map((table) => table.member);
  return (
    <>
      {w.recognisedAs(told.join("；"))}
      {left > 0 && <span className="bad-count"> {w.leftTables(left)}</span>}
      {out.length > 0 && <span className="quiet"> {w.leftOutFiles(out.join("、"))}</span>}
    </>
  );
}

function Running({ it }: { it: Import }) {
  const w = useWords(words);
  const begun = it.rows > 0 || it.permille > 0;
  return (
    <>
      <span className="quiet">{begun ? w.rowsRead(it.rows) : w.inLine}</span>
      <Progress percent={Math.floor(it.permille / 10)} size="small" status="active" aria-label={it.file_name} />
    </>
  );
}

function Done({ it }: { it: Import }) {
  const w = useWords(words);
  return (
    <>
      {it.error && <span className="bad-count">{it.error} </span>}
      <span className="quiet">{w.told(it)}</span>
      {it.refused > 0 && <span className="bad-count"> {w.toldBad(it.refused)}</span>}
    </>
  );
}

function Acts({ ready, kept, sending }: { ready: AtHand[]; kept: AtHand[]; sending: number }) {
  const w = useWords(words);
  const failure = useFailure();
  const start = useStartAll();
  const cancel = useCancelMany();
  const running = kept.filter((one) => one.import.state === "running");
  const reading = kept.filter((one) => one.import.state === "waiting" && !one.tables && !one.problem).length;
  const waits = sending + reading;
  if (ready.length + running.length === 0) return null;
  return (
    <div className="start-all">
      {ready.length > 0 && (
        <Button
          type="primary"
          disabled={waits > 0}
          loading={start.isPending}
          onClick={() => start.mutate(ready.map((one) => one.import.id), { onError: (error) => failure(error) })}
        >
          {ready.length === 1 ? w.start : w.startAll(ready.length)}
        </Button>
      )}
      {running.length > 0 && (
        <Popconfirm
          title={w.stopAll}
          description={w.stopSure}
          okText={w.ok}
          cancelText={w.cancel}
          onConfirm={() => cancel.mutate(running.map((one) => one.import.id), { onError: (error) => failure(error) })}
        >
          <Button>{w.stopAll}</Button>
        </Popconfirm>
      )}
      <span className="quiet" role="status">
        {waits > 0 ? w.stillReading(waits) : ready.length > 1 ? w.startAllHint : ""}
      </span>
    </div>
  );
}

const ended = (state: Import["state"]) => state === "finished" || state === "failed" || state === "cancelled";

// When the last one is through: all of them together, and where to go now.
function Outcome({ kept, pending }: { kept: AtHand[]; pending: boolean }) {
  const w = useWords(words);
  const done = kept.filter((one) => ended(one.import.state));
  if (pending || done.length === 0 || kept.some((one) => one.import.state === "running")) return null;
  const failed = done.filter((one) => one.import.state === "failed").length;
  const sum = (name: "rows" | "added" | "updated" | "unchanged" | "refused" | "cases_opened" | "cases_merged") =>
    done.reduce((total, one) => total + one.import[name], 0);
  return (
    <div className="card report batch-outcome" role="status">
      <Alert
        type={failed > 0 ? "warning" : "success"}
        showIcon
        message={failed > 0 ? w.someFailed(done.length - failed, failed) : w.allDone(done.length)}
        description={sum("refused") > 0 ? w.badHint : undefined}
      />
      <Counts
        of={{
          rows: sum("rows"),
          added: sum("added"),
          updated: sum("updated"),
          unchanged: sum("unchanged"),
          refused: sum("refused"),
          cases_opened: sum("cases_opened"),
          cases_merged: sum("cases_merged"),
        }}
      />
      <div className="card-acts">
        <LinkButton to="/queue" type="primary">
          {w.toQueue}
        </LinkButton>
        <Button onClick={() => batch.clear()}>{w.clearList}</Button>
      </div>
    </div>
  );
}
