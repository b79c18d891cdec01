// A buyer answers on the page of their own: an order comes in by import, a case is led to the menu, and the
// link is opened on a phone by somebody who is not signed in.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { assertFits, assertNoProblems, openBrowser, openPage, phone, picture } from "../lib/browser.mjs";
import { startDesk } from "../lib/desk.mjs";

const two = (number) => String(number).padStart(2, "0");
const at = (daysAgo, hour) => {
  const day = new Date(Date.now() - daysAgo * 86_400_000);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())} ${two(hour)}:20:00`;
};
const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n") + "\r\n";
const orders = csv([
  ["订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额", "订单状态", "收货人姓名", "收货地址 ", "联系手机", "订单创建时间", "订单付款时间 ", "宝贝标题 ", "物流单号 ", "物流公司"],
  ...["3948572039485701", "3948572039485702"].map((number) => [
    number, "小雨", "168.00", "10.00", "178.00", "交易成功", "张三", "浙江省 杭州市 西湖区 文三路1号", "'13812345678",
    at(6, 9), at(6, 10), "羊毛衫 女 秋冬", `No:4312${number}`, "韵达快递",
  ]),
]);

const goods = csv([
  ["订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "套餐信息", "订单状态"],
  ...["3948572039485701", "3948572039485702"].map((number) => [number, "羊毛衫 女 秋冬", "168.00", "1", "YMS-1", "颜色分类:米白", "", "交易成功"]),
]);

describe("the buyer's page", () => {
  let desk;
  let browser;
  before(async () => {
    desk = await startDesk("sqlite");
    browser = await openBrowser();
    await importFile("orders.csv", orders);
    await importFile("goods.csv", goods);
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  async function importFile(name, text) {
    const { id } = await desk.owner.must.post(`/api/v1/imports?name=${name}`, Buffer.from(text), {
      headers: { "Content-Type": "application/octet-stream" },
    });
    await desk.owner.must.post(`/api/v1/imports/${id}/start`, { kind: "auto" });
    for (let tries = 0; tries < 100; tries += 1) {
      const { state } = await desk.owner.must.get(`/api/v1/imports/${id}`);
      if (state === "finished") return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${name} did not finish`);
  }

  // A quality case at the step agree, its menu sent. The link.
  async function sendMenu(order) {
    const must = desk.owner.must;
    const { id } = await must.post("/api/v1/cases", {
      channel: "taobao", order_number: order, issue: "quality_defect", phase: "delivered", fault: "seller", words: "袖口脱线了",
    });
    const path = `/api/v1/cases/${id}`;
    await must.post(`${path}/take`, {});
    await must.post(`${path}/step`, { to: "verify" });
    const { evidence_needed } = await must.get(path);
    for (const need of evidence_needed.filter((one) => !one.met)) {
      await must.post(`${path}/waivers`, { rule: need.id, reason: "电话里已说明" });
    }
    await must.post(`${path}/step`, { to: "soothe" });
    await must.post(`${path}/talk`, { leave_out: "平台单" });
    await must.post(`${path}/step`, { to: "agree" });
    const offer = await must.post(`${path}/offers`, {});
    await must.post(`/api/v1/offers/${offer.id}/items`, { lighter: [{ kind: "partial_refund_keep", money: 2000 }] });
    const sent = await must.post(`/api/v1/offers/${offer.id}/send`, {});
    assert.equal(sent.sent, true);
    return { id, offer: offer.id, link: sent.link };
  }

  test("reads, chooses and confirms on a phone", async () => {
    const { id, offer, link } = await sendMenu("3948572039485701");
    const page = await openPage(browser, { viewport: phone });
    await page.goto(desk.url + link);
    await page.getByRole("heading", { name: "羊毛衫 女 秋冬" }).waitFor();
    const text = await page.locator("main").innerText();
    assert.match(text, /您应得的/);
    assert.match(text, /依据/);
    assert.match(text, /有效期至/);
    for (const secret of ["13812345678", "文三路", "张三", "成本"]) assert.ok(!text.includes(secret), secret);
    await assertFits(page);
    await picture(page, "buyer-offer");
    await page.getByText("商品您留着，我们退您").click();
    await page.getByRole("button", { name: "确认这一项" }).click();
    await page.getByRole("button", { name: "确认 Yes" }).click();
    await page.getByText("已收到您的选择").waitFor();
    await picture(page, "buyer-offer-chosen");
    const answered = await desk.owner.must.get(`/api/v1/offers/${offer}`);
    assert.equal(answered.state, "chosen");
    assert.equal(answered.by_link, true);
    const { items } = await desk.owner.must.get(`/api/v1/cases/${id}/grants`);
    assert.deepEqual(items.map((grant) => grant.remedy.money), [2000]);
    // Opened again it says so, and offers nothing more.
    await page.reload();
    await page.locator(".mark", { hasText: "您的选择" }).waitFor();
    assert.equal(await page.getByRole("button").count(), 0);
    assertNoProblems(page);
  });

  test("says no with words of one's own", async () => {
    const { offer, link } = await sendMenu("3948572039485702");
    const page = await openPage(browser, { viewport: phone });
    await page.goto(desk.url + link);
    await page.getByRole("button", { name: "都不合适" }).click();
    await page.getByLabel("请告诉我们您的想法").fill("想换一件新的");
    await page.getByRole("button", { name: "发送" }).click();
    await page.getByText("客服会尽快联系您").waitFor();
    const refused = await desk.owner.must.get(`/api/v1/offers/${offer}`);
    assert.equal(refused.state, "refused");
    assert.equal(refused.words, "想换一件新的");
    assertNoProblems(page);
  });

  test("a wrong link says so", async () => {
    const page = await openPage(browser, { viewport: phone });
    await page.goto(`${desk.url}/o/nosuchlink`);
    await page.getByText("链接无效").waitFor();
  });
});
