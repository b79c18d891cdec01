// What the pages of returns share: a return as a card, the way to the next parcel.
import { Button, Tag } from "antd";
import { Link, useNavigate } from "react-router-dom";

import { channels } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { dateTime, shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";

import type { ReturnItem } from "./api";
import { acceptances, receptions, words } from "./words";

// A return in a list; the whole card leads to it.
export function ReturnCard({ item, reasons = [], points }: { item: ReturnItem; reasons?: string[]; points?: number }) {
  const w = useWords(words);
  const word = useWord();
  const over = item.acceptance !== "pending";
  return (
    <Link className="return-card" to={`/returns/${item.id}`}>
      <span className="return-card-head">
        <b>{w.number(item.number)}</b>
        <Tag bordered={false} color={over ? (item.acceptance === "rejected" ? "red" : "green") : "blue"}>
          {over ? word(acceptances, item.acceptance) : word(receptions, item.reception)}
        </Tag>
        {item.exchange && (
          <Tag bordered={false} color="purple">
            {w.exchange}
          </Tag>
        )}
        {item.late && (
          <Tag bordered={false} color="red">
            {w.late}
          </Tag>
        )}
        {points !== undefined && <span className="return-points">{w.points(points)}</span>}
      </span>
      <span className="return-goods">{item.goods}</span>
      <span className="quiet return-facts">
        <span>
          {word(channels, item.channel)} {item.order_number}
        </span>
        {item.tracking_number && (
          <span>
            {item.carrier} {item.tracking_number}
          </span>
        )}
        <span>
          {w.received} {item.received}/{item.expected}
        </span>
        {item.reception === "announced" && item.ship_by != null ? (
          <span>
            {w.shipBy} {dateTime(item.ship_by)}
          </span>
        ) : (
          <span>{shortTime(item.since)}</span>
        )}
      </span>
      {reasons.length > 0 && <span className="return-reasons">{reasons.join(" · ")}</span>}
    </Link>
  );
}

// Back to the field, ready for the next parcel.
export function NextParcel() {
  const w = useWords(words);
  const navigate = useNavigate();
  return (
    <Button type="primary" onClick={() => navigate("/returns")}>
      {w.next}
    </Button>
  );
}
