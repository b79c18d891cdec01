// 店铺规则: every row the shop is judged by, with its source; the shop's own rows laid over them, with history.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Drawer, Input, Modal, Progress, Select, Tag, Tooltip } from "antd";
import { useState } from "react";

import type {
  OwnRulesEntries,
  OwnRulesView,
  RuleFilesView,
  RuleRowView,
  RulesView,
} from "@/lib/api/schema";
import { sourceText } from "@/lib/desk/source";
import { useWord } from "@/lib/desk/useWord";
import { dateTime } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { call } from "@/lib/settle/api";
import { Async } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { EditRules } from "./EditRules";
import { dated, fileOf, lineOf, matches, rowAt } from "./rulesText";
import { ruleTables, ruleWords } from "./ruleWords";
import "./rules.css";

export const rulesKey = ["rules"];
const firstRows = 60;

// What is owed first, calendars and weights last, as the tables are named; unknown ones behind them.
function inOrder<Row extends { table: string }>(rows: Row[]): Row[] {
  const order = Object.keys(ruleTables.zh);
  const place = (row: Row) => (order.includes(row.table) ? order.indexOf(row.table) : order.length);
  return [...rows].sort((a, b) => place(a) - place(b));
}

export function Rules() {
  const w = useWords(ruleWords);
  const { language } = useLanguage();
  const rules = useQuery({
    queryKey: [...rulesKey, "list", language],
    queryFn: ({ signal }) => call<RulesView>("GET /api/v1/rules", { signal }),
    refetchInterval: (query) => (query.state.data?.reranking.running ? 2_000 : false),
  });
  return (
    <>
      <p className="quiet page-lead">{w.lead}</p>
      <Async query={rules}>{(data) => <Opened data={data} />}</Async>
    </>
  );
}

