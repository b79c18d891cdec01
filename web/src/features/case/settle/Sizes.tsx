// The size or colour that an exchange sends, chosen with the buyer's choice, against stock (P-D10).
import { Select } from "antd";

import { useWords } from "@/lib/i18n";
import type { ExchangeChoice } from "@/lib/settle/types";

import { sizesByPlace } from "./menu";
import { words } from "./words";

interface SizesProps {
  choices: ExchangeChoice[];
  pieces: number[]; // of the exchange, by place
  wanted: Record<number, string>;
  onChange: (wanted: Record<number, string>) => void;
}

export function Sizes({ choices, pieces, wanted, onChange }: SizesProps) {
  const w = useWords(words);
  return (
    <>
      {sizesByPlace(choices).map(([place, list]) => (
        <label key={place} className="size-choice">
          {w.wantedSize}
          <Select
            size="small"
            aria-label={w.wantedSize}
            popupMatchSelectWidth={false}
            value={wanted[place] ?? list.find((one) => one.same)?.sku}
            onChange={(sku) => onChange({ ...wanted, [place]: sku })}
            options={list.map((one) => ({
              value: one.sku,
              label: `${one.attributes || one.code} · ${one.available == null ? w.notCounted : w.piecesLeft(one.available)}`,
              disabled: one.available != null && one.available < (pieces[place] ?? 1),
            }))}
          />
        </label>
      ))}
    </>
  );
}
