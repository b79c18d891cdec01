// 应得权益: what the buyer is owed, each right as one plain sentence with what it rests on; the questions that
// would change it, answered with one click (P-B2, P-D1).
import { Button, InputNumber, Select, Tag, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";

import { dateTime, span } from "@/lib/format/time";
import { yuan } from "@/lib/format/money";
import { useLanguage, useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { freight, moneyRange } from "@/lib/settle/settle";
import type { AnswerView, BasisView, OwedView, QuestionView, RightsView, SettlementView } from "@/lib/settle/types";
import { basisKinds } from "@/lib/settle/words";
import { sourceText } from "@/lib/desk/source";
import { useWord } from "@/lib/desk/useWord";
import { Async } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { useThisCase } from "../context";
import { MoneyInput } from "../parts";
import { useAnswer, useRights } from "./api";
import { answerBody } from "./answers";
import { words } from "./words";

export function Rights() {
  const w = useWords(words);
  const { view } = useThisCase();
  const rights = useRights(view.id);
  return (
    <section className="settle" aria-label={w.rights}>
      <header className="settle-head">
        <h3>{w.rights}</h3>
        {rights.data && (
          <Tooltip title={rights.data.judged_by ? w.judgedBy(rights.data.judged_by.slice(0, 8)) : undefined}>
            <small className="quiet">{w.rulesVersion(rights.data.rules_version.slice(0, 8))}</small>
          </Tooltip>
        )}
      </header>
      <Async query={rights}>{(data) => <Judged data={data} />}</Async>
    </section>
  );
}

function Judged({ data }: { data: RightsView }) {
  const w = useWords(words);
  const { view } = useThisCase();
  return (
    <>
      {data.whole_order && (
        <p className="settle-note whole-order">
          {w.wholeOrder} <Link to="/imports">{w.importLines}</Link>
        </p>
      )}
      {data.owed.length === 0 && <p className="quiet">{some(view.order?.id) ? w.noRights : w.noOrder}</p>}
      {data.owed.map((right, index) => (
        <Right key={`${right.remedy}${index}`} right={right} />
      ))}
      <Questions data={data} />
      {data.refused.length > 0 && (
        <details className="fold">
          <summary>{w.refusedRights(data.refused.length)}</summary>
          <ul className="plain">
            {data.refused.map((one, index) => (
              <li key={`${one.remedy}${index}`}>
                <strong>{one.name}</strong> {one.why}
                <BasisList basis={one.basis} />
                <Changes list={one.would_change} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {data.exposure_shown && data.exposure.length > 0 && (
        <details className="fold exposure">
          <summary>{w.exposure}</summary>
          <ul className="plain">
            {data.exposure.map((risk) => (
              <li key={risk.what}>
                {risk.what} <span className="amount">{yuan(risk.amount)}</span>
                <BasisList basis={[risk.basis]} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Right({ right }: { right: OwedView }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const money = moneyRange(right.least, right.most);
  const unknown = right.conditions.filter((one) => one.state === "unknown");
  const met = right.conditions.filter((one) => one.state === "met");
  return (
    <article className="right">
      <header>
        <strong>{right.name}</strong>
        {money && <span className="amount">{money}</span>}
        {right.paid_in !== "money" && <small className="quiet">{right.paid_in === "points" ? w.paidInPoints : w.paidInCoupon}</small>}
      </header>
      <p>{right.sentence}</p>
      <ul className="chips">
        {freight(right.freight_out, right.freight_back, language).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {right.until != null && (
          <li>
            {w.until} {dateTime(right.until)}
          </li>
        )}
        {right.paid_within != null && right.paid_within > 0 && <li>{w.paidWithin(span(right.paid_within, language))}</li>}
        {unknown.map((one) => (
          <li key={one.id} className="chip-open">
            {one.what} · {w.unknown}
          </li>
        ))}
        {met.map((one) => (
          <li key={one.id} className="chip-met">
            ✓ {one.what}
          </li>
        ))}
      </ul>
      <BasisList basis={right.basis} />
      <Changes list={right.would_change} />
      {right.settlement && right.settlement.total > 0 && <Settlement made={right.settlement} />}
    </article>
  );
}

export function BasisList({ basis }: { basis: BasisView[] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const word = useWord();
  if (basis.length === 0) return null;
  return (
    <p className="basis">
      {basis.map((one) => (
        <span key={one.kind + one.rule}>
          <Tooltip title={`${word(basisKinds, one.kind)} · ${sourceText(one.source, language)}`}>
            <span className="basis-name" tabIndex={0}>
              {one.name}
            </span>
          </Tooltip>
          {one.weak && (
            <Tooltip title={w.weakHint}>
              <Tag bordered={false} color="orange" className="weak" tabIndex={0}>
                {w.weak}
              </Tag>
            </Tooltip>
          )}
        </span>
      ))}
    </p>
  );
}

function Changes({ list }: { list: string[] }) {
  const w = useWords(words);
  if (list.length === 0) return null;
  return (
    <details className="fold">
      <summary>{w.changes}</summary>
      <ul className="plain">
        {list.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  );
}

function Settlement({ made }: { made: SettlementView }) {
  const w = useWords(words);
  const points = made.lines.reduce((sum, line) => sum + line.points, 0);
  // What is taken off comes as a positive amount.
  const rows: [string, number][] = [
    [w.share, made.share],
    [w.discountLost, -made.discount_lost],
    [w.giftsKept, -made.gifts_kept],
    [w.outbound, -made.outbound_freight],
    [w.postage, made.postage],
  ];
  return (
    <details className="fold">
      <summary>{w.settlement}</summary>
      <table className="sums">
        <tbody>
          {rows
            .filter(([, amount], index) => amount !== 0 || index === 0)
            .map(([name, amount]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{yuan(amount)}</td>
              </tr>
            ))}
          <tr className="sum">
            <th scope="row">{w.total}</th>
            <td>{yuan(made.total)}</td>
          </tr>
        </tbody>
      </table>
      {points > 0 && <p className="quiet">{w.points(points)}</p>}
    </details>
  );
}

// ---- what is still to be found out ----

function Questions({ data }: { data: RightsView }) {
  const w = useWords(words);
  if (data.questions.length === 0 && data.answers.length === 0) return null;
  return (
    <div className="questions">
      {data.questions.length > 0 && <h4>{w.questions}</h4>}
      {data.questions.map((one) => (
        <Question key={one.question + one.line + one.about} asked={one} version={data.version} />
      ))}
      {data.answers.length > 0 && (
        <>
          <h4>{w.answered}</h4>
          {data.answers.map((one) => (
            <Given key={one.question + one.line + one.about} answer={one} version={data.version} />
          ))}
        </>
      )}
    </div>
  );
}

// More choices than these stand in a list to search.
const mostButtons = 8;

// What a person said, in words: an amount comes in fen.
const saidOf = (answer: AnswerView): string => {
  if (!amountQuestions.includes(answer.question)) return answer.label;
  return yuan(Number(answer.value));
};
const amountQuestions = ["goods_paid", "price_drop", "return_freight_paid"];

const subject = (one: { title: string; about: string }) => one.about || one.title;

function Question({ asked, version }: { asked: QuestionView; version: number }) {
  const w = useWords(words);
  const failure = useFailure();
  const { view } = useThisCase();
  const answer = useAnswer(view.id);
  const [amount, setAmount] = useState<number | string | null>(null);
  const may = asked.may_answer && view.status !== "closed";
  const give = (value: string) =>
    answer.mutate(answerBody(asked, value, version), { onError: (error) => failure(error) });
  return (
    <div className={asked.needed ? "question needed" : "question"}>
      <p>
        {asked.needed && (
          <Tooltip title={w.needed}>
            <span className="need-dot" aria-label={w.needed} />
          </Tooltip>
        )}
        {asked.ask}
        {subject(asked) && <small className="quiet"> {subject(asked)}</small>}
      </p>
      {asked.kind === "amount" || asked.kind === "count" ? (
        <div className="inline-add">
          {asked.kind === "amount" ? (
            <MoneyInput value={amount} onChange={setAmount} placeholder="0.00" />
          ) : (
            <InputNumber min={1} precision={0} value={amount} onChange={setAmount} aria-label={asked.ask} />
          )}
          <Button
            size="small"
            disabled={!may || typeof amount !== "number"}
            loading={answer.isPending}
            onClick={() => give(String(amount))}
          >
            {w.save}
          </Button>
        </div>
      ) : asked.choices.length > mostButtons ? (
        <Select
          showSearch
          optionFilterProp="label"
          className="choice-pick"
          placeholder={w.pick}
          aria-label={asked.ask}
          disabled={!may || answer.isPending}
          loading={answer.isPending}
          options={asked.choices.map((choice) => ({ value: choice.value, label: choice.label, title: choice.effect }))}
          onChange={give}
        />
      ) : (
        <div className="choices" role="group" aria-label={asked.ask}>
          {asked.choices.map((choice) => (
            <Tooltip key={choice.value} title={choice.effect || undefined}>
              <Button
                size="small"
                disabled={!may || answer.isPending}
                loading={answer.isPending && answer.variables.value === choice.value}
                onClick={() => give(choice.value)}
              >
                {choice.label}
              </Button>
            </Tooltip>
          ))}
        </div>
      )}
    </div>
  );
}

function Given({ answer, version }: { answer: AnswerView; version: number }) {
  const w = useWords(words);
  const failure = useFailure();
  const { view } = useThisCase();
  const write = useAnswer(view.id);
  return (
    <p className="given">
      <span>
        {answer.ask}
        {subject(answer) && <small className="quiet"> {subject(answer)}</small>} <strong>{saidOf(answer)}</strong>
        {some(answer.by) && <small className="quiet"> {answer.by_name}</small>}
      </span>
      {view.status !== "closed" && (
        <Button
          size="small"
          type="text"
          loading={write.isPending}
          onClick={() => write.mutate(answerBody(answer, "", version), { onError: (error) => failure(error) })}
        >
          {w.takeBack}
        </Button>
      )}
    </p>
  );
}
