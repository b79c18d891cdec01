// The big field: scan, Enter, and the parcel's return is open. One sure answer opens at once; several are laid out
// with the reasons; none can be registered as unclaimed.
import { SearchOutlined } from "@ant-design/icons";
import { Button, Input, Tag, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router-dom";

import { useShortcuts } from "@/lib/keys/useShortcuts";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useFailure } from "@/lib/ui/useFailure";

import { search, useOpenByHand, type Candidate } from "./api";
import { ReturnCard } from "./parts";
import { StrayDialog } from "./Strays";
import { words } from "./words";

const sure = 90; // points from which a single answer opens by itself

export function Dock() {
  const w = useWords(words);
  const failure = useFailure();
  const navigate = useNavigate();
  const field = useRef<InputRef>(null);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<{ q: string; found: Candidate[] } | null>(null);
  const [registering, setRegistering] = useState(false);
  const ready = () => {
    field.current?.focus();
    field.current?.select();
  };
  useEffect(ready, []);
  useShortcuts([{ keys: "/", label: w.scan, run: ready }]);

  const find = async () => {
    const q = text.trim();
    if (!q) return;
    setBusy(true);
    try {
      const { candidates } = await search(q);
      const [first, second] = candidates;
      const certain = first && first.points >= sure && (!second || second.points < first.points);
      if (certain && first.kind === "return_order" && first.return_order) {
        navigate(`/returns/${first.return_order.id}`);
        return;
      }
      setAsked({ q, found: candidates });
      ready();
    } catch (error) {
      failure(error);
      ready();
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className="dock" aria-label={w.title}>
      <form
        className="dock-field"
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <Input
          ref={field}
          id="dock-scan"
          size="large"
          value={text}
          autoComplete="off"
          spellCheck={false}
          prefix={<SearchOutlined />}
          placeholder={w.scan}
          aria-label={w.scan}
          onChange={(event) => setText(event.target.value)}
        />
        <Button size="large" type="primary" htmlType="submit" loading={busy}>
          {w.find}
        </Button>
      </form>
      <p className="quiet dock-hint">{w.scanHint}</p>
      {asked && (
        <div className="dock-answer" role="status">
          {asked.found.length === 0 ? (
            <>
              <b>{w.nothing(asked.q)}</b>
              <p className="quiet">{w.nothingHint}</p>
            </>
          ) : (
            <>
              <b>{w.several(asked.found.length)}</b>
              <ul className="return-list">
                {asked.found.map((one) => (
                  <li key={one.return_order?.id ?? (some(one.stray) ? one.stray : one.order)}>
                    <Found one={one} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <Button onClick={() => setRegistering(true)}>{w.register}</Button>
        </div>
      )}
      <StrayDialog open={registering} number={asked?.q ?? ""} onClose={() => setRegistering(false)} />
    </section>
  );
}

function Found({ one }: { one: Candidate }) {
  const w = useWords(words);
  if (one.return_order) return <ReturnCard item={one.return_order} reasons={one.reasons} points={one.points} />;
  if (one.kind === "stray") {
    return (
      <Link className="return-card" to="/returns?stage=strays">
        <span className="return-card-head">
          <b>{w.stray(one.stray_number)}</b>
          <span className="return-points">{w.points(one.points)}</span>
        </span>
        <span className="return-goods">{one.title}</span>
        <span className="return-reasons">{one.reasons.join(" · ")}</span>
      </Link>
    );
  }
  return <OrderFound one={one} />;
}

// An order for which nobody announced a return.
function OrderFound({ one }: { one: Candidate }) {
  const w = useWords(words);
  const failure = useFailure();
  const navigate = useNavigate();
  const open = useOpenByHand();
  return (
    <div className="return-card">
      <span className="return-card-head">
        <b>
          {w.order} {one.order_number}
        </b>
        <Tag bordered={false} color="gold">
          {w.orderOnly}
        </Tag>
        <span className="return-points">{w.points(one.points)}</span>
      </span>
      <span className="return-goods">{one.title}</span>
      <span className="return-reasons">{one.reasons.join(" · ")}</span>
      {some(one.case_id) && (
        <span>
          <Button
            loading={open.isPending}
            onClick={() =>
              open.mutate(
                { case_id: one.case_id },
                { onSuccess: (made) => navigate(`/returns/${made.id}`), onError: (error) => failure(error) },
              )
            }
          >
            {w.openByHand}
          </Button>{" "}
          <Link to={`/cases/${one.case_id}`}>{w.toTheCase}</Link>
        </span>
      )}
    </div>
  );
}
