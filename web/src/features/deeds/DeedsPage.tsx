// 执行台: everything that has to be done for buyers, over all cases: money to pay, goods to send, parcels to
// stop; and 死信, what the desk gave up on (P-D9).
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Badge, Button, Select, Tabs } from "antd";
import { Link, useNavigate } from "react-router-dom";

import { departments } from "@/lib/desk/words";
import { useOptions } from "@/lib/desk/useWord";
import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { Paged } from "@/lib/lists/Paged";
import { useSearchSetter } from "@/lib/lists/useSearchSetter";
import { useWalking } from "@/lib/lists/useWalking";
import { useMay } from "@/lib/session";
import { call, settled, useDeadLetters } from "@/lib/settle/api";
import { DeedCard } from "@/lib/settle/DeedCard";
import type { DeadLetter, DeedItem, DeedPage } from "@/lib/settle/types";
import { Async, Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { queryOf, tabOf, tabs } from "./filter";
import { words } from "./words";

export function DeedsPage() {
  const w = useWords(words);
  const options = useOptions();
  const [search, set] = useSearchSetter();
  const tab = tabOf(search.get("show"));
  const department = search.get("department");
  const dead = useDeadLetters();
  const narrowed = tab !== "dead" && tab !== "mine" && tab !== "doubted";
  return (
    <Page
      title={w.title}
      actions={
        narrowed && (
          <Select
            allowClear
            style={{ width: 150 }}
            placeholder={w.any}
            aria-label={w.department}
            value={department ?? undefined}
            options={options(departments)}
            onChange={(value) => set({ department: value })}
          />
        )
      }
    >
      <Tabs
        activeKey={tab}
        onChange={(key) => set({ show: key })}
        items={tabs.map((one) => ({
          key: one,
          label:
            one === "dead" && (dead.data?.items.length ?? 0) > 0 ? (
              <Badge count={dead.data?.items.length} offset={[10, -2]} size="small">
                {w.dead}
              </Badge>
            ) : (
              w[one]
            ),
        }))}
      />
      {tab === "dead" ? <DeadLetters /> : <Deeds query={queryOf(tab, department)} />}
    </Page>
  );
}

function Deeds({ query }: { query: Record<string, string | boolean> }) {
  const w = useWords(words);
  const list = useInfiniteQuery({
    queryKey: ["deed", "list", query],
    queryFn: ({ pageParam, signal }) =>
      call<DeedPage>("GET /api/v1/deeds", { query: { ...query, ...(pageParam ? { after: pageParam } : {}) }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Paged query={list} emptyText={w.none}>
      {(items) => <Rows items={items} />}
    </Paged>
  );
}

function Rows({ items }: { items: DeedItem[] }) {
  const w = useWords(words);
  const navigate = useNavigate();
  const rowProps = useWalking(items.length, w.group, (index) => navigate(`/cases/${items[index]?.deed.case_id}`));
  return (
    <ul className="settle-list">
      {items.map((item, index) => (
        <li key={item.deed.id} className="deed-row" {...rowProps(index)}>
          <DeedCard
            deed={item.deed}
            head={
              <p className="settle-case">
                <Link to={`/cases/${item.deed.case_id}`}>
                  #{item.case_number} {item.subject}
                </Link>
                <small className="quiet">{shortTime(item.deed.added)}</small>
              </p>
            }
          />
        </li>
      ))}
    </ul>
  );
}

function DeadLetters() {
  const w = useWords(words);
  const dead = useDeadLetters();
  return (
    <>
      <p className="quiet page-lead">{w.deadLead}</p>
      <Async query={dead} empty={(page) => page.items.length === 0} emptyText={w.noDead}>
        {(page) => (
          <ul className="settle-list">
            {page.items.map((letter) => (
              <Dead key={letter.id} letter={letter} />
            ))}
          </ul>
        )}
      </Async>
    </>
  );
}

function Dead({ letter }: { letter: DeadLetter }) {
  const w = useWords(words);
  const may = useMay();
  const client = useQueryClient();
  const failure = useFailure();
  const { message } = App.useApp();
  const revive = useMutation({
    mutationFn: () => call<DeadLetter>("POST /api/v1/dead-letters/{id}/revive", { path: { id: letter.id }, body: {} }),
    onSuccess: () => message.success(w.revived),
    onError: (error) => failure(error),
    onSettled: () => settled(client),
  });
  return (
    <li className="dead-letter">
      {letter.deed ? (
        <DeedCard
          deed={letter.deed}
          head={
            <p className="settle-case">
              <Link to={`/cases/${letter.deed.case_id}`}>{w.openCase}</Link>
            </p>
          }
        />
      ) : (
        <code>{letter.kind}</code>
      )}
      <p className="deed-error">{letter.error}</p>
      <p className="settle-case">
        <small className="quiet">
          {w.attempts(letter.attempts)} · {w.since} {shortTime(letter.since)}
        </small>
        {may("task_write") && (
          <Button size="small" type="primary" ghost loading={revive.isPending} onClick={() => revive.mutate()}>
            {w.revive}
          </Button>
        )}
      </p>
    </li>
  );
}
