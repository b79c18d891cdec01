// One file: what the desk takes it for, mapping it by hand where it does not know, starting, following, the report.
import { ArrowLeftOutlined, DownloadOutlined } from "@ant-design/icons";
import { Alert, Button, Popconfirm, Progress, Select } from "antd";
import { useState } from "react";
import { useParams } from "react-router-dom";

import { channels } from "@/lib/desk/words";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { LinkButton } from "@/lib/ui/LinkButton";
import { Async, Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { automatic, useCancel, useCancelCheck, useCheck, useChecked, useImport, useMappings, usePreview, useRefused, useStart, useVocabulary, type BadRow, type Checked, type Choice, type Import, type Table } from "./api";
import { Counts } from "./Counts";
import { MapColumns } from "./MapColumns";
import { StateMark } from "./StateMark";
import { words } from "./words";

export function ImportPage() {
  const w = useWords(words);
  const { id = "" } = useParams();
  const found = useImport(id);
  return (
    <Async query={found}>
      {(one) => (
        <Page
          title={one.file_name}
          actions={
            <>
              <StateMark state={one.state} />
              <LinkButton to="/imports" icon={<ArrowLeftOutlined />}>
                {w.back}
              </LinkButton>
            </>
          }
        >
          {one.state === "waiting" ? <Check one={one} /> : <Report one={one} />}
        </Page>
      )}
    </Async>
  );
}

function Check({ one }: { one: Import }) {
  const w = useWords(words);
  const options = useOptions();
  const failure = useFailure();
  const vocabulary = useVocabulary();
  const mappings = useMappings();
  const [choice, setChoice] = useState<Choice>(automatic);
  const [channel, setChannel] = useState("");
  const preview = usePreview(one.id, choice);
  const start = useStart(one.id);
  const check = useCheck(one.id);
  const checked = useChecked(one.id);
  const wish = { ...choice, ...(channel ? { channel } : {}) };
  const tables = preview.data?.tables ?? [];
  const [mapping, setMapping] = useState<Table | null>(null);
  const ready = tables.length > 0 && tables.some((table) => table.recognised);
  return (
    <>
      <div className="filter-bar import-choice">
        <label>
          {w.kind}
          <Select
            value={choice.kind}
            style={{ width: 140 }}
            onChange={(kind) => setChoice({ ...choice, kind })}
            options={[
              { value: "auto", label: w.auto },
              ...(vocabulary.data?.kinds ?? []).map((kind) => ({ value: kind.kind, label: kind.name })),
            ]}
          />
        </label>
        <label>
          {w.format}
          <Select
            value={choice.format}
            style={{ width: 200 }}
            showSearch
            optionFilterProp="label"
            onChange={(format) => setChoice({ ...choice, format })}
            options={[
              { value: "auto", label: w.auto },
              ...(vocabulary.data?.formats ?? []).map((format) => ({ value: format.id, label: format.name })),
            ]}
          />
        </label>
        <label>
          {w.mapping}
          <Select
            value={choice.mapping}
            style={{ width: 160 }}
            onChange={(name) => setChoice({ ...choice, mapping: name })}
            options={[{ value: "", label: "—" }, ...(mappings.data ?? []).map((made) => ({ value: made.name, label: made.name }))]}
          />
        </label>
        <label>
          {w.channel}
          <Select
            value={channel}
            style={{ width: 140 }}
            onChange={setChannel}
            options={[{ value: "", label: w.fromFile }, ...options(channels)]}
          />
        </label>
        <Button
          title={w.checkHint}
          disabled={!ready}
          loading={check.isPending || checked.data?.state === "running"}
          onClick={() => check.mutate(wish as never, { onError: (error) => failure(error) })}
        >
          {w.check}
        </Button>
        <Button
          type="primary"
          disabled={!ready}
          loading={start.isPending}
          onClick={() =>
            start.mutate(wish as never, { onError: (error) => failure(error) })
          }
        >
          {w.start}
        </Button>
      </div>
      {checked.data && <CheckedReport checked={checked.data} onAgain={() => check.mutate(wish as never, { onError: (error) => failure(error) })} />}
      <Async query={preview}>
        {(data) =>
          data.tables.map((table, index) => (
            <PreviewTable key={table.member + index} table={table} onMap={() => setMapping(table)} />
          ))
        }
      </Async>
      {vocabulary.data && (
        <MapColumns
          table={mapping}
          kinds={vocabulary.data.kinds}
          onClose={() => setMapping(null)}
          onSaved={(name, kind) => {
            setMapping(null);
            setChoice({ kind, format: "auto", mapping: name });
          }}
        />
      )}
    </>
  );
}

function PreviewTable({ table, onMap }: { table: Table; onMap: () => void }) {
  const w = useWords(words);
  const word = useWord();
  const vocabulary = useVocabulary();
  const kind = vocabulary.data?.kinds.find((one) => one.kind === table.kind);
  const format = vocabulary.data?.formats.find((one) => one.id === table.format);
  const nameOf = (field: string) => kind?.fields.find((one) => one.field === field)?.names[0] ?? field;
  const facts = [
    table.member,
    kind?.name,
    format?.name,
    table.channel && word(channels, table.channel),
    table.form,
    table.encoding,
  ].filter(Boolean);
  if (table.unreadable) {
    return (
      <section className="card preview">
        <Alert
          type="warning"
          showIcon
          message={
            <>
              <strong>{w.leftOut}</strong> {table.member}
            </>
          }
          description={table.reason}
        />
      </section>
    );
  }
  return (
    <section className="card preview">
      <Alert
        type={table.recognised ? "success" : "warning"}
        showIcon
        message={
          <>
            <strong>{table.recognised ? w.recognised : w.notRecognised}</strong> {facts.join(" · ")}
          </>
        }
        description={table.reason}
        action={<Button onClick={onMap}>{w.mapColumns}</Button>}
      />
      <div className="preview-rows" role="region" aria-label={w.preview} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                <th key={column.header + index} className={column.field ? "" : "unused"}>
                  {column.header}
                  <small>{column.field ? nameOf(column.field) : w.unused}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, 8).map((row, index) => (
              <tr key={index}>
                {table.columns.map((column, at) => (
                  <td key={at} className={column.field ? "" : "unused"}>
                    {row[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function CheckedReport({ checked, onAgain }: { checked: Checked; onAgain: () => void }) {
  const w = useWords(words);
  const failure = useFailure();
  const cancel = useCancelCheck(checked.id);
  const running = checked.state === "running";
  return (
    <section className="card report" aria-label={w.checked}>
      <h2>{w.checked}</h2>
      {running && (
        <div className="running">
          <Progress percent={Math.floor(checked.permille / 10)} status="active" aria-label={w.checked} />
          <Button loading={cancel.isPending} onClick={() => cancel.mutate(undefined, { onError: (error) => failure(error) })}>
            {w.stop}
          </Button>
        </div>
      )}
      {checked.error && <Alert type="error" showIcon message={checked.error} />}
      {checked.state === "finished" && <Alert type={checked.refused > 0 ? "warning" : "success"} showIcon message={w.checkedAll(checked.rows)} />}
      {checked.state === "cancelled" && (
        <Alert type="info" showIcon message={w.checkedPart(checked.rows)} action={<Button onClick={onAgain}>{w.checkAll}</Button>} />
      )}
      <Counts of={checked} />
      {!running && checked.refused > 0 && (
        <>
          <div className="card-acts">
            <Button icon={<DownloadOutlined />} href={`/api/v1/imports/${checked.id}/refused.csv`} download title={w.downloadHint}>
              {w.download}
            </Button>
            {checked.refused > 1000 && <span className="quiet">{w.firstThousand}</span>}
          </div>
          <Refused id={checked.id} />
        </>
      )}
    </section>
  );
}

function BadRows({ rows }: { rows: BadRow[] }) {
  const w = useWords(words);
  return (
    <div className="preview-rows bad-rows" role="region" aria-label={w.badRows} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th>{w.line}</th>
            <th>{w.why}</th>
            <th>{w.content}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.table}-${row.number}`}>
              <td>{row.line}</td>
              <td className="bad-why">
                {row.problems.map((problem, index) => (
                  <div key={index}>
                    {problem.column && (
                      <b>
                        {problem.column}「{problem.value}」
                      </b>
                    )}{" "}
                    {problem.text}
                  </div>
                ))}
              </td>
              <td title={row.cells.join(" · ")}>{row.cells.filter(Boolean).join(" · ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Refused({ id }: { id: string }) {
  const w = useWords(words);
  const refused = useRefused(id, true);
  const rows = refused.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <BadRows rows={rows} />
      {refused.hasNextPage && (
        <Button block loading={refused.isFetchingNextPage} onClick={() => void refused.fetchNextPage()}>
          {w.moreRows}
        </Button>
      )}
    </>
  );
}

function Report({ one }: { one: Import }) {
  const w = useWords(words);
  const failure = useFailure();
  const cancel = useCancel(one.id);
  return (
    <section className="card report">
      {one.state === "running" && (
        <div className="running">
          <Progress percent={Math.floor(one.permille / 10)} status="active" />
          <Popconfirm
            title={w.stop}
            description={w.stopSure}
            okText={w.ok}
            cancelText={w.cancel}
            onConfirm={() => cancel.mutate(undefined, { onError: (error) => failure(error) })}
          >
            <Button>{w.stop}</Button>
          </Popconfirm>
        </div>
      )}
      {one.error && <Alert type="error" showIcon message={one.error} />}
      {one.recognised.map((line) => (
        <p key={line} className="quiet">
          {line}
        </p>
      ))}
      <Counts of={one} />
      <div className="card-acts">
        {one.refused > 0 && (
          <Button icon={<DownloadOutlined />} href={`/api/v1/imports/${one.id}/refused.csv`} download title={w.downloadHint}>
            {w.download}
          </Button>
        )}
        {one.state !== "running" && (
          <>
            <LinkButton to="/queue" type="primary">
              {w.toQueue}
            </LinkButton>
            <LinkButton to="/imports">{w.again}</LinkButton>
          </>
        )}
      </div>
      {one.refused > 0 && <p className="quiet">{w.downloadHint}</p>}
      {one.refused > 0 && one.state !== "running" && <Refused id={one.id} />}
    </section>
  );
}
