// 执行: what was granted, what is being done for it, and the money to the fen (P-D9).
import { useState } from "react";

import { useWord } from "@/lib/desk/useWord";
import { remedies } from "@/lib/desk/words";
import { yuan } from "@/lib/format/money";
import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { GrantCard } from "@/lib/settle/GrantCard";
import { openDeed } from "@/lib/settle/settle";
import type { GrantList } from "@/lib/settle/types";
import { Async } from "@/lib/ui/Page";

import { useThisCase } from "../context";
import { useGrants, useLedger } from "./api";
import { words } from "./words";

export function Carrying() {
  const w = useWords(words);
  const { view } = useThisCase();
  const grants = useGrants(view.id);
  return (
    <section className="settle carrying" aria-label={w.carrying}>
      <header className="settle-head">
        <h3>{w.carrying}</h3>
      </header>
      <Async query={grants}>
        {(data) =>
          data.items.length === 0 ? (
            <p className="quiet">{w.noGrants}</p>
          ) : (
            <>
              <Money list={data} />
              {data.items.map((grant) => (
                <GrantCard key={grant.id} grant={grant} closed={view.status === "closed"} />
              ))}
              <Ledger />
            </>
          )
        }
      </Async>
    </section>
  );
}

// At the step before: only what still waits for somebody's word, and the buyer's choice with it.
export function WaitingGrants() {
  const w = useWords(words);
  const { view } = useThisCase();
  const grants = useGrants(view.id);
  const waiting = (grants.data?.items ?? []).filter(
    (grant) => grant.state === "proposed" || (grant.state === "granted" && grant.deeds.some(openDeed)),
  );
  if (waiting.length === 0) return null;
  return (
    <section className="settle" aria-label={w.waiting}>
      <header className="settle-head">
        <h3>{waiting.some((grant) => grant.state === "proposed") ? w.waiting : w.carrying}</h3>
      </header>
      {waiting.map((grant) => (
        <GrantCard key={grant.id} grant={grant} closed={view.status === "closed"} />
      ))}
    </section>
  );
}

function Money({ list }: { list: GrantList }) {
  const w = useWords(words);
  return (
    <dl className="money">
      <div>
        <dt>{w.granted}</dt>
        <dd>{yuan(list.granted)}</dd>
      </div>
      <div>
        <dt>{w.paid}</dt>
        <dd>{yuan(list.paid)}</dd>
      </div>
      <div className={list.open > 0 ? "due" : ""}>
        <dt>{w.open}</dt>
        <dd>{yuan(list.open)}</dd>
      </div>
      {list.withdrawn !== 0 && (
        <div>
          <dt>{w.withdrawn}</dt>
          <dd>{yuan(list.withdrawn)}</dd>
        </div>
      )}
    </dl>
  );
}

function Ledger() {
  const w = useWords(words);
  const word = useWord();
  const { view } = useThisCase();
  const [open, setOpen] = useState(false);
  const ledger = useLedger(view.id, open);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{w.ledger}</summary>
      {open && (
        <Async query={ledger}>
          {(data) => (
            <>
              <table className="sums">
                <tbody>
                  {data.items.map((line) => (
                    <tr key={line.id}>
                      <th scope="row">
                        <span className="quiet">{shortTime(line.at)}</span> {w[line.kind]} · {word(remedies, line.remedy)}
                        {line.on_top && <small className="quiet"> {w.onTopOfPaid}</small>}
                        {line.note && <small className="quiet"> {line.note}</small>}
                        {line.by_name && <small className="quiet"> {line.by_name}</small>}
                      </th>
                      <td>{yuan(line.amount)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {data.more && <p className="quiet small">{w.moreLines}</p>}
            </>
          )}
        </Async>
      )}
    </details>
  );
}
