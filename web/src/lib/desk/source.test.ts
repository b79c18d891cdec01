import { expect, test } from "vitest";

import { sourceText } from "./source";

test("a source is read without marks of the rule files, and in Chinese where it is about the desk", () => {
  const zh = (source: string) => sourceText(source, "zh");
  expect(zh("淘宝平台争议处理规则 (ruleId 99); facts C3")).toBe("淘宝平台争议处理规则 (ruleId 99)");
  expect(zh("网络购买商品七日无理由退货暂行办法 art. 8, 9(3); facts C1")).toBe("网络购买商品七日无理由退货暂行办法 第 8、9(3) 条");
  expect(zh("网络购买商品七日无理由退货暂行办法 art. 8; facts C3 art. 89")).toBe("网络购买商品七日无理由退货暂行办法 第 8 条");
  expect(zh("淘宝网评价规范 art. 8, facts C6")).toBe("淘宝网评价规范 第 8 条");
  expect(zh("facts C4: baobaocun.com/118965")).toBe("baobaocun.com/118965");
  expect(zh("facts C5: ndbrw, bbbaike; date not stated by the source; taken as 2025-01-01")).toBe("ndbrw, bbbaike；来源没有写日期；按 2025-01-01 计");
  expect(zh("P-D8; starting value of the desk")).toBe("售后台的起点值");
  expect(zh("P-B3, P-D4")).toBe("售后台的起点值");
  expect(zh("P-G5 (first kilogram; price of further kilograms is a starting value)")).toBe("首重；续重价是起点值");
  expect(sourceText("P-E1; starting value of the desk", "en")).toBe("starting value of the desk");
  expect(sourceText("facts C5: pc004.com", "en")).toBe("pc004.com");
});
