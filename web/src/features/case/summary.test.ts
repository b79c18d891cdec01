import { expect, test } from "vitest";

import { draftedSummary } from "./summary";

const blank: Parameters<typeof draftedSummary>[0] = {
  subject: "羊毛衫 灰 M",
  issue_name: "发错货",
  phase: "delivered",
  fault: "seller",
  demand: "exchange",
  demand_amount: 0,
  agreement: null,
  refunds: [],
  returns: [],
  tasks: [],
  opened: 0,
  changed: 7_500_000,
};

test("says what is known and nothing else", () => {
  expect(draftedSummary(blank, "zh")).toBe("羊毛衫 灰 M：发错货（已签收）；买家要求换货；责任方为卖家；用时 2小时 5分。");
  expect(draftedSummary({ ...blank, phase: null, fault: "unknown", demand: "none", issue_name: "" }, "zh")).toBe(
    "羊毛衫 灰 M：问题待定；用时 2小时 5分。",
  );
});

test("tells the outcome: only money that was paid counts", () => {
  const text = draftedSummary(
    {
      ...blank,
      agreement: { kind: "chosen", remedy: "return_refund", refund: 16800, goods_come_back: true, reason: "", at: 1 },
      refunds: [
        { key: "a", amount: 16800, granted: 1, paid: 2, on_top: false },
        { key: "b", amount: 500, granted: 1, paid: null, on_top: false },
      ],
      returns: [{ key: "SF1", state: "accepted", at: 1 }],
    },
    "zh",
  );
  expect(text).toContain("商定退货退款 ¥168.00；已退款 ¥168.00；退货已验收");
  expect(draftedSummary({ ...blank, agreement: { kind: "declined", remedy: null, refund: 0, goods_come_back: false, reason: "已使用", at: 1 } }, "zh")).toContain("已婉拒（已使用）");
});
