// The queue: what to do next, most urgent first, with the reasons on screen (P-E4).
import { FilterOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { App, Badge, Button, Drawer, Input, Spin, type InputRef } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router-dom";

import { useNames } from "@/lib/desk/colleagues";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useShortcuts } from "@/lib/keys/useShortcuts";
import { useOthers, useWatching } from "@/lib/live/presence";
import { useMay } from "@/lib/session";
import { HandOver } from "@/lib/ui/HandOver";
import { LinkButton } from "@/lib/ui/LinkButton";
import { Async, Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { useAssign, useCounts, useQueueList, useTake, type Item } from "./api";
import { filterOf, isEmpty, narrowed, searchOf, type QueueFilter } from "./filter";
import { NewCase } from "./NewCase";
import { QueueFilters } from "./QueueFilters";
import { QueueRow } from "./QueueRow";
import "./queue.css";
import { words } from "./words";

export function QueuePage() {
  const w = useWords(words);
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search);
  const counts = useCounts();
  const [making, setMaking] = useState(false);
  const [narrowing, setNarrowing] = useState(false);
  const searchBox = useRef<InputRef>(null);
  const setFilter = (next: QueueFilter) => setSearch(searchOf(next));
  useShortcuts([
    { keys: "/", label: w.keySearch, group: w.group, run: () => searchBox.current?.focus({ cursor: "all" }) },
    { keys: "c", label: w.keyNew, group: w.group, run: () => may("case_write") && setMaking(true) },
  ]);
  return (
    <Page
      title={w.title}
      actions={
        <>
          <SearchBox box={searchBox} text={filter.text ?? ""} onSearch={(text) => setFilter(narrowed(filter, { text }))} />
          <Button className="narrow-button" icon={<FilterOutlined />} onClick={() => setNarrowing(true)}>
            {w.filters}
            {!isEmpty(filter) && <Badge dot />}
          </Button>
          {may("case_write") && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              {w.newCase}
            </Button>
          )}
        </>
      }
    >
      <div className="queue">
        <aside className="queue-side">
          <QueueFilters counts={counts.data} filter={filter} />
        </aside>
        <div className="queue-body">
          {!isEmpty(filter) && <Chosen filter={filter} />}
          <QueueList key={searchOf(filter).toString()} filter={filter} onNew={() => setMaking(true)} />
        </div>
      </div>
      <Drawer open={narrowing} onClose={() => setNarrowing(false)} title={w.filters} placement="left" width={288}>
        <div onClick={() => setNarrowing(false)}>
          <QueueFilters counts={counts.data} filter={filter} />
        </div>
      </Drawer>
      <NewCase open={making} onClose={() => setMaking(false)} />
    </Page>
  );
}

function SearchBox({ box, text, onSearch }: { box: React.RefObject<InputRef>; text: string; onSearch: (text: string) => void }) {
  const w = useWords(words);
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  return (
    <Input
      ref={box}
      className="queue-search"
      prefix={<SearchOutlined className="quiet" />}
      suffix={<kbd>/</kbd>}
      allowClear
      maxLength={200}
      placeholder={w.search}
      aria-label={w.searchShort}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value === "" && text) onSearch("");
      }}
      onPressEnter={(event) => {
        onSearch(typed.trim());
        event.currentTarget.blur();
      }}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}

function Chosen({ filter }: { filter: QueueFilter }) {
  const w = useWords(words);
  return (
    <p className="queue-chosen">
      {filter.text && <strong>“{filter.text}”</strong>}
      <Link to={{ search: "" }}>{w.clear}</Link>
    </p>
  );
}

interface ListProps {
  filter: QueueFilter;
  onNew: () => void;
}

function QueueList({ filter, onNew }: ListProps) {
  const w = useWords(words);
  const may = useMay();
  const nameOf = useNames();
  const pointerInside = useRef(false);
  const [selected, setSelected] = useState<string | null>(null);
  const engaged = useCallback(
    () => pointerInside.current || selected !== null || window.scrollY > 40,
    [selected],
  );
  const list = useQueueList(filter, engaged);
  const { take, assign, handing, setHanding, assigning } = useRowActs(list);
  useRowKeys({ rows: list.data?.rows ?? [], selected, setSelected, take, assign: setHanding, settle: list.settle });
  const others = useOthers();
  useWatching((list.data?.rows ?? []).map((row) => row.id));
  return (
    <Async
      query={list}
      empty={(data) => data.rows.length === 0 && !data.waiting}
      emptyText={isEmpty(filter) ? w.emptyHint : w.emptyFiltered}
      emptyAction={isEmpty(filter) ? <EmptyActions onNew={onNew} /> : <Link to={{ search: "" }}>{w.clear}</Link>}
    >
      {(data) => (
        <>
          {data.waiting && (
            <button type="button" className="updates-pill" onClick={list.settle}>
              {w.updates(data.waiting.updates)} <kbd>.</kbd>
            </button>
          )}
          <ol
            className="queue-list"
            aria-label={w.list}
            onPointerEnter={() => (pointerInside.current = true)}
            onPointerLeave={() => (pointerInside.current = false)}
          >
            {data.rows.map((item) => (
              <QueueRow
                key={item.id}
                item={item}
                selected={item.id === selected}
                changed={data.changed.has(item.id)}
                left={data.left.has(item.id)}
                assignee={nameOf(item.assignee)}
                {...others(item.id)}
                mayTake={may("case_write") && !some(item.assignee) && item.status !== "closed"}
                mayAssign={may("case_write") && item.status !== "closed"}
                onSelect={setSelected}
                onTake={take}
                onAssign={setHanding}
              />
            ))}
          </ol>
          <Tail next={data.next} busy={list.loadingMore} more={list.more} count={data.rows.length} />
          <HandOver
            number={handing?.number ?? null}
            assignee={handing?.assignee ?? "0"}
            busy={assigning}
            onCancel={() => setHanding(null)}
            onDone={assign}
          />
        </>
      )}
    </Async>
  );
}

