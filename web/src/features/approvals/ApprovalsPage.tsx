// 待审批: what waits for a second person, the oldest first, over all cases (P-D8).
import { Link, useNavigate } from "react-router-dom";

import { useTicking } from "@/lib/format/now";
import { span } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { useWalking } from "@/lib/lists/useWalking";
import { useApprovals } from "@/lib/settle/api";
import { GrantCard } from "@/lib/settle/GrantCard";
import type { ApprovalItem } from "@/lib/settle/types";
import { Async, Page } from "@/lib/ui/Page";

import { words } from "./words";

export function ApprovalsPage() {
  const w = useWords(words);
  const waiting = useApprovals();
  return (
    <Page title={w.title}>
      <p className="quiet page-lead">{w.lead}</p>
      <Async query={waiting} empty={(page) => page.items.length === 0} emptyText={w.none}>
        {(page) => (
          <>
            <Waiting items={page.items} />
            {page.next && <p className="quiet">{w.more}</p>}
          </>
        )}
      </Async>
    </Page>
  );
}

function Waiting({ items }: { items: ApprovalItem[] }) {
  const w = useWords(words);
  const navigate = useNavigate();
  const rowProps = useWalking(items.length, w.group, (index) => navigate(`/cases/${items[index]?.grant.case_id}`));
  return (
    <ul className="settle-list">
      {items.map((item, index) => (
        <li key={item.grant.id} className="approval" {...rowProps(index)}>
          <GrantCard grant={item.grant} head={<Head item={item} />} />
        </li>
      ))}
    </ul>
  );
}

function Head({ item }: { item: ApprovalItem }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const waited = useTicking((at) => span(Math.max(60_000, at - item.grant.proposed_at), language));
  return (
    <p className="settle-case">
      <Link to={`/cases/${item.grant.case_id}`}>
        #{item.grant.case_number} {item.subject}
      </Link>
      <small className="quiet">{w.waits(waited)}</small>
      {!item.mine && !item.within && <small className="settle-above">{w.above}</small>}
    </p>
  );
}
