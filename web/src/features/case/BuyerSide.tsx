// The left side: who the buyer is (masked), what was bought, where the parcel is.
import { CopyOutlined, EyeOutlined } from "@ant-design/icons";
import { App, Button, Tag, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";
import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api/client";
import { channels, orderStatuses, parcelStates, statuses } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { dateTime, shortTime } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { useFailure } from "@/lib/ui/useFailure";

import { useCase, type CaseView } from "./api";
import { useThisCase } from "./context";
import { Box, ReasonDialog } from "./parts";
import { words } from "./words";

export function BuyerSide() {
  const { view } = useThisCase();
  return (
    <>
      <Buyer view={view} />
      <Order view={view} />
      <Parcels view={view} />
    </>
  );
}

function Copy({ text }: { text: string }) {
  const w = useWords(words);
  const { message } = App.useApp();
  // Without https the clipboard may be missing.
  if (!text || !navigator.clipboard) return null;
  return (
    <Tooltip title={w.copy}>
      <Button
        type="text"
        size="small"
        className="copy"
        icon={<CopyOutlined />}
        aria-label={`${w.copy} ${text}`}
        onClick={() => void navigator.clipboard.writeText(text).then(() => message.success(w.copied))}
      />
    </Tooltip>
  );
}

function Buyer({ view }: { view: CaseView }) {
  const w = useWords(words);
  const may = useMay();
  const failure = useFailure();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const buyer = view.buyer;
  const reveal = useMutation({
    mutationFn: (why: string) =>
      api("POST /api/v1/cases/{id}/buyer", { path: { id: view.id }, body: { why } }),
    onSuccess: () => {
      setAsking(false);
      message.info(w.revealed);
    },
    onError: (error) => failure(error),
  });
  if (!buyer) {
    return (
      <Box title={w.buyer}>
        <p className="quiet">{w.noBuyer}</p>
      </Box>
    );
  }
  const shown = reveal.data ?? buyer.contact;
  return (
    <Box
      title={w.buyer}
      extra={
        may("personal_read") &&
        !reveal.data && (
          <Button size="small" type="link" icon={<EyeOutlined />} onClick={() => setAsking(true)}>
            {w.reveal}
          </Button>
        )
      }
    >
      <dl className="facts">
        <dt>{w.name}</dt>
        <dd>{shown.name || buyer.label || "—"}</dd>
        <dt>{w.phone}</dt>
        <dd>
          {shown.phone || "—"}
          {reveal.data && <Copy text={shown.phone} />}
        </dd>
        <dt>{w.address}</dt>
        <dd>{shown.address || "—"}</dd>
        <dt>{w.buyerValue}</dt>
        <dd>
          {yuan(buyer.value)} <span className="quiet">{w.buyerOrders(buyer.orders)}</span>
        </dd>
      </dl>
      {buyer.other_cases.length > 0 && (
        <>
          <h3>{w.otherCases}</h3>
          <ul className="other-cases">
            {buyer.other_cases.slice(0, fewCases).map((id) => (
              <OtherCase key={id} id={id} />
            ))}
          </ul>
        </>
      )}
      <ReasonDialog
        title={asking ? w.revealWhy : null}
        hint={w.revealHint}
        busy={reveal.isPending}
        onCancel={() => setAsking(false)}
        onDone={(reason) => reveal.mutate(reason)}
      />
    </Box>
  );
}

const fewCases = 5;

function OtherCase({ id }: { id: string }) {
  const word = useWord();
  const { data } = useCase(id);
  if (!data) return null;
  return (
    <li>
      <Link to={`/cases/${id}`}>
        #{data.number} {data.subject}
      </Link>
      <small className="quiet">
        {word(statuses, data.status)} · {shortTime(data.opened)}
      </small>
    </li>
  );
}

function Order({ view }: { view: CaseView }) {
  const w = useWords(words);
  const word = useWord();
  const { language } = useLanguage();
  const order = view.order;
  return (
    <Box title={w.order}>
      {!order && <p className="quiet">{w.noOrder}</p>}
      {order && (
        <div className="order-head">
          <span className="mono">{order.number}</span>
          <Copy text={order.number} />
          <Tag bordered={false}>{word(channels, order.channel)}</Tag>
          <Tag bordered={false}>{(language === "zh" && order.status_text) || word(orderStatuses, order.status)}</Tag>
        </div>
      )}
      <ul className="lines">
        {view.lines.map((line) => (
          <li key={line.line}>
            <span className="line-title">
              {line.title}
              <small className="quiet">{line.attributes || line.code}</small>
            </span>
            <span className="line-money">
              <strong>{yuan(line.paid)}</strong>
              <small className="quiet">
                {w.share} ×{line.quantity}
              </small>
              {line.refunded > 0 && (
                <small className="line-refunded">
                  {w.refunded} {yuan(line.refunded)}
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
      {order && (
        <dl className="facts">
          <dt>{w.paid}</dt>
          <dd>
            {yuan(order.paid)}
            {order.postage > 0 && (
              <span className="quiet">
                {" "}
                {w.postage} {yuan(order.postage)}
              </span>
            )}
          </dd>
          {order.placed_at && (
            <>
              <dt>{w.placed}</dt>
              <dd>{dateTime(order.placed_at)}</dd>
            </>
          )}
          {order.buyer_message && (
            <>
              <dt>{w.buyerNote}</dt>
              <dd>{order.buyer_message}</dd>
            </>
          )}
          {order.seller_note && (
            <>
              <dt>{w.sellerNote}</dt>
              <dd>{order.seller_note}</dd>
            </>
          )}
        </dl>
      )}
    </Box>
  );
}

const fewTracks = 4;

function Parcels({ view }: { view: CaseView }) {
  const w = useWords(words);
  return (
    <Box title={w.parcels}>
      {view.parcels.length === 0 && <p className="quiet">{w.noParcel}</p>}
      {view.parcels.map((parcel) => (
        <Parcel key={parcel.id} parcel={parcel} />
      ))}
    </Box>
  );
}

function Parcel({ parcel }: { parcel: CaseView["parcels"][number] }) {
  const w = useWords(words);
  const [whole, setWhole] = useState(false);
  const word = useWord();
  const newestFirst = [...parcel.trace].reverse();
  const tracks = whole ? newestFirst : newestFirst.slice(0, fewTracks);
  return (
    <div className="parcel">
      <div className="order-head">
        <span>{parcel.carrier}</span>
        <span className="mono">{parcel.tracking_number}</span>
        <Copy text={parcel.tracking_number} />
        <Tag bordered={false}>{word(parcelStates, parcel.state)}</Tag>
      </div>
      <ol className="tracks">
        {tracks.map((track) => (
          <li key={`${track.at}${track.text}`}>
            <time dateTime={new Date(track.at).toISOString()}>{shortTime(track.at)}</time>
            <span>{track.text || word(parcelStates, track.state)}</span>
          </li>
        ))}
      </ol>
      {parcel.trace.length > fewTracks && (
        <Button type="link" size="small" onClick={() => setWhole(!whole)}>
          {whole ? w.less : w.tracks(parcel.trace.length)}
        </Button>
      )}
    </div>
  );
}