function EmptyActions({ onNew }: { onNew: () => void }) {
  const w = useWords(words);
  const may = useMay();
  return (
    <div className="empty-actions">
      {may("import_run") && (
        <LinkButton to="/imports" type="primary">
          {w.goImport}
        </LinkButton>
      )}
      {may("case_write") && <Button onClick={onNew}>{w.newCase}</Button>}
    </div>
  );
}

// Taking and handing over from the row, and what the screen says about it.
function useRowActs(list: ReturnType<typeof useQueueList>) {
  const w = useWords(words);
  const { message } = App.useApp();
  const failure = useFailure();
  const taking = useTake();
  const giving = useAssign();
  const [handing, setHanding] = useState<Item | null>(null);
  const failed = (error: Error) => {
    failure(error);
    void list.renew();
  };
  const take = (item: Item) =>
    taking.mutate(item, {
      onSuccess: ({ version, assignee, status, step }) => {
        list.patch(item.id, { version, assignee, status, step } as Partial<Item>);
        message.success(w.taken(item.number));
      },
      onError: failed,
    });
  const assign = (to: string, name: string, reason: string) => {
    if (!handing) return;
    const { id, version, number } = handing;
    giving.mutate(
      { id, version, to, reason },
      {
        onSuccess: (done) => {
          list.patch(id, { version: done.version, assignee: done.assignee });
          message.success(to === "0" ? w.released(number) : w.handed(number, name));
          setHanding(null);
        },
        onError: failed,
      },
    );
  };
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  return {
    take: useCallback((item: Item) => latest.current(item), []),
    assign,
    handing,
    setHanding,
    assigning: giving.isPending,
  };
}

interface RowKeys {
  rows: Item[];
  selected: string | null;
  setSelected: (id: string | null) => void;
  take: (item: Item) => void;
  assign: (item: Item) => void;
  settle: () => void;
}

function useRowKeys({ rows, selected, setSelected, take, assign, settle }: RowKeys) {
  const w = useWords(words);
  const navigate = useNavigate();
  const at = rows.findIndex((one) => one.id === selected);
  const go = (to: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (!row) return;
    setSelected(row.id);
    document.querySelector(`[data-case="${row.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const withRow = (act: (item: Item) => void) => () => {
    const row = rows[at];
    if (row) act(row);
  };
  const group = w.group;
  useShortcuts([
    { keys: "j", label: w.keyDown, group, run: () => go(at + 1) },
    { keys: "k", label: w.keyUp, group, run: () => go(at < 0 ? 0 : at - 1) },
    { keys: "ArrowDown", label: w.keyDown, hidden: true, run: () => go(at + 1) },
    { keys: "ArrowUp", label: w.keyUp, hidden: true, run: () => go(at < 0 ? 0 : at - 1) },
    { keys: "Enter", label: w.keyOpen, group, run: withRow((row) => navigate(`/cases/${row.id}`)) },
    { keys: "o", label: w.keyOpen, hidden: true, run: withRow((row) => navigate(`/cases/${row.id}`)) },
    { keys: "t", label: w.keyTake, group, run: withRow(take) },
    { keys: "a", label: w.keyAssign, group, run: withRow(assign) },
    { keys: ".", label: w.keyRefresh, group, run: settle },
    { keys: "Escape", label: "", hidden: true, run: () => setSelected(null) },
  ]);
}

// The end of what is loaded: loads on when it comes near the screen.
function Tail({ next, busy, more, count }: { next: string; busy: boolean; more: () => void; count: number }) {
  const w = useWords(words);
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  useEffect(() => {
    if (!next || !mark.current || typeof IntersectionObserver === "undefined") return;
    const watcher = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && latest.current(), {
      rootMargin: "600px",
    });
    watcher.observe(mark.current);
    return () => watcher.disconnect();
  }, [next]);
  return (
    <div ref={mark} className="queue-tail">
      {busy ? <Spin size="small" /> : next ? <Button type="link" onClick={more}>{w.more}</Button> : <span className="quiet">{w.end(count)}</span>}
    </div>
  );
}

