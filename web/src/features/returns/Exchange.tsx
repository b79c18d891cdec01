// What goes out instead, against stock.
import { Select, Tag } from "antd";

import { useWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { useFailure } from "@/lib/ui/useFailure";

import { useChooseExchange, useExchangeChoices, type ReturnView } from "./api";
import { words } from "./words";

export function Exchange({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const may = useMay();
  const failure = useFailure();
  const choices = useExchangeChoices(view.id, true);
  const choose = useChooseExchange(view.id);
  const states = { held: w.held, uncounted: w.uncounted, shipped: w.shipped, released: w.releasedHold };
  return (
    <section className="card return-part" aria-label={w.holds}>
      <h2>{w.holds}</h2>
      {view.lines.map(({ line }) => {
        const hold = view.holds.find((one) => one.place === line.place);
        const offered = (choices.data ?? []).filter((one) => one.place === line.place);
        return (
          <div key={line.place} className="dispose-line">
            <span>
              {line.title} ×{line.expected}
            </span>
            {hold && (
              <Tag bordered={false} color={hold.state === "shipped" ? "green" : "blue"}>
                {states[hold.state]}
              </Tag>
            )}
            <Select
              className="exchange-choice"
              aria-label={w.change}
              disabled={!may("parcel_write") || hold?.state === "shipped"}
              value={hold && hold.state !== "released" ? hold.sku : undefined}
              loading={choose.isPending}
              onChange={(sku) => choose.mutate({ place: line.place, sku }, { onError: (error) => failure(error) })}
              options={offered.map((one) => ({
                value: one.sku,
                label: `${one.attributes || one.code} · ${one.available == null ? w.notCounted : w.left(one.available)}`,
                disabled: one.available != null && one.available < line.expected && !one.chosen,
              }))}
            />
          </div>
        );
      })}
    </section>
  );
}
