// Every security-relevant act, newest first, narrowed by what, who, about what and when; the address says so.
import { useInfiniteQuery } from "@tanstack/react-query";
import { DownloadOutlined } from "@ant-design/icons";
import { Button, DatePicker, Input, Select, Table } from "antd";
import dayjs from "dayjs";

import { api, urlOf, type ResponseOf } from "@/lib/api/client";
import { useColleagues } from "@/lib/desk/colleagues";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { exactTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { Paged } from "@/lib/lists/Paged";
import { useSearchSetter, type SetSearch } from "@/lib/lists/useSearchSetter";
import { Page } from "@/lib/ui/Page";

import { acts, nouns, words } from "./words";

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
        {(rows) => <Rows rows={rows} />}
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
        style={{ width: 200 }}
        placeholder={w.subject}
        aria-label={w.subject}
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

function Rows({ rows }: { rows: Row[] }) {
  const w = useWords(words);
  const word = useWord();
  return (
    <Table<Row>
      rowKey="number"
      size="small"
      pagination={false}
      scroll={{ x: 1080 }}
      dataSource={rows}
      columns={[
        { title: w.when, width: 168, render: (_, row) => <span className="mono nowrap">{exactTime(row.at)}</span> },
        { title: w.who, width: 120, render: (_, row) => (some(row.account) ? row.actor : row.actor || w.system) },
        { title: w.act, width: 150, render: (_, row) => <span title={row.act}>{word(acts, row.act)}</span> },
        { title: w.subject, width: 190, render: (_, row) => <span className="mono">{row.subject}</span> },
        { title: w.detail, render: (_, row) => <Detail detail={row.detail} /> },
        { title: w.address, width: 130, render: (_, row) => <span className="mono quiet">{row.address}</span> },
      ]}
    />
  );
}

function Detail({ detail }: { detail: unknown }) {
  if (!detail || typeof detail !== "object") return null;
  return (
    <span className="audit-detail">
      {Object.entries(detail).map(([name, value]) => (
        <span key={name}>
          <span className="quiet">{name}</span> {typeof value === "string" ? value : JSON.stringify(value)}
        </span>
      ))}
    </span>
  );
}
