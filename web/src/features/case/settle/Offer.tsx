// 方案单: the menu laid before the buyer. What is owed comes first; lighter ways can be changed until it is sent;
// the buyer's choice is recorded by one click and carries itself out (P-D1 … P-D8).
import { Alert, App, Button, Input, Modal, Select, Tag } from "antd";
import { useState } from "react";

import { moods } from "@/lib/desk/words";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { dateTime, shortTime } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useMay } from "@/lib/session";
import { inWords } from "@/lib/settle/settle";
import type { OfferPreview, OfferView, SentOffer } from "@/lib/settle/types";
import { offerStates } from "@/lib/settle/words";
import { Countdown } from "@/lib/ui/Countdown";
import { Async } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { useThisCase } from "../context";
import { ReasonDialog } from "../parts";
import {
  useChoose,
  useJudgePattern,
  useOffers,
  usePreview,
  usePropose,
  useRefuseOffer,
  useSendOffer,
  useWithdrawOffer,
} from "./api";
import { AddWay, BeginByHand, Items } from "./Items";
import { allWays, endOf, liveOffer, menuOf, shownOffer } from "./menu";
import { OtherWays } from "./OtherWays";
import { ForTheBuyer } from "./ForTheBuyer";
import { words } from "./words";

export function Offer({ lack }: { lack?: boolean }) {
  const w = useWords(words);
  const { view } = useThisCase();
  const offers = useOffers(view.id);
  return (
    <section className="settle" aria-label={w.offer} {...(lack ? { "data-lack": "agreement" } : {})}>
      <header className="settle-head">
        <h3>{w.offer}</h3>
      </header>
      <Async query={offers}>{(data) => <Offers offers={data.items} outOfDate={data.out_of_date ?? null} />}</Async>
    </section>
  );
}

interface OffersProps {
  offers: OfferView[];
  outOfDate: { zh: string; en: string } | null;
}

function Offers({ offers, outOfDate }: OffersProps) {
  const w = useWords(words);
  const { language } = useLanguage();
  const failure = useFailure();
  const may = useMay();
  const { view } = useThisCase();
  const closed = view.status === "closed";
  const live = liveOffer(offers);
  const shown = shownOffer(offers);
  const hasOrder = some(view.order?.id);
  const preview = usePreview(view.id, !closed && hasOrder);
  const propose = usePropose(view.id);
  const settledAlready = view.agreement != null && !live;
  const mayPropose = may("remedy_propose") && !closed;
  const earlier = offers.filter((one) => one !== shown);
  const make = () => propose.mutate([], { onError: (error) => failure(error) });
  return (
    <>
      {preview.data && <Pattern preview={preview.data} />}
      {live && outOfDate && (
        <Alert
          type="warning"
          role="alert"
          className="settle-note"
          message={w.outOfDate(inWords(outOfDate, language))}
          action={
            mayPropose && (
              <Button size="small" type="primary" loading={propose.isPending} onClick={make}>
                {w.proposeAgain}
              </Button>
            )
          }
        />
      )}
      {shown && <Shown key={shown.id} offer={shown} preview={preview.data} mayPropose={mayPropose} />}
      {!live && !settledAlready && hasOrder && (
        <Async query={preview}>
          {(data) => (
            <>
              {data.refused_before > 0 && <p className="quiet">{w.refusedBefore(data.refused_before)}</p>}
              {data.items.length === 0 ? (
                <p className="quiet">{w.nothingToOffer}</p>
              ) : (
                <>
                  {!shown && <p className="quiet">{w.wouldOffer}</p>}
                  <Items menu={menuOf(data.items)} />
                  {mayPropose && (
                    <Button block type="primary" loading={propose.isPending} onClick={make} id="offer-propose">
                      {w.propose}
                    </Button>
                  )}
                </>
              )}
              {mayPropose && <BeginByHand others={allWays(data)} />}
            </>
          )}
        </Async>
      )}
      {preview.data && !settledAlready && (
        <OtherWays others={allWays(preview.data)} onMenu={(live ?? preview.data).items.map((item) => item.remedy.kind)} />
      )}
      {earlier.length > 0 && <Earlier offers={earlier} />}
    </>
  );
}

