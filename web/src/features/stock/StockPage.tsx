// 库存: what lies in the warehouse and what of it is put aside for exchanges (P-D10). Search, count, look at the moves.
import { App, Button, Drawer, Input, InputNumber, Modal, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, useSearchParams } from "react-router-dom";

import { useWord } from "@/lib/desk/useWord";
import { dateTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useShortcuts } from "@/lib/keys/useShortcuts";
import { useMay } from "@/lib/session";
import { Async, Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { useCount, useMoves, useStock, type StockItem } from "./api";
import "./stock.css";
import { kinds, words } from "./words";

const nameOf = (item: StockItem) => [item.title, item.attributes].filter(Boolean).join(" ") || item.code;

export function StockPage() {
  const w = useWords(words);
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const stock = useStock(q);
  const [counting, setCounting] = useState<StockItem | null>(null);
  const [looking, setLooking] = useState<StockItem | null>(null);
  return (
    <Page title={w.title}>
      <Find q={q} onFind={(text) => setSearch(text ? { q: text } : {}, { replace: true })} />
      <p className="quiet">{w.hint}</p>
      <Async
        query={stock}
        empty={(data) => data.pages[0]?.items.length === 0}
        emptyText={q ? w.noMatch(q) : w.empty}
        emptyAction={
          !q && (
            <>
              <p className="quiet">{w.emptyHint}</p>
              {may("import_run") && <Link to="/imports">{w.toImports}</Link>}
            </>
          )
        }
      >
        {(data) => (
          <>
            <ul className="stock-list">
              {data.pages
                .flatMap((page) => page.items)
                .map((item) => (
                  <Row key={item.sku} item={item} works={may("parcel_write")} onCount={setCounting} onLook={setLooking} />
                ))}
            </ul>
            {stock.hasNextPage && (
              <Button className="page-more" loading={stock.isFetchingNextPage} onClick={() => void stock.fetchNextPage()}>
                {w.more}
              </Button>
            )}
          </>
        )}
      </Async>
      {counting && <Count key={counting.sku} item={counting} onClose={() => setCounting(null)} />}
      <Moves item={looking} onClose={() => setLooking(null)} />
    </Page>
  );
}

function Find({ q, onFind }: { q: string; onFind: (text: string) => void }) {
  const w = useWords(words);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  useShortcuts([{ keys: "/", label: w.search, run: () => field.current?.focus({ cursor: "all" }) }]);
  return (
    <Input.Search
      ref={field}
      className="stock-search"
      defaultValue={q}
      allowClear
      maxLength={100}
      placeholder={w.search}
      aria-label={w.search}
      onSearch={(text) => onFind(text.trim())}
    />
  );
}

interface RowProps {
  item: StockItem;
  works: boolean;
  onCount: (item: StockItem) => void;
  onLook: (item: StockItem) => void;
}

function Row({ item, works, onCount, onLook }: RowProps) {
  const w = useWords(words);
  const number = (name: string, value: number, short = false) => (
    <span className="stock-number">
      <small className="quiet">{name}</small>
      {item.counted ? <span className={short ? "stock-short" : ""}>{value}</span> : <span className="quiet">—</span>}
    </span>
  );
  return (
    <li className="stock-row">
      <button type="button" className="stock-what" onClick={() => onLook(item)}>
        <b>{nameOf(item)}</b>
        <small className="quiet">
          {item.code}
          {!item.counted && ` · ${w.uncounted}`}
        </small>
      </button>
      {number(w.onHand, item.on_hand)}
      {number(w.reserved, item.reserved)}
      {number(w.available, item.available, item.available === 0)}
      {works ? (
        <Button onClick={() => onCount(item)} aria-label={w.countTitle(nameOf(item))}>
          {w.count}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}

function Count({ item, onClose }: { item: StockItem; onClose: () => void }) {
  const w = useWords(words);
  const failure = useFailure();
  const { message } = App.useApp();
  const count = useCount();
  const [pieces, setPieces] = useState<number | null>(item.counted ? item.on_hand : null);
  const [why, setWhy] = useState("");
  const ready = pieces !== null && why.trim() !== "";
  const save = () => {
    if (pieces === null || !ready) return;
    count.mutate(
      { sku: item.sku, on_hand: pieces, why: why.trim() },
      {
        onSuccess: () => {
          message.success(w.saved);
          onClose();
        },
        onError: (error) => failure(error),
      },
    );
  };
  return (
    <Modal
      open
      title={w.countTitle(nameOf(item))}
      okText={w.ok}
      cancelText={w.cancel}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={count.isPending}
      onCancel={onClose}
      onOk={save}
      width={400}
    >
      <p>
        <InputNumber
          autoFocus
          min={0}
          max={10_000_000}
          precision={0}
          value={pieces}
          aria-label={w.counted}
          addonBefore={w.counted}
          onChange={setPieces}
          onPressEnter={save}
        />
      </p>
      <Input
        value={why}
        maxLength={200}
        aria-label={w.why}
        placeholder={`${w.whyNeeded}${w.colon}${w.whyHint}`}
        onChange={(event) => setWhy(event.target.value)}
        onPressEnter={save}
      />
    </Modal>
  );
}

function Moves({ item, onClose }: { item: StockItem | null; onClose: () => void }) {
  const w = useWords(words);
  const word = useWord();
  const moves = useMoves(item?.sku ?? null);
  return (
    <Drawer open={item !== null} title={item ? `${w.moves} · ${nameOf(item)}` : ""} onClose={onClose} width={420}>
      {item && (
        <Async query={moves} empty={(data) => data.moves.length === 0}>
          {(data) => (
            <ul className="stock-moves">
              {data.moves.map((move, index) => (
                <li key={`${move.at}${index}`}>
                  <span className="quiet">{dateTime(move.at)}</span>
                  <b>{word(kinds, move.kind)}</b>
                  <span>{w.by(move.on_hand_by, move.reserved_by)}</span>
                  <span className="quiet">
                    {move.actor} {move.why}
                  </span>
                  {some(move.for_return) && <Link to={`/returns/${move.for_return}`}>{w.toReturn}</Link>}
                </li>
              ))}
            </ul>
          )}
        </Async>
      )}
    </Drawer>
  );
}
