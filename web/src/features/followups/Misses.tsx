// Deadlines that were missed: who had the case, and why. Leads see everybody's, others their own.
import { App, Button, DatePicker, Input, Modal, Select, Tag } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link } from "react-router-dom";

import { useColleagues } from "@/lib/desk/colleagues";
import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { Paged } from "@/lib/lists/Paged";
import { useSearchSetter } from "@/lib/lists/useSearchSetter";
import { useMay } from "@/lib/session";
import { PersonMark } from "@/lib/ui/Marks";
import { useFailure } from "@/lib/ui/useFailure";

import { useExplain, useMissCounts, useMisses, type Miss, type MissCount, type MissFilter } from "./api";
import { words } from "./words";

const filterOf = (search: URLSearchParams): MissFilter => ({
  ...(search.get("account") ? { account: search.get("account")! } : {}),
  ...(search.get("from") ? { from: search.get("from")! } : {}),
  ...(search.get("until") ? { until: search.get("until")! } : {}),
  ...(search.get("without") ? { without_reason: true } : {}),
});

export function Misses() {
  const w = useWords(words);
  const may = useMay();
  const colleagues = useColleagues();
  const [search, set] = useSearchSetter();
  const filter = filterOf(search);
  const list = useMisses(filter);
  return (
    <>
      <Overview />
      <div className="filter-bar follow-filters">
        {may("case_assign") && (
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            style={{ width: 150 }}
            placeholder={w.person}
            aria-label={w.person}
            value={filter.account}
            options={[
              { value: "0", label: w.nobody },
              ...(colleagues.data ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(value: string | undefined) => set({ account: value })}
          />
        )}
        <DatePicker.RangePicker
          aria-label={w.days}
          allowEmpty={[true, true]}
          value={[filter.from ? dayjs(filter.from) : null, filter.until ? dayjs(filter.until) : null]}
          onChange={(range) =>
            set({ from: range?.[0]?.format("YYYY-MM-DD"), until: range?.[1]?.format("YYYY-MM-DD") })
          }
        />
        <Button
          type={filter.without_reason ? "primary" : "default"}
          aria-pressed={filter.without_reason ?? false}
          onClick={() => set({ without: filter.without_reason ? undefined : "1" })}
        >
          {w.without}
        </Button>
      </div>
      <Paged query={list} emptyText={w.missesEmpty}>
        {(rows) => <Rows rows={rows} />}
      </Paged>
    </>
  );
}

// How often whom, over the last days: the most first.
function Overview() {
  const w = useWords(words);
  const counts = useMissCounts();
  const sums = new Map<string, MissCount & { count: number }>();
  for (const one of counts.data ?? []) {
    const key = `${one.account} ${one.kind}`;
    const known = sums.get(key);
    sums.set(key, { ...one, count: (known?.count ?? 0) + one.count });
  }
  const rows = [...sums.values()].sort((a, b) => b.count - a.count).slice(0, 8);
  if (rows.length === 0) return null;
  return (
    <section className="miss-overview" aria-label={w.overview}>
      <h2>{w.overview}</h2>
      <ul>
        {rows.map((one) => (
          <li key={one.account + one.kind}>
            <span>{one.account_name || w.nobody}</span>
            <span className="quiet">{one.name}</span>
            <strong>{w.times(one.count)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rows({ rows }: { rows: Miss[] }) {
  const w = useWords(words);
  const [explaining, setExplaining] = useState<Miss | null>(null);
  return (
    <>
      <ul className="follow-list" aria-label={w.misses}>
        {rows.map((miss) => (
          <li key={miss.id} className="miss-row" data-miss={miss.id}>
            <div className="miss-what">
              <strong>{miss.name}</strong>
              <Link to={`/cases/${miss.case_id}`}>#{miss.case_number}</Link>
              <Tag bordered={false} color="red">
                {miss.consequence_text}
              </Tag>
              <span className="quiet">
                {w.deadline} {shortTime(miss.deadline)}
              </span>
            </div>
            <div className="miss-who">
              {some(miss.account) ? <PersonMark name={miss.account_name} withName /> : <span className="quiet">{w.nobody}</span>}
            </div>
            <div className="miss-why">
              {miss.why ? (
                <span>
                  {miss.why} <small className="quiet">— {miss.why_by}</small>
                </span>
              ) : null}
              {miss.may_explain && (
                <Button size="small" type={miss.why ? "text" : "default"} onClick={() => setExplaining(miss)}>
                  {w.sayWhy}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <WhyDialog miss={explaining} onClose={() => setExplaining(null)} />
    </>
  );
}

function WhyDialog({ miss, onClose }: { miss: Miss | null; onClose: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const failure = useFailure();
  const explain = useExplain();
  const [why, setWhy] = useState("");
  const save = () =>
    miss &&
    explain.mutate(
      { id: miss.id, why: why.trim() },
      {
        onSuccess: () => {
          message.success(w.whySaved);
          onClose();
        },
        onError: (error) => failure(error),
      },
    );
  return (
    <Modal
      open={miss !== null}
      title={miss ? `${w.why}${w.colon}${miss.name} #${miss.case_number}` : ""}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={explain.isPending}
      okButtonProps={{ disabled: why.trim() === "" }}
      onCancel={onClose}
      onOk={save}
      afterClose={() => setWhy("")}
      width={420}
    >
      <Input.TextArea
        autoFocus
        value={why}
        maxLength={500}
        autoSize={{ minRows: 3, maxRows: 6 }}
        placeholder={w.whyHint}
        aria-label={w.whyHint}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Modal>
  );
}
