// The category's list, point by point. Keys: 1 yes, 2 no, 3 unclear, Enter the next point.
import { Alert, Button, Input, InputNumber, Radio } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import { fenOf } from "@/lib/format/money";
import { useLanguage, useWords } from "@/lib/i18n";
import { useFailure } from "@/lib/ui/useFailure";

import { sendPhoto, useWork, type LineView, type ReturnView } from "./api";
import { PhotoButton } from "./Photos";
import { words } from "./words";

type Answer = "open" | "passed" | "failed" | "unclear";
interface Point {
  check: string;
  answer: Answer;
  note: string;
  photos: string[];
}
interface Judged {
  place: number;
  points: Point[];
  accepted: number;
  rejected: number;
  reason: string;
  touched: boolean; // a person set the numbers
}

const fresh = ({ line }: LineView): Judged => ({
  place: line.place,
  points: line.checks.map((point) => ({ check: point.check, answer: point.answer, note: point.note, photos: point.photos })),
  accepted: line.accepted > 0 || line.rejected > 0 ? line.accepted : Math.min(line.received, line.expected),
  rejected: line.rejected,
  reason: line.reason,
  touched: line.accepted > 0 || line.rejected > 0,
});

export function Inspection({ view, works }: { view: ReturnView; works: boolean }) {
  const w = useWords(words);
  const failure = useFailure();
  const work = useWork(view);
  const present = view.lines.filter(({ line }) => line.received > 0);
  const [lines, setLines] = useState<Judged[]>(() => present.map(fresh));
  const [deduction, setDeduction] = useState("");
  const [reason, setReason] = useState("");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>("[data-point]")?.focus();
  }, []);
  const put = (place: number, change: (line: Judged) => Judged) =>
    setLines((all) => all.map((line) => (line.place === place ? change(line) : line)));
  const complete = lines.every((line) => line.points.every((point) => point.answer !== "open"));
  const send = (conclude: boolean, toLead: boolean) =>
    work.mutate(
      {
        step: "inspect",
        body: {
          lines: lines.map((line) => ({
            place: line.place,
            answers: line.points.filter((point) => point.answer !== "open").map((point) => ({ ...point, answer: point.answer as "passed" })),
            accepted: toLead ? 0 : line.accepted,
            rejected: toLead ? 0 : line.rejected,
            reason: toLead ? "" : line.reason,
          })) as never,
          conclude,
          to_lead: toLead,
          deduction: fenOf(deduction) ?? 0,
          reason,
        },
      },
      { onError: (error) => failure(error) },
    );
  const allGood = () =>
    setLines((all) => all.map((line) => ({ ...line, points: line.points.map((point) => ({ ...point, answer: "passed" as const })) })));
  return (
    <section className="card return-part" aria-label={w.inspect} ref={list}>
      <h2>
        {w.inspect}
        {works && (
          <Button size="small" className="all-good" onClick={allGood}>
            {w.allGood}
          </Button>
        )}
      </h2>
      {view.acceptance === "manual" && <Alert className="return-alert" type="info" showIcon message={w.leadHere} description={view.reason} />}
      <p className="quiet keys-hint">{w.keysHint}</p>
      {present.map((line, index) => (
        <LineForm key={line.line.place} view={view} line={line} judged={lines[index] ?? fresh(line)} works={works} put={put} />
      ))}
      {works && (
        <>
          <div className="form-pair">
            <label>
              {w.deduction}
              <Input value={deduction} inputMode="decimal" placeholder={w.deductionHint} onChange={(event) => setDeduction(event.target.value)} />
            </label>
            <label>
              {w.reason}
              <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
            </label>
          </div>
          <div className="card-acts">
            <Button type="primary" disabled={!complete || view.reception !== "received"} loading={work.isPending} onClick={() => send(true, false)}>
              {w.conclude}
            </Button>
            <Button onClick={() => send(false, false)}>{w.save}</Button>
            {view.acceptance !== "manual" && (
              <Button disabled={reason.trim() === ""} onClick={() => send(false, true)}>
                {w.toLead}
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

interface LineProps {
  view: ReturnView;
  line: LineView;
  judged: Judged;
  works: boolean;
  put: (place: number, change: (line: Judged) => Judged) => void;
}

// What the numbers should be while nobody has set them: all good, or all refused where a point of intactness fails.
function proposed(judged: Judged, line: LineView, ground: string): Judged {
  if (judged.touched) return judged;
  const pieces = Math.min(line.line.received, line.line.expected);
  const spoilt =
    ground === "no_reason" &&
    judged.points.some((point, index) => point.answer === "failed" && line.line.checks[index]?.for_intactness === true);
  return { ...judged, accepted: spoilt ? 0 : pieces, rejected: spoilt ? pieces : 0 };
}

function LineForm({ view, line, judged, works, put }: LineProps) {
  const w = useWords(words);
  const { language } = useLanguage();
  const answer = (index: number, given: Answer) =>
    put(judged.place, (old) => {
      const points = old.points.map((point, at) => (at === index ? { ...point, answer: given } : point));
      const next = proposed({ ...old, points }, line, view.ground);
      const failed = points.findIndex((point) => point.answer === "failed");
      const what = line.line.checks[failed]?.what[language] ?? "";
      return next.rejected > 0 && next.reason === "" ? { ...next, reason: what } : next;
    });
  const onKey = (event: KeyboardEvent<HTMLElement>, index: number) => {
    const given = { "1": "passed", "2": "failed", "3": "unclear" }[event.key] as Answer | undefined;
    if (given) answer(index, given);
    if (given || event.key === "Enter") {
      event.preventDefault();
      const all = [...document.querySelectorAll<HTMLElement>("[data-point]")];
      const here = all.indexOf(event.currentTarget);
      const next = () => all[here + 1] ?? document.querySelector<HTMLElement>(".return-part .card-acts .ant-btn-primary");
      setTimeout(() => next()?.focus()); // the last answer makes the button ready first
    }
  };
  return (
    <div className="inspect-line">
      <b>
        {line.line.title} {line.line.attributes} ×{line.line.received}
      </b>{" "}
      <small className="quiet">{line.category_name}</small>
      <ul className="check-list">
        {line.line.checks.map((check, index) => {
          const point = judged.points[index];
          return (
            <li key={check.check} data-point tabIndex={works ? 0 : undefined} onKeyDown={(event) => works && event.target === event.currentTarget && onKey(event, index)}>
              <span className="check-what">{check.what[language]}</span>
              <Radio.Group
                size="small"
                optionType="button"
                buttonStyle="solid"
                disabled={!works}
                value={point?.answer === "open" ? undefined : point?.answer}
                onChange={(event) => answer(index, event.target.value as Answer)}
                options={[
                  { value: "passed", label: w.passed },
                  { value: "failed", label: w.failed },
                  { value: "unclear", label: w.unclear },
                ]}
              />
              {works && point && point.answer !== "passed" && point.answer !== "open" && (
                <span className="check-proof">
                  <PhotoButton
                    send={(file) => sendPhoto("returns", view.id, file)}
                    onSent={(id) =>
                      put(judged.place, (old) => ({
                        ...old,
                        points: old.points.map((one, at) => (at === index ? { ...one, photos: [...one.photos, id] } : one)),
                      }))
                    }
                  />
                  {point.photos.length > 0 && <small className="quiet">×{point.photos.length}</small>}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {line.reasons.length > 0 && <p className="quiet">{line.reasons.join("；")}</p>}
      <div className="verdict">
        <label>
          {w.accepted}
          <InputNumber min={0} max={Math.min(line.line.received, line.line.expected)} value={judged.accepted} disabled={!works}
            onChange={(value) => put(judged.place, (old) => ({ ...old, touched: true, accepted: value ?? 0, rejected: Math.max(0, line.line.received - (value ?? 0)) }))} />
        </label>
        <label>
          {w.rejected}
          <InputNumber min={0} max={line.line.received} value={judged.rejected} disabled={!works}
            onChange={(value) => put(judged.place, (old) => ({ ...old, touched: true, rejected: value ?? 0 }))} />
        </label>
        {judged.rejected > 0 && (
          <label className="verdict-why">
            {w.reasonReject}
            <Input value={judged.reason} maxLength={500} disabled={!works} status={judged.reason ? "" : "error"}
              onChange={(event) => put(judged.place, (old) => ({ ...old, reason: event.target.value }))} />
          </label>
        )}
      </div>
    </div>
  );
}
