// Count what is in the parcel. The usual case is one key: everything is here and whole.
import { Button, Checkbox, Image, InputNumber } from "antd";
import { useEffect, useRef, useState } from "react";

import { useWords } from "@/lib/i18n";
import { useFailure } from "@/lib/ui/useFailure";

import { photoOf, sendPhoto, useWork, type ReturnView } from "./api";
import { PhotoButton } from "./Photos";
import { words } from "./words";

interface Count {
  place: number;
  received: number;
  damaged: number;
}

export function Receiving({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const failure = useFailure();
  const work = useWork(view);
  const first = useRef<HTMLButtonElement>(null);
  const here = view.reception === "received" || view.reception === "part_received";
  const [counts, setCounts] = useState<Count[]>(() =>
    view.lines.map(({ line }) => ({
      place: line.place,
      received: here ? line.received : line.expected,
      damaged: line.damaged,
    })),
  );
  const [more, setMore] = useState(view.reception === "part_received");
  const [photos, setPhotos] = useState(view.photos);
  useEffect(() => {
    if (!here) first.current?.focus();
  }, [here]);
  const put = (place: number, by: Partial<Count>) =>
    setCounts((all) => all.map((one) => (one.place === place ? { ...one, ...by } : one)));
  const receive = (body: { counts?: Count[]; more_to_come?: boolean }) =>
    work.mutate({ step: "receive", body: { ...body, photos } }, { onError: (error) => failure(error) });
  const plain = !more && counts.every((count, index) => count.received === view.lines[index]?.line.expected && count.damaged === 0);
  return (
    <section className="card return-part" aria-label={w.receive}>
      <h2>{w.receive}</h2>
      <div className="count-table" role="table" aria-label={w.receive}>
        <div className="count-row count-head" role="row">
          <span role="columnheader">{w.goods}</span>
          <span role="columnheader">{w.expected}</span>
          <span role="columnheader">{w.received}</span>
          <span role="columnheader">{w.damaged}</span>
        </div>
        {view.lines.map(({ line }, index) => {
          const count = counts[index] ?? { place: line.place, received: 0, damaged: 0 };
          return (
            <div className="count-row" role="row" key={line.place}>
              <span role="cell">
                {line.title} <small className="quiet">{line.attributes}</small>
              </span>
              <b role="cell">{line.expected}</b>
              <span role="cell">
                <InputNumber aria-label={`${line.title} ${w.received}`} min={0} max={9999} value={count.received}
                  onChange={(value) => put(line.place, { received: value ?? 0 })} />
              </span>
              <span role="cell">
                <InputNumber aria-label={`${line.title} ${w.damaged}`} min={0} max={count.received} value={count.damaged}
                  onChange={(value) => put(line.place, { damaged: value ?? 0 })} />
              </span>
            </div>
          );
        })}
      </div>
      <span className="return-photos">
        {photos.map((photo) => (
          <Image key={photo} width={56} height={56} alt={w.photos} src={photoOf(view.case_id, photo)} preview={{ src: photoOf(view.case_id, photo, false), mask: null }} />
        ))}
        <PhotoButton send={(file) => sendPhoto("returns", view.id, file)} onSent={(id) => setPhotos((all) => [...all, id])} />
      </span>
      <div className="card-acts">
        <Button ref={first} type={plain && !here ? "primary" : "default"} loading={work.isPending} onClick={() => receive(plain ? {} : { counts, more_to_come: more })}>
          {plain && !here ? w.receiveAll : w.receiveCounted}
        </Button>
        <Checkbox checked={more} onChange={(event) => setMore(event.target.checked)}>
          {w.moreToCome}
        </Checkbox>
      </div>
    </section>
  );
}
