// The items of a menu: a sentence for the buyer, why, what it costs line by line, how likely it is taken; with
// what can be done about each while the menu is being made, or while the buyer has it.
import { CloseOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Checkbox, DatePicker, Dropdown, Form, Input, Modal, Popconfirm, Tag, Tooltip } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";

import { newKey } from "@/lib/api/client";
import { useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { dateTime } from "@/lib/format/time";
import { useLanguage, useWords } from "@/lib/i18n";
import { acceptance, given, inWords, percent } from "@/lib/settle/settle";
import type { Cost, LighterWay, OfferItemView, OfferView, OtherWayView } from "@/lib/settle/types";
import { costItems } from "@/lib/settle/words";
import { useFailure } from "@/lib/ui/useFailure";

import { useThisCase } from "../context";
import { MoneyInput, moneyRule, ReasonDialog } from "../parts";
import { useChoose, useEditOffer, useGrant, usePropose, useSizes } from "./api";
import { amountField, freightBeside, lighterWays, splitOthers, wayOf, without, withWay, type Menu } from "./menu";
import { BasisList } from "./Rights";
import { Sizes } from "./Sizes";
import { words } from "./words";

interface ItemsProps {
  menu: Menu;
  editing?: OfferView | undefined; // not sent yet: lighter ways can be changed
  choosing?: OfferView | undefined; // with the buyer: the choice can be recorded
}

export function Items({ menu, editing, choosing }: ItemsProps) {
  const w = useWords(words);
  const list = (items: OfferItemView[]) =>
    items.map((item) => <Item key={item.remedy.kind + item.number} item={item} editing={editing} choosing={choosing} />);
  return (
    <div className="menu">
      {list(menu.owed)}
      {menu.lighter.length > 0 && menu.owed.length > 0 && <h4>{w.lighter}</h4>}
      {list(menu.lighter)}
      {menu.onTop.length > 0 && <h4>{w.onTop}</h4>}
      {list(menu.onTop)}
    </div>
  );
}

interface ItemProps {
  item: OfferItemView;
  editing: OfferView | undefined;
  choosing: OfferView | undefined;
}

function Item({ item, editing, choosing }: ItemProps) {
  const w = useWords(words);
  const { language } = useLanguage();
  const name = inWords(item.name, language);
  return (
    <article className={`offer-item${item.entitled ? " owed" : ""}${item.chosen ? " chosen" : ""}`} aria-label={name}>
      <header>
        {item.number > 0 && <span className="item-number">{item.number}</span>}
        <strong>{name}</strong>
        {given(item.remedy) > 0 && <span className="amount">{yuan(given(item.remedy))}</span>}
        {item.entitled && (
          <Tag bordered={false} color="cyan">
            {w.entitled}
          </Tag>
        )}
        {item.chosen && (
          <Tag bordered={false} color="green">
            {w.chosen}
          </Tag>
        )}
        {editing && !item.entitled && <EditWay offer={editing} item={item} />}
      </header>
      <p className="to-buyer">{inWords(item.sentence, language)}</p>
      {!item.entitled && <p className="quiet small">{inWords(item.why, language)}</p>}
      {item.basis.length > 0 && <BasisList basis={item.basis.map((one) => ({ ...one, name: inWords(one.name, language) }))} />}
      {item.until != null && (
        <p className="quiet small">
          {w.until} {dateTime(item.until)}
        </p>
      )}
      <div className="item-foot">
        {!item.entitled && (
          <span className="accept">
            <i style={{ width: percent(item.accept) }} aria-hidden />
            {acceptance(item.accept, language)} <span className="quiet">{percent(item.accept)}</span>
          </span>
        )}
        <CostFold cost={item.cost} expected={item.entitled ? null : item.expected} />
      </div>
      {item.authority !== "granted" && <Beyond item={item} />}
      {choosing && item.number > 0 && <ChooseThis offer={choosing} item={item} />}
    </article>
  );
}

export function CostFold({ cost, expected }: { cost: Cost; expected: number | null }) {
  const w = useWords(words);
  const word = useWord();
  const { language } = useLanguage();
  if (cost.lines.length === 0) return <span className="quiet small">{w.noCost}</span>;
  return (
    <details className="fold cost">
      <summary>
        {w.cost} <b>{yuan(cost.total)}</b>
      </summary>
      <table className="sums">
        <tbody>
          {cost.lines.map((line, index) => (
            <tr key={line.item + index}>
              <th scope="row">
                {word(costItems, line.item)} {inWords(line.note, language) !== word(costItems, line.item) && (
                  <small className="quiet">{inWords(line.note, language)}</small>
                )}
              </th>
              <td>{yuan(line.amount)}</td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{w.total}</th>
            <td>{yuan(cost.total)}</td>
          </tr>
          {expected != null && (
            <tr>
              <th scope="row">{w.expected}</th>
              <td>{yuan(expected)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </details>
  );
}

// One person may not promise it alone: a second one is asked, and grants it.
function Beyond({ item }: { item: OfferItemView }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const failure = useFailure();
  const { message } = App.useApp();
  const { view } = useThisCase();
  const grant = useGrant(view.id);
  const [asking, setAsking] = useState(false);
  const [key] = useState(newKey);
  return (
    <div className="beyond">
      <span>{inWords(item.authority_why, language) || w.beyond}</span>
      {item.authority === "needs_approval" && (
        <Button size="small" type="link" onClick={() => setAsking(true)}>
          {w.beyondAsk}
        </Button>
      )}
      <ReasonDialog
        title={asking ? w.beyondAsk : null}
        hint={w.beyondWhy}
        busy={grant.isPending}
        onCancel={() => setAsking(false)}
        onDone={(reason) =>
          grant.mutate(
            { remedy: item.remedy, reason, key },
            {
              onSuccess: () => {
                setAsking(false);
                message.success(w.beyondSent);
              },
              onError: (error) => failure(error),
            },
          )
        }
      />
    </div>
  );
}

function ChooseThis({ offer, item }: { offer: OfferView; item: OfferItemView }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const failure = useFailure();
  const { message } = App.useApp();
  const choose = useChoose();
  const beside = freightBeside(offer.items, item.remedy.kind);
  const [withFreight, setWithFreight] = useState(true);
  const { view } = useThisCase();
  const exchange = item.remedy.kind === "exchange";
  const sizes = useSizes(view.id, exchange);
  const [wanted, setWanted] = useState<Record<number, string>>({});
  const record = () =>
    choose.mutate(
      {
        offer: offer.id,
        items: beside !== null && withFreight ? [item.number, beside] : [item.number],
        wanted: Object.entries(wanted).map(([place, sku]) => ({ place: Number(place), sku })),
      },
      {
        onSuccess: (answer) => {
          if (!answer.chosen) message.warning(w.replaced(inWords(answer.why, language)), 10);
          else if (answer.grants.some((grant) => grant.state === "proposed")) message.info(w.waitsApproval, 6);
          else message.success(w.carried);
        },
        onError: (error) => failure(error),
      },
    );
  return (
    <div className="deed-acts">
      {exchange && sizes.data && <Sizes choices={sizes.data.items} pieces={item.remedy.pieces} wanted={wanted} onChange={setWanted} />}
      <Popconfirm
        title={w.choseSure(inWords(item.name, language))}
        description={
          beside !== null && (
            <Checkbox checked={withFreight} onChange={(event) => setWithFreight(event.target.checked)}>
              {w.withFreight}
            </Checkbox>
          )
        }
        okText={w.ok}
        cancelText={w.cancel}
        onConfirm={record}
      >
        <Button size="small" type="primary" ghost loading={choose.isPending}>
          {w.chose}
        </Button>
      </Popconfirm>
    </div>
  );
}

// ---- changing the lighter ways ----

function EditWay({ offer, item }: { offer: OfferView; item: OfferItemView }) {
  const w = useWords(words);
  const failure = useFailure();
  const edit = useEditOffer();
  const [open, setOpen] = useState(false);
  const kind = item.remedy.kind;
  const ways = lighterWays(offer);
  return (
    <span className="item-acts">
      {(amountField(kind) !== null || kind === "wait_until") && (
        <Tooltip title={w.edit}>
          <Button size="small" type="text" icon={<EditOutlined />} aria-label={w.edit} onClick={() => setOpen(true)} />
        </Tooltip>
      )}
      <Tooltip title={w.remove}>
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={w.remove}
          loading={edit.isPending && !open}
          onClick={() => edit.mutate({ offer, lighter: without(ways, kind) }, { onError: (error) => failure(error) })}
        />
      </Tooltip>
      <WayDialog
        way={open ? wayOf(item.remedy) : null}
        title={w.edit}
        busy={edit.isPending}
        onClose={() => setOpen(false)}
        onSave={(way) =>
          edit.mutate(
            { offer, lighter: withWay(ways, way) },
            { onSuccess: () => setOpen(false), onError: (error) => failure(error) },
          )
        }
      />
    </span>
  );
}

const mostLighter = 3;

export function AddWay({ offer, others }: { offer: OfferView; others: OtherWayView[] }) {
  const w = useWords(words);
  const failure = useFailure();
  const edit = useEditOffer();
  const ways = lighterWays(offer);
  const { addable } = splitOthers(others, offer.items.map((item) => item.remedy.kind));
  return (
    <PickWay
      addable={addable}
      full={ways.length >= mostLighter}
      label={w.add}
      title={w.addTitle}
      busy={edit.isPending}
      onPick={(way, done) =>
        edit.mutate({ offer, lighter: withWay(ways, way) }, { onSuccess: done, onError: (error) => failure(error) })
      }
    />
  );
}

// A menu that a person begins, also where the policy has nothing lighter: what is owed stands first all the same.
export function BeginByHand({ others }: { others: OtherWayView[] }) {
  const w = useWords(words);
  const failure = useFailure();
  const { view } = useThisCase();
  const propose = usePropose(view.id);
  const { addable } = splitOthers(others, []);
  return (
    <PickWay
      addable={addable}
      full={false}
      label={w.begin}
      title={w.beginTitle}
      busy={propose.isPending}
      onPick={(way, done) => propose.mutate([way], { onSuccess: done, onError: (error) => failure(error) })}
    />
  );
}

interface PickProps {
  addable: OtherWayView[];
  full: boolean;
  label: string;
  title: string;
  busy: boolean;
  onPick: (way: LighterWay, done: () => void) => void;
}

function PickWay({ addable, full, label, title, busy, onPick }: PickProps) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [adding, setAdding] = useState<LighterWay | null>(null);
  if (addable.length === 0) return null;
  const close = () => setAdding(null);
  const pick = (kind: string) => {
    const way = addable.find((one) => one.remedy.kind === kind);
    if (!way) return;
    const made = wayOf(way.remedy);
    if (amountField(kind) !== null || kind === "wait_until") setAdding(made);
    else onPick(made, close);
  };
  return (
    <>
      <Dropdown
        trigger={["click"]}
        disabled={full}
        menu={{
          items: addable.map((way) => ({ key: way.remedy.kind, label: inWords(way.name, language) })),
          onClick: ({ key }) => pick(key),
        }}
      >
        <Button size="small" type="dashed" className="pick-way" icon={<PlusOutlined />} loading={busy} title={full ? w.most : undefined}>
          {label}
        </Button>
      </Dropdown>
      <WayDialog way={adding} title={title} busy={busy} onClose={close} onSave={(way) => onPick(way, close)} />
    </>
  );
}

interface DialogProps {
  way: LighterWay | null; // null: not shown
  title: string;
  busy: boolean;
  onClose: () => void;
  onSave: (way: LighterWay) => void;
}

interface WayFields {
  amount?: number | string | null;
  look_again?: Dayjs | null;
  detail?: string;
}

function WayDialog({ way, title, busy, onClose, onSave }: DialogProps) {
  const w = useWords(words);
  const [form] = Form.useForm<WayFields>();
  const field = way ? amountField(way.kind) : null;
  const save = ({ amount, look_again, detail }: WayFields) => {
    if (!way) return;
    const made: LighterWay = {
      kind: way.kind,
      ...(field ? { [field]: Number(amount ?? 0) } : {}),
      ...(look_again ? { look_again: look_again.valueOf() } : {}),
      ...(detail?.trim() ? { detail: detail.trim() } : {}),
    };
    onSave(made);
  };
  return (
    <Modal
      open={way !== null}
      title={title}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
      width={400}
    >
      {way && (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          preserve={false}
          initialValues={{
            amount: (field && way[field]) || null,
            look_again: way.look_again ? dayjs(way.look_again) : null,
            detail: way.detail ?? "",
          }}
          onFinish={save}
        >
          {field && (
            <Form.Item
              name="amount"
              label={{ money: w.value, credit: w.faceValue, gift_cost: w.giftCost }[field]}
              rules={[{ required: true, message: w.amountWrong }, moneyRule(w.amountWrong)]}
            >
              <MoneyInput />
            </Form.Item>
          )}
          {way.kind === "wait_until" && (
            <Form.Item name="look_again" label={w.lookAgain} rules={[{ required: true, message: w.lookAgain }]}>
              <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" minDate={dayjs()} style={{ width: "100%" }} />
            </Form.Item>
          )}
          {(way.kind === "coupon" || way.kind === "gift" || way.kind === "member_upgrade") && (
            <Form.Item name="detail" label={w.detail}>
              <Input maxLength={100} />
            </Form.Item>
          )}
        </Form>
      )}
    </Modal>
  );
}