function Opened({ data }: { data: RulesView }) {
  const w = useWords(ruleWords);
  const word = useWord();
  const may = useMay();
  const [table, setTable] = useState<string>();
  const [weak, setWeak] = useState(false);
  const [own, setOwn] = useState(false);
  const [find, setFind] = useState("");
  const [shown, setShown] = useState(firstRows);
  const [editing, setEditing] = useState<{ row: string } | null>(null);
  const [history, setHistory] = useState(false);
  const all = inOrder(data.rows);
  const rows = all.filter(
    (row) => (!table || row.table === table) && (!weak || row.weak) && (!own || row.own) && matches(row, find),
  );
  const tables = [...new Set(all.map((row) => row.table))];
  return (
    <>
      <div className="rules-head">
        <code>{w.version(data.rules_version)}</code>
        <span>{w.ownVersion(data.own_version)}</span>
        <Button size="small" type="link" onClick={() => setHistory(true)}>
          {w.history}
        </Button>
        {may("settings_write") && (
          <Button size="small" type="primary" onClick={() => setEditing({ row: "" })}>
            {w.edit}
          </Button>
        )}
      </div>
      {data.problems.length > 0 && (
        <Alert
          type="error"
          className="card-alert"
          message={w.broken}
          description={
            <ul className="rule-problems">
              {data.problems.map((one) => (
                <li key={one.place + one.why}>
                  <code>{one.place}</code> {one.why}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {data.reranking.running && (
        <div className="reranking" role="status">
          {w.reranking(data.reranking.done, data.reranking.total)}
          <Progress size="small" percent={Math.round((100 * data.reranking.done) / Math.max(1, data.reranking.total))} />
        </div>
      )}
      <div className="filter-bar">
        <Input allowClear style={{ width: 240 }} placeholder={w.search} aria-label={w.search} value={find} onChange={(event) => setFind(event.target.value)} />
        <Select
          allowClear
          style={{ width: 160 }}
          placeholder={w.anyTable}
          aria-label={w.table}
          value={table}
          options={tables.map((one) => ({ value: one, label: word(ruleTables, one) }))}
          onChange={setTable}
        />
        <Checkbox checked={weak} onChange={(event) => setWeak(event.target.checked)}>
          {w.onlyWeak} {data.rows.filter((row) => row.weak).length}
        </Checkbox>
        <Checkbox checked={own} onChange={(event) => setOwn(event.target.checked)}>
          {w.onlyOwn} {data.rows.filter((row) => row.own).length}
        </Checkbox>
      </div>
      {rows.length === 0 && <p className="quiet">{w.none}</p>}
      <ul className="rules">
        {rows.slice(0, shown).map((row) => (
          <Row key={`${row.table} ${row.id} ${row.place}`} row={row} onTune={may("settings_write") ? (text) => setEditing({ row: text }) : undefined} />
        ))}
      </ul>
      {rows.length > shown && (
        <Button block className="page-more" onClick={() => setShown(shown + 200)}>
          {w.more(Math.min(200, rows.length - shown))}
        </Button>
      )}
      <EditRules open={editing !== null} row={editing?.row ?? ""} onClose={() => setEditing(null)} />
      <History open={history} current={data.own_version} onClose={() => setHistory(false)} />
    </>
  );
}

export function RuleMarks({ row }: { row: RuleRowView }) {
  const w = useWords(ruleWords);
  return (
    <>
      {row.own && (
        <Tag bordered={false} color="cyan">
          {w.own}
        </Tag>
      )}
      {row.weak && (
        <Tag bordered={false} color="orange">
          {w.weak}
        </Tag>
      )}
    </>
  );
}

function Row({ row, onTune }: { row: RuleRowView; onTune: ((text: string) => void) | undefined }) {
  const w = useWords(ruleWords);
  const word = useWord();
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <li className="rule">
      <button type="button" className="rule-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="rule-name">
          <b>{row.name || row.id}</b>
          <small className="quiet">
            {word(ruleTables, row.table)} · {row.id}
          </small>
        </span>
        <span className="rule-source">{sourceText(row.source, language)}</span>
        <span className="rule-date">{row.in_force}</span>
        <span className="rule-marks">
          <RuleMarks row={row} />
        </span>
      </button>
      {open && <RowText row={row} onTune={onTune} tune={w.tune} />}
    </li>
  );
}

// The row as it is written in its file.
function RowText({ row, onTune, tune }: { row: RuleRowView; onTune: ((text: string) => void) | undefined; tune: string }) {
  const files = useQuery({
    queryKey: [...rulesKey, "files"],
    queryFn: ({ signal }) => call<RuleFilesView>("GET /api/v1/rules/files", { signal }),
    staleTime: Infinity,
    enabled: !row.own,
  });
  const own = useOwnRules(row.own);
  const text = row.own
    ? own.data?.text
    : files.data?.files.find((file) => fileOf(row.place).endsWith(file.name))?.text;
  const found = text === undefined ? "" : rowAt(text, lineOf(row.place));
  return (
    <div className="rule-text">
      <small className="quiet">{row.place}</small>
      {found && <pre>{found}</pre>}
      {onTune && found && (
        <Button size="small" onClick={() => onTune(row.own ? "" : dated(found, row.in_force))}>
          {tune}
        </Button>
      )}
    </div>
  );
}

// ---- history ----

export function useOwnRules(enabled: boolean, which?: number) {
  return useQuery({
    queryKey: [...rulesKey, "own", which ?? "newest"],
    enabled,
    queryFn: ({ signal }) =>
      call<OwnRulesView>("GET /api/v1/rules/own", { query: which === undefined ? {} : { which }, signal }),
  });
}

function History({ open, current, onClose }: { open: boolean; current: number; onClose: () => void }) {
  const w = useWords(ruleWords);
  const may = useMay();
  const failure = useFailure();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [reverting, setReverting] = useState<number | null>(null);
  const [why, setWhy] = useState("");
  const [looking, setLooking] = useState<number | null>(null);
  const list = useQuery({
    queryKey: [...rulesKey, "history"],
    enabled: open,
    queryFn: ({ signal }) => call<OwnRulesEntries>("GET /api/v1/rules/own/history", { signal }),
  });
  const revert = useMutation({
    mutationFn: () =>
      call<OwnRulesView>("POST /api/v1/rules/own/revert", { body: { to: reverting ?? 0, why: why.trim(), version: current } }),
    onSuccess: (view) => {
      setReverting(null);
      message.success(w.saved(view.version));
    },
    onError: (error) => failure(error),
    onSettled: () => client.invalidateQueries({ queryKey: rulesKey }),
  });
  const writable = may("settings_write");
  return (
    <Drawer open={open} onClose={onClose} title={w.history} width={520}>
      {writable && current > 0 && (
        <Button size="small" danger onClick={() => setReverting(0)}>
          {w.revertNone}
        </Button>
      )}
      <Async query={list} empty={(data) => data.items.length === 0} emptyText={w.noHistory}>
        {(data) => (
          <ol className="setting-history">
            {data.items.map((one) => (
              <li key={one.version}>
                <header>
                  <Tag bordered={false}>{one.version}</Tag>
                  <span className="quiet">
                    {one.actor} · {dateTime(one.at)}
                  </span>
                  <Button size="small" type="link" onClick={() => setLooking(looking === one.version ? null : one.version)}>
                    {w.show}
                  </Button>
                  {one.version === current ? (
                    <Tag bordered={false} color="green">
                      {w.current}
                    </Tag>
                  ) : (
                    writable && (
                      <Tooltip title={w.revert}>
                        <Button size="small" type="link" onClick={() => setReverting(one.version)}>
                          {w.revert}
                        </Button>
                      </Tooltip>
                    )
                  )}
                </header>
                <p>{one.why}</p>
                {looking === one.version && <VersionText version={one.version} />}
              </li>
            ))}
          </ol>
        )}
      </Async>
      <Modal
        open={reverting !== null}
        title={reverting === 0 ? w.revertNone : `${w.revert} (${reverting})`}
        okText={w.ok}
        cancelText={w.cancel}
        confirmLoading={revert.isPending}
        okButtonProps={{ disabled: why.trim() === "" }}
        onCancel={() => setReverting(null)}
        onOk={() => revert.mutate()}
        afterClose={() => setWhy("")}
        width={420}
      >
        <Input autoFocus value={why} maxLength={500} placeholder={w.revertWhy} aria-label={w.revertWhy} onChange={(event) => setWhy(event.target.value)} />
      </Modal>
    </Drawer>
  );
}

function VersionText({ version }: { version: number }) {
  const own = useOwnRules(true, version);
  return <Async query={own}>{(data) => <pre>{data.text}</pre>}</Async>;
}
