import { expect, test } from "vitest";

import { knownKinds, told } from "./told";

const zh = { language: "zh" as const, issueName: (id: string) => id };
const en = { ...zh, language: "en" as const };

// The bodies are what the desk records (src/app/offer_facts.cpp, deed_steps.cpp, change_return.cpp).
test.each([
  ["offer.chosen", { offer: "1", chosen: [2] }, "买家选定方案 2", "the buyer chose item 2"],
  ["offer.chosen", { offer: "1" }, "买家选定方案", "the buyer chose"],
  [
    "remedy.granted",
    { grant: "1", remedy: "partial_refund_keep", amount: 3000 },
    "授予 · 部分退款不退货 · ¥30.00",
    "granted · Part refund, keep the goods · ¥30.00",
  ],
  ["remedy.refused", { remedy: "coupon", reason: "太多" }, "审批未同意 · 优惠券：太多", "not approved · Coupon: 太多"],
  [
    "deed.done",
    { deed: "9", kind: "pay_refund", amount: 3000, reference: "RF-1" },
    "原路退款 · ¥30.00 · 办妥 · RF-1",
    "Refund · ¥30.00 · done · RF-1",
  ],
  [
    "deed.doubted",
    { kind: "pay_refund", amount: 100, reference: "A", other: "B" },
    "原路退款 · ¥1.00 · ⚠ 可能重复，请主管核对 · A / B",
    "Refund · ¥1.00 · ⚠ perhaps twice, a lead has to look · A / B",
  ],
  ["return.received", { number: 3, received: 2 }, "退货单 R3 · 收到 2 件", "return R3 · received 2"],
])("%s %j", (kind, body, chinese, english) => {
  expect(told(kind, body, zh)).toBe(chinese);
  expect(told(kind, body, en)).toBe(english);
});

test("offers, grants, deeds and returns are told also with nothing in them, and differ from one another", () => {
  const settling = knownKinds.filter((kind) => /^(offer|remedy|deed|return)\./.test(kind));
  expect(settling.length).toBe(8 + 5 + 12 + 25);
  const sentences = settling.map((kind) => told(kind, {}, zh));
  for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|null|\[object|\.|NaN/);
  expect(new Set(sentences).size).toBe(sentences.length);
});
