// What happened to the returns of a case, as sentences: the events of src/domain/returns.cpp.
type Body = Record<string, unknown>;
type Tell = (body: Body, tools: { zh: boolean }) => string;

const because = (body: Body, zh: boolean) =>
  typeof body["reason"] === "string" && body["reason"] ? (zh ? `：${body["reason"]}` : `: ${body["reason"]}`) : "";
const label = (body: Body, zh: boolean) => `${zh ? "退货单" : "return"} R${String(body["number"] ?? "")}`;
const plain =
  (chinese: string, english: string, withReason = false): Tell =>
  (body, { zh }) =>
    `${label(body, zh)} · ${zh ? chinese : english}${withReason ? because(body, zh) : ""}`;
const stray =
  (chinese: string, english: string): Tell =>
  (body, { zh }) =>
    `${zh ? "无主包裹" : "unclaimed parcel"} #${String(body["number"] ?? "")} · ${zh ? chinese : english}`;

export const returnTells: Record<string, Tell> = {
  "return.announced": plain("已开，等买家寄回", "opened, the buyer sends it back"),
  "return.authorised": plain("已给退货地址和须知", "address and terms given"),
  "return.sent": plain("买家已寄出", "the buyer sent it"),
  "return.scanned": plain("快递有新轨迹", "scanned by the carrier"),
  "return.delivered": plain("快递显示已签收，待收货登记", "signed for at our address, not yet received"),
  "return.turned_back": plain("快递被拒收或退回", "turned back by the carrier"),
  "return.not_here": plain("签收了但没到仓", "signed for, but not here", true),
  "return.receipt_undone": plain("撤销收货", "receipt undone", true),
  "return.decision_undone": plain("撤销验收", "decision undone", true),
  "return.received": (body, { zh }) =>
    `${label(body, zh)} · ${zh ? "收到" : "received"} ${String(body["received"] ?? 0)}${zh ? " 件" : ""}`,
  "return.inspected": plain("验收中", "being inspected"),
  "return.to_lead": plain("交主管定", "put before a lead", true),
  "return.accepted": plain("验收通过", "accepted"),
  "return.part_accepted": plain("部分通过", "partly accepted", true),
  "return.rejected": plain("拒收", "rejected", true),
  "return.disposed": plain("已处置", "disposed of"),
  "return.goods_back": plain("已放款", "money released"),
  "return.lost": plain("包裹丢失", "the parcel is lost", true),
  "return.found": plain("包裹找到了", "the parcel was found", true),
  "return.given_up": plain("作罢", "given up", true),
  "return.reminded": plain("到点提醒", "somebody was asked to look"),
  "return.exchange_chosen": plain("换发规格已改", "another size or colour chosen"),
  "return.stray_registered": stray("已登记", "registered"),
  "return.stray_matched": stray("已认领", "claimed"),
  "return.stray_closed": stray("已处理", "settled"),
};
