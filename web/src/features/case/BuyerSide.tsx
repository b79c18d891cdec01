// The left side: who the buyer is (masked), what was bought, where the parcel is.
import { CopyOutlined, EyeOutlined } from "@ant-design/icons";
import { App, Button, Tag, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";
import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api/client";
import { channels, statuses } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { dateTime, shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { useFailure } from "@/lib/ui/useFailure";

import type { CaseView } from "./api";
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
  const word = useWord();
  const may = useMay();
  const failure = useFailure();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const buyer = view.buyer;
  const reveal = useMutation({
    mutationFn: (reason: string) =>
      api("POST /api/v1/buyers/{id}/reveal", { path: { id: buyer?.id ?? "" }, body: { case: view.id, reason } }),
    onSuccess: () => {
      setAsking(false);
      message.info(w.revealed);
    },
    onError: (error) => failure(error),
  });
  if (!buyer) {
    return (
      <Box title={w.buyer}>
        <p className="quiet">{view.subject ? w.noBuyer : w.noBuyer}</p>
      </Box>
    );
  }
  const shown = reveal.data ?? buyer;
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
            {buyer.other_cases.map((one) => (
              <li key={one.id}>
                <Link to={`/cases/${one.id}`}>
                  #{one.number} {one.subject}
                </Link>
                <small className="quiet">
                  {word(statuses, one.status)} · {shortTime(one.opened)}
                </small>
              </li>
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

function Order({ view }: { view: CaseView }) {
  const w = useWords(words);
  const word = useWord();
  const order = view.order;
  return (
    <Box title={w.order}>
      {!order && <p className="quiet">{w.noOrder}</p>}
      {order && (
        <div className="order-head">
          <span className="mono">{order.number}</span>
          <Copy text={order.number} />
          <Tag bordered={false}>{word(channels, order.channel)}</Tag>
          {order.status && <Tag bordered={false}>{order.status}</Tag>}
        </div>
      )}
      <ul className="lines">
        {view.lines.map((line) => (
          <li key={line.line}>
            <span className="line-title">
              {line.title}
              <small className="quiet">{line.sku}</small>
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
          {order.placed && (
            <>
              <dt>{w.placed}</dt>
              <dd>{dateTime(order.placed)}</dd>
            </>
          )}
          {order.buyer_note && (
            <>
              <dt>{w.buyerNote}</dt>
              <dd>{order.buyer_note}</dd>
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
  const tracks = whole ? parcel.tracks : parcel.tracks.slice(0, fewTracks);
  return (
    <div className="parcel">
      <div className="order-head">
        <span>{parcel.carrier}</span>
        <span className="mono">{parcel.tracking_number}</span>
        <Copy text={parcel.tracking_number} />
        {parcel.state && <Tag bordered={false}>{parcel.state}</Tag>}
      </div>
      <ol className="tracks">
        {tracks.map((track) => (
          <li key={`${track.at}${track.text}`}>
            <time dateTime={new Date(track.at).toISOString()}>{shortTime(track.at)}</time>
            <span>
              {track.place && <b>{track.place} </b>}
              {track.text}
            </span>
          </li>
        ))}
      </ol>
      {parcel.tracks.length > fewTracks && (
        <Button type="link" size="small" onClick={() => setWhole(!whole)}>
          {whole ? w.less : w.tracks(parcel.tracks.length)}
        </Button>
      )}
    </div>
  );
}