interface ShownProps {
  offer: OfferView;
  preview: OfferPreview | undefined;
  mayPropose: boolean;
}

function Shown({ offer, preview, mayPropose }: ShownProps) {
  const w = useWords(words);
  const word = useWord();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const failure = useFailure();
  const { view } = useThisCase();
  const send = useSendOffer();
  const [given, setGiven] = useState<SentOffer | null>(null); // with the link, which is told only once
  const proposed = offer.state === "proposed";
  const sent = offer.state === "sent";
  const menu = menuOf(offer.items);
  const ready = view.step === "agree";
  const beyond = offer.items.some((item) => item.authority !== "granted");
  const doSend = () =>
    send.mutate(
      { offer, link: true },
      {
        onSuccess: (answer) => {
          if (answer.sent) setGiven(answer);
          else message.warning(w.replaced(inWords(answer.why, language)), 10);
        },
        onError: (error) => failure(error),
      },
    );
  return (
    <div className={`offer offer-${offer.state}`}>
      <p className="offer-state">
        <Tag bordered={false} color={{ sent: "gold", chosen: "green", refused: "red" }[offer.state as string] ?? "default"}>
          {word(offerStates, offer.state)}
        </Tag>
        {offer.edited && <small className="quiet">{w.edited}</small>}
        {(proposed || sent) && (
          <small className="quiet">
            {w.validUntil} {dateTime(offer.valid_until).slice(5)}
          </small>
        )}
        {sent && <Countdown deadline={offer.valid_until} />}
      </p>
      {offer.explored && proposed && <p className="quiet">{w.explored}</p>}
      {offer.words && <p className="buyer-words">“{offer.words}”</p>}
      <Items
        menu={menu}
        editing={proposed && mayPropose ? offer : undefined}
        choosing={sent && mayPropose && ready ? offer : undefined}
      />
      {proposed && mayPropose && (
        <>
          {preview && <AddWay offer={offer} others={allWays(preview)} />}
          <Button
            block
            type="primary"
            id="offer-send"
            className="offer-send"
            disabled={!ready || beyond}
            loading={send.isPending}
            onClick={doSend}
          >
            {w.send}
          </Button>
          <p className="quiet small">{!ready ? w.notYet : w.sendHint}</p>
        </>
      )}
      {sent && (
        <ForTheBuyer offer={offer} given={given} busy={send.isPending} onAgain={mayPropose ? doSend : undefined} />
      )}
      {sent && mayPropose && ready && offer.items.every((item) => item.number === 0) && <AgreeToAll offer={offer} />}
      {(sent || proposed) && mayPropose && <EndOffer offer={offer} ready={ready} />}
    </div>
  );
}

// Nothing to choose from: everything on it comes anyway.
function AgreeToAll({ offer }: { offer: OfferView }) {
  const w = useWords(words);
  const failure = useFailure();
  const choose = useChoose();
  return (
    <Button
      block
      type="primary"
      loading={choose.isPending}
      onClick={() => choose.mutate({ offer: offer.id, items: [] }, { onError: (error) => failure(error) })}
    >
      {w.agreed}
    </Button>
  );
}

