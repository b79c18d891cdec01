import { expect, test } from "vitest";

import { complete, fieldName, guess, lackingIn, plain } from "./mapping";

const lines = {
  kind: "order_lines",
  name: "订单明细",
  one_of: ["item_id", "line_title"],
  fields: [
    { field: "order_number", needed: true, names: ["订单编号", "订单号", "order id"] },
    { field: "line_title", needed: false, names: ["标题", "商品名称"] },
    { field: "item_id", needed: false, names: ["商品id"] },
    { field: "price", needed: false, names: ["价格", "单价"] },
    { field: "line_paid", needed: false, names: ["买家实付金额", "实付金额"] },
  ],
};

test.each([
  ["订单编号 ", "订单编号"],
  ["实付金额（元）", "实付金额"],
  ["Order-ID", "orderid"],
  ["ＯＲＤＥＲ　ＩＤ", "orderid"],
  ["商品_ID", "商品id"],
])("%j reads like %j", (header, same) => expect(plain(header)).toBe(plain(same)));

test("known names are found in any order and spelling, unknown ones are left alone", () => {
  expect(guess(["备注", "单价(元)", "Order ID", "商品名称"], lines)).toEqual({
    1: "price",
    2: "order_number",
    3: "line_title",
  });
});

test("no field is given to two columns; the exact name wins over the near one", () => {
  expect(guess(["我的订单号", "订单号", "订单编号"], lines)).toEqual({ 1: "order_number" });
  expect(guess(["买家实付金额合计", "实付金额"], lines)).toEqual({ 1: "line_paid" });
});

test("what is missing is said", () => {
  expect(lackingIn({}, lines)).toEqual({ required: ["order_number"], oneOf: ["item_id", "line_title"], twice: [] });
  const two = lackingIn({ 0: "order_number", 1: "line_title", 2: "line_title" }, lines);
  expect(two).toEqual({ required: [], oneOf: [], twice: ["line_title"] });
  expect(complete(two)).toBe(false);
  expect(complete(lackingIn({ 0: "order_number", 4: "item_id", 5: "" }, lines))).toBe(true);
  expect(fieldName(lines, "price")).toBe("价格");
  expect(fieldName(lines, "unheard_of")).toBe("unheard_of");
});
