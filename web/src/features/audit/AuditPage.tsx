// Every security-relevant act, newest first, narrowed by what, who, about what and when; the address says so.
import { useInfiniteQuery } from "@tanstack/react-query";
import { DownloadOutlined } from "@ant-design/icons";
import { Button, DatePicker, Grid, Input, Select, Table } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";

import { api, urlOf, type ResponseOf } from "@/lib/api/client";
import { useColleagues, useNames } from "@/lib/desk/colleagues";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { remedies, roles } from "@/lib/desk/words";
import { yuan } from "@/lib/format/money";
import { exactTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { shortId, some } from "@/lib/ids";
import { Paged } from "@/lib/lists/Paged";
import { useSearchSetter, type SetSearch } from "@/lib/lists/useSearchSetter";
import { Page } from "@/lib/ui/Page";

import { acts, details, nouns, subjects, values, words } from "./words";

type Row = ResponseOf<"GET /api/v1/audit">["items"][number];

const numberOf = (text: string | null) => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined);

export function AuditPage() {
  const w = useWords(words);
  const [search, set] = useSearchSetter();
  const filter = {
    ...(search.get("act") ? { act: search.get("act")! } : {}),
    ...(search.get("account") ? { account: search.get("account")! } : {}),
    ...(search.get("subject") ? { subject: search.get("subject")! } : {}),
    ...(numberOf(search.get("from")) ? { from: numberOf(search.get("from"))! } : {}),
    ...(numberOf(search.get("until")) ? { until: numberOf(search.get("until"))! } : {}),
  };
  const log = useInfiniteQuery({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/v1/audit", { query: { ...filter, ...(pageParam ? { before: pageParam } : {}) }, signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Page
      title={w.title}
      actions={
        <Button icon={<DownloadOutlined />} href={urlOf("/api/v1/audit.csv", {}, filter)} download>
          {w.exportAll}
        </Button>
      }
    >
      <Filters filter={filter} set={set} />
      <Paged query={log} emptyText={w.none}>
        {(rows) => <Rows rows={rows} onSubject={(subject) => set({ subject })} />}
      </Paged>
    </Page>
  );
}

interface FiltersProps {
  filter: { act?: string; account?: string; subject?: string; from?: number; until?: number };
  set: SetSearch;
}

function Filters({ filter, set }: FiltersProps) {
  const w = useWords(words);
  const options = useOptions();
  const colleagues = useColleagues();
  return (
    <div className="filter-bar">
      <Select
        allowClear
        style={{ width: 150 }}
        placeholder={w.anyAct}
        aria-label={w.act}
        value={filter.act}
        options={options(nouns)}
        onChange={(value) => set({ act: value })}
      />
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        style={{ width: 150 }}
        placeholder={w.anyone}
        aria-label={w.who}
        value={filter.account}
        options={(colleagues.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(value) => set({ account: value })}
      />
      <Input.Search
        allowClear
        style={{ width: 280, maxWidth: "100%" }}
        placeholder={w.subjectHint}
        aria-label={w.subject}
        key={filter.subject ?? ""}
        defaultValue={filter.subject}
        onSearch={(value) => set({ subject: value.trim() })}
      />
      <DatePicker.RangePicker
        showTime={{ format: "HH:mm" }}
        format="YYYY-MM-DD HH:mm"
        placeholder={[w.from, w.until]}
        allowEmpty={[true, true]}
        value={[filter.from ? dayjs(filter.from) : null, filter.until ? dayjs(filter.until) : null]}
        onChange={(range) => {
          set({
            from: range?.[0] ? String(range[0].valueOf()) : undefined,
            until: range?.[1] ? String(range[1].valueOf()) : undefined,
          });
        }}
      />
    </div>
  );
}

interface RowsProps {
  rows: Row[];
  onSubject: (subject: string) => void;
}

function Rows({ rows, onSubject }: RowsProps) {
  const w = useWords(words);
  const word = useWord();
  const { md } = Grid.useBreakpoint();
  const subject = (row: Row) => <Subject subject={row.subject} onPick={() => onSubject(row.subject)} />;
  if (md === false) {
    return (
      <ul className="plain-list audit-list">
        {rows.map((row) => (
          <li key={row.number}>
            <b>{word(acts, row.act)}</b> <Who row={row} />
            <span className="quiet nowrap">{exactTime(row.at)}</span>
            {subject(row)}
            <Detail detail={row.detail} />
            {row.address && <span className="mono quiet">{row.address}</span>}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<Row>
      rowKey="number"
      size="small"
      pagination={false}
      dataSource={rows}
      columns={[
        { title: w.when, width: 168, render: (_, row) => <span className="mono nowrap">{exactTime(row.at)}</span> },
        { title: w.who, width: 120, render: (_, row) => <Who row={row} /> },
        { title: w.act, width: 170, render: (_, row) => <span title={row.act}>{word(acts, row.act)}</span> },
        { title: w.subject, width: 150, render: (_, row) => subject(row) },
        { title: w.detail, render: (_, row) => <Detail detail={row.detail} /> },
        { title: w.address, width: 130, render: (_, row) => <span className="mono quiet">{row.address}</span> },
      ]}
    />
  );
}

function Who({ row }: { row: Row }) {
  const w = useWords(words);
  if (some(row.account)) return <span>{row.actor}</span>;
  if (row.actor.startsWith("link:")) return <span title={row.actor}>{w.byLink}</span>;
  return <span>{row.actor === "" || row.actor === "system" ? w.system : row.actor}</span>;
}

// "grant:385117772151001089" as "remedy …1089": enough to see that two rows are about the same; a click shows them all.
function Subject({ subject, onPick }: { subject: string; onPick: () => void }) {
  const w = useWords(words);
  const word = useWord();
  const nameOf = useNames();
  const [kind = "", ...rest] = subject.split(":");
  const id = rest.join(":");
  const said = kind === "account" ? nameOf(id) : shortId(id);
  return (
    <Button type="link" size="small" className="audit-subject" title={`${w.onlyThis}: ${subject}`} onClick={onPick}>
      {word(subjects, kind)} {said}
    </Button>
  );
}

const inFen = new Set(["money", "amount", "goodwill", "by"]);

function Detail({ detail }: { detail: unknown }) {
  const w = useWords(words);
  const word = useWord();
  const nameOf = useNames();
  if (!detail || typeof detail !== "object") return null;
  const said = (name: string, value: string): ReactNode => {
    if (name === "case" || name === "away") return <Link to={`/cases/${value}`}>{shortId(value)}</Link>;
    if (name === "proposed_by") return some(value) ? nameOf(value) : w.system;
    if (name === "remedy") return word(remedies, value);
    if (name === "role") return word(roles, value);
    if (inFen.has(name) && /^\d+$/.test(value)) return yuan(Number(value));
    return word(values, value);
  };
  return (
    <span className="audit-detail">
      {Object.entries(detail)
        .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const)
        .filter(([name, value]) => value !== "" && !(inFen.has(name) && value === "0"))
        .map(([name, value]) => (
          <span key={name}>
            <span className="quiet">{word(details, name)}</span> {said(name, value)}
          </span>
        ))}
    </span>
  );
}