// The buyer wants none of it, or it is taken back.
function EndOffer({ offer, ready }: { offer: OfferView; ready: boolean }) {
  const w = useWords(words);
  const options = useOptions();
  const failure = useFailure();
  const { message } = App.useApp();
  const refuse = useRefuseOffer();
  const withdraw = useWithdrawOffer();
  const [asking, setAsking] = useState<"refuse" | "withdraw" | null>(null);
  const [said, setSaid] = useState("");
  const [mood, setMood] = useState<string>();
  const finish = () =>
    refuse.mutate(
      { offer: offer.id, words: said.trim(), ...(mood ? { mood } : {}) },
      {
        onSuccess: ({ next }) => {
          setAsking(null);
          message.info(next ? w.refuseNext : w.refuseNone, 6);
        },
        onError: (error) => failure(error),
      },
    );
  return (
    <div className="deed-acts">
      {offer.state === "sent" && ready && (
        <Button size="small" onClick={() => setAsking("refuse")}>
          {w.allRefused}
        </Button>
      )}
      <Button size="small" type="text" onClick={() => setAsking("withdraw")}>
        {w.withdraw}
      </Button>
      <Modal
        open={asking === "refuse"}
        title={w.allRefused}
        okText={w.ok}
        cancelText={w.cancel}
        confirmLoading={refuse.isPending}
        onCancel={() => setAsking(null)}
        onOk={finish}
        afterClose={() => (setSaid(""), setMood(undefined))}
        width={420}
      >
        <Input.TextArea
          autoFocus
          value={said}
          maxLength={300}
          placeholder={w.refuseTitle}
          aria-label={w.refuseTitle}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setSaid(event.target.value)}
        />
        <Select
          allowClear
          className="mood-pick"
          placeholder={w.refuseMood}
          aria-label={w.refuseMood}
          value={mood}
          options={options(moods)}
          onChange={setMood}
        />
      </Modal>
      <ReasonDialog
        title={asking === "withdraw" ? w.withdrawWhy : null}
        busy={withdraw.isPending}
        onCancel={() => setAsking(null)}
        onDone={(reason) =>
          withdraw.mutate(
            { offer: offer.id, reason },
            { onSuccess: () => setAsking(null), onError: (error) => failure(error) },
          )
        }
      />
    </div>
  );
}

function Earlier({ offers }: { offers: OfferView[] }) {
  const w = useWords(words);
  const word = useWord();
  const { language } = useLanguage();
  return (
    <details className="fold">
      <summary>{w.earlier(offers.length)}</summary>
      <ul className="plain">
        {offers.map((offer) => (
          <li key={offer.id}>
            {shortTime(endOf(offer))} {word(offerStates, offer.state)}
            {offer.reason && <span className="quiet"> · {offer.reason}</span>}
            {offer.words && <span className="quiet"> · “{offer.words}”</span>}
            <br />
            <small className="quiet">{offer.items.map((item) => inWords(item.name, language)).join("、")}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

// Something in the buyer's history that a person should look at. It lowers goodwill, never what is owed (P-D8).
function Pattern({ preview }: { preview: OfferPreview }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const may = useMay();
  const failure = useFailure();
  const { view } = useThisCase();
  const judge = useJudgePattern();
  const [asking, setAsking] = useState<boolean | null>(null); // safe, or taking that back
  const { signals, marked_safe, said, said_by } = preview.pattern;
  if (signals.length === 0 && !marked_safe) return null;
  const buyer = view.buyer?.id;
  return (
    <div className={marked_safe ? "pattern safe" : "pattern"}>
      {marked_safe ? (
        <p>{w.patternSaid(said_by, said)}</p>
      ) : (
        <>
          <p>{w.pattern}</p>
          <ul>
            {signals.map((one) => (
              <li key={one.id}>{inWords(one.why, language)}</li>
            ))}
          </ul>
        </>
      )}
      {may("remedy_approve") && some(buyer) && (
        <Button size="small" type="link" onClick={() => setAsking(!marked_safe)}>
          {marked_safe ? w.patternBack : w.patternSafe}
        </Button>
      )}
      <ReasonDialog
        title={asking === null ? null : asking ? w.patternSafe : w.patternBack}
        hint={asking === false ? w.patternBackWhy : w.patternWhy}
        busy={judge.isPending}
        onCancel={() => setAsking(null)}
        onDone={(why) =>
          asking !== null &&
          some(buyer) &&
          judge.mutate(
            { buyer, safe: asking, why },
            { onSuccess: () => setAsking(null), onError: (error) => failure(error) },
          )
        }
      />
    </div>
  );
}
