import { expect, test } from "vitest";

import { knownKinds, told, voiceOf } from "./told";

const zh = { language: "zh" as const, issueName: (id: string) => (id === "wrong_item" ? "发错货" : id) };
const en = { ...zh, language: "en" as const };

test.each([
  ["case.opened", { channel: "taobao", source: "refund_request" }, "受理 · 淘宝 · 退款申请"],
  ["case.assigned", { to: "7", to_name: "小李", reason: "会处理" }, "分给 小李：会处理"],
  ["case.assigned", { from: "7" }, "放回队列"],
  ["case.contacted", {}, "给买家发了消息"],
  ["case.contacted", { kind: "call", direction: "from_buyer" }, "买家来电"],
  [
    "case.facts_set",
    { issue: "wrong_item", phase: "delivered", fault: "seller", demand: "exchange", demand_amount: 1250 },
    "事实 · 发错货 · 已签收 · 责任方 卖家 · 换货 · ¥12.50",
  ],
  ["case.agreed", { agreement: { remedy: "exchange", refund: 0 } }, "双方同意 · 换货"],
  ["case.agreed", { agreement: { kind: "declined", reason: "超过期限" } }, "婉拒：超过期限"],
  ["case.refund_granted", { key: "R1", amount: 5000 }, "登记退款 ¥50.00 · R1"],
  ["case.return_moved", { key: "YT7788990011", state: "received" }, "退货 · YT7788990011 · 已收到"],
  ["case.return_moved", { key: "384576168600276997", state: "announced" }, "退货 · 买家将寄回"],
  ["case.step_moved", { from: "contact", to: "verify" }, "进入「核实」"],
  ["case.status_moved", { to: "closed", by_platform: true }, "状态 · 已关闭 · 平台"],
  ["case.evidence_removed", { evidence: "1", kind: "photo", reason: "传错了" }, "撤下凭证 · 照片：传错了"],
  ["case.evidence_added", { piece: { id: "1" }, also_in: ["9"] }, "凭证 · 照片 · ⚠ 其他售后单用过同一张图"],
  ["case.task_assigned", { task: "1", to: "7", to_name: "小李" }, "任务给 小李"],
  ["clock.warning", { clock: "answer_return", zh: "退货申请响应", en: "answer the return request" }, "快到时限 · 退货申请响应"],
  ["case.something_new", { a: 1 }, "case.something_new"],
])("%s %j", (kind, body, sentence) => expect(told(kind, body, zh)).toBe(sentence));

test("every kind can be told in both languages, also with nothing in it", () => {
  expect(knownKinds.length).toBeGreaterThan(30);
  for (const kind of knownKinds) {
    for (const body of [{}, null, undefined, "x", []]) {
      expect(told(kind, body, zh)).not.toMatch(/undefined|null|\[object/);
      expect(told(kind, body, en)).not.toMatch(/undefined|null|\[object/);
      expect(told(kind, body, zh)).not.toBe(kind);
    }
  }
});

test("whose words they are", () => {
  expect(voiceOf("case.opened", {})).toBe("buyer");
  expect(voiceOf("case.contacted", { direction: "from_buyer" })).toBe("buyer");
  expect(voiceOf("case.contacted", {})).toBe("shop");
  expect(voiceOf("case.note_added", {})).toBe("note");
});
