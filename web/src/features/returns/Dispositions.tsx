// What becomes of the pieces that are ours again.
import { Button, Input, InputNumber, Select, Tag } from "antd";
import { useState } from "react";

import { useOptions, useWord } from "@/lib/desk/useWord";
import { fenOf, yuan } from "@/lib/format/money";
import { useWords } from "@/lib/i18n";
import { useFailure } from "@/lib/ui/useFailure";

import { useWork, type LineView, type ReturnView } from "./api";
import { dispositions, words } from "./words";

type Kind = "restock" | "repair" | "scrap" | "supplier_claim" | "carrier_claim";

export function Dispositions({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const lines = view.lines.filter(({ line }) => line.accepted > 0);
  if (lines.length === 0) return null;
  return (
    <section className="card return-part" aria-label={w.dispose}>
      <h2>{w.dispose}</h2>
      {lines.map((line) => (
        <One key={line.line.place} view={view} line={line} />
      ))}
    </section>
  );
}

function One({ view, line }: { view: ReturnView; line: LineView }) {
  const w = useWords(words);
  const word = useWord();
  const options = useOptions();
  const failure = useFailure();
  const work = useWork(view);
  const [kind, setKind] = useState<Kind>("restock");
  const [pieces, setPieces] = useState<number | null>(null);
  const [claim, setClaim] = useState("");
  const [note, setNote] = useState("");
  const left = line.undisposed;
  const claims = kind === "supplier_claim" || kind === "carrier_claim";
  const dispose = () =>
    work.mutate(
      {
        step: "dispose",
        body: { place: line.line.place, kind, pieces: pieces ?? left, claim: claims ? (fenOf(claim) ?? 0) : 0, note },
      },
      {
        onSuccess: () => {
          setPieces(null);
          setClaim("");
          setNote("");
        },
        onError: (error) => failure(error),
      },
    );
  return (
    <div className="dispose-line">
      <b>
        {line.line.title} {line.line.attributes}
      </b>
      {line.line.disposed.map((done, index) => (
        <Tag key={index} bordered={false} color="green">
          {word(dispositions, done.kind)} ×{done.pieces} {done.claim > 0 && yuan(done.claim)}
        </Tag>
      ))}
      {left > 0 && (
        <>
          <span className="quiet">{w.disposeLeft(left)}</span>
          <div className="dispose-form">
            <Select value={kind} onChange={setKind} options={options(dispositions) as { value: Kind; label: string }[]} aria-label={w.dispose} />
            <InputNumber min={1} max={left} value={pieces ?? left} onChange={setPieces} aria-label={w.pieces} />
            {claims && <Input value={claim} inputMode="decimal" placeholder={w.claim} aria-label={w.claim} onChange={(event) => setClaim(event.target.value)} />}
            <Input value={note} maxLength={300} placeholder={w.note} aria-label={w.note} onChange={(event) => setNote(event.target.value)} />
            <Button type="primary" loading={work.isPending} onClick={dispose}>
              {w.do}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
