// The normal first import of a small shop is the order list alone: nothing that is owed may be missing then, and
// the order detail that comes later judges the case anew. Real files through the real program.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";

import { engines, startDesk } from "../lib/desk.mjs";

const csv = (rows) => `\uFEFF${rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n")}\r\n`;
const two = (number) => String(number).padStart(2, "0");
const daysAgo = (days) => {
  const day = new Date(Date.now() - days * 86_400_000);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())} 10:20:00`;
};
const number = "3948572039485788";
const list = csv([
  ["订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额", "订单状态", "收货人姓名", "收货地址", "联系手机", "订单创建时间", "订单付款时间", "宝贝标题", "宝贝总数量", "物流单号", "物流公司", "发货时间", "签收时间"],
  [number, "买家8", "300.00", "10.00", "310.00", "买家已签收", "张三", "浙江省 杭州市 西湖区 文三路1号", "13812345678", daysAgo(6), daysAgo(6), "羊毛开衫 女，运动鞋", "3", "No:4312345678988", "韵达快递", daysAgo(5), daysAgo(2)],
]);
const detail = csv([
  ["子订单编号", "主订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "套餐信息", "订单状态", "商家编码", "买家实际支付金额"],
  [`${number}1`, number, "羊毛开衫 女", "199.00", "1", "KS-01-M", "颜色:灰;尺码:M", "", "买家已签收", "KS-01", "205.63"],
  [`${number}2`, number, "运动鞋", "50.50", "2", "XZ-02", "", "", "买家已签收", "XZ-02", "104.37"],
]);

for (const engine of engines) {
  describe(`an order list without the order detail on ${engine}`, () => {
    let desk;
    before(async () => {
      desk = await startDesk(engine);
    });
    after(() => desk?.stop());

    async function take(name, text) {
      const { id } = await desk.owner.must.post(`/api/v1/imports?name=${encodeURIComponent(name)}`, Buffer.from(text), {
        headers: { "Content-Type": "application/octet-stream" },
      });
      await desk.owner.must.post(`/api/v1/imports/${id}/start`, { kind: "auto" });
      for (let tries = 0; tries < 300; tries += 1) {
        const seen = await desk.owner.must.get(`/api/v1/imports/${id}`);
        if (seen.state !== "running" && seen.state !== "waiting") return assert.equal(seen.state, "finished");
        await sleep(50);
      }
      throw new Error(`${name} did not finish`);
    }

    test("states the rights of the order as a whole and asks for the rest", async () => {
      await take("订单列表.csv", list);
      const opened = await desk.owner.must.post("/api/v1/cases", {
        order_number: number,
        channel: "taobao",
        issue: "quality_defect",
        fault: "seller",
        words: "开线了",
      });
      const path = `/api/v1/cases/${opened.id}/rights`;
      const whole = await desk.owner.must.get(path);
      assert.equal(whole.whole_order, true);
      const back = whole.owed.find((one) => one.remedy === "return_refund");
      assert.equal(back.most, 310_00);
      assert.equal(back.least, 0);
      assert.deepEqual(
        whole.questions.slice(0, 3).map((one) => [one.question, one.needed]),
        [["goods_category", true], ["goods_pieces", true], ["goods_paid", true]],
      );
      assert.match(whole.questions[0].ask, /订单明细\/宝贝报表/);

      await take("宝贝报表.csv", detail);
      const judged = await desk.owner.must.get(path);
      assert.equal(judged.whole_order, false);
      const anew = judged.owed.find((one) => one.remedy === "return_refund");
      assert.equal(anew.settlement.lines.length, 2);
      assert.equal(anew.most, 310_00);
      assert.equal(judged.questions.some((one) => one.question.startsWith("goods_")), false);
    });
  });
}
