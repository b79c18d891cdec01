// The receiving dock as somebody in the warehouse works it: one field, the keyboard, a photo; a parcel nobody
// announced finds its return; addresses in the settings; at a desk and on a phone.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";

import { assertFits, assertNoProblems, openBrowser, openPage, phone, pictures, wide } from "../lib/browser.mjs";
import { owner, startDesk } from "../lib/desk.mjs";

const two = (number) => String(number).padStart(2, "0");
const at = (daysAgo, hour) => {
  const day = new Date(Date.now() - daysAgo * 86_400_000);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())} ${two(hour)}:20:00`;
};
const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n") + "\r\n";
const number = (index) => `39485720394857${two(index)}`;
const all = [1, 2, 3];

const orders = csv([
  ["订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额", "订单状态", "收货人姓名", "收货地址 ", "联系手机", "订单创建时间", "订单付款时间 ", "宝贝标题 ", "物流单号 ", "物流公司"],
  ...all.map((index) => [
    number(index), `买家${index}`, "336.00", "0.00", "336.00", "交易成功", "张三", "浙江省 杭州市 西湖区 文三路1号",
    `'1381234567${index}`, at(9, 9), at(9, 10), "羊毛衫 女 秋冬", `No:43123456789${two(index)}`, "韵达快递",
  ]),
]);
const lines = csv([
  ["订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "套餐信息", "备注", "订单状态", "商家编码"],
  ...all.map((index) => [number(index), "羊毛衫 女 秋冬", "168.00", "2", "YM-01", "颜色:灰;尺码:M", "", "", "交易成功", "YM-01"]),
]);

describe("the receiving dock", () => {
  let desk;
  let browser;
  let page;
  const cases = [];
  const returns = [];

  const give = async (name, text) => {
    const upload = await desk.owner.must.post(`/api/v1/imports?name=${name}`, Buffer.from(text), {
      headers: { "Content-Type": "application/octet-stream" },
    });
    await desk.owner.must.post(`/api/v1/imports/${upload.id}/start`, { kind: "auto" });
    for (let tries = 0; tries < 200; tries += 1) {
      const seen = await desk.owner.must.get(`/api/v1/imports/${upload.id}`);
      if (seen.state === "finished") return assert.equal(seen.refused, 0, JSON.stringify(seen));
      assert.ok(["waiting", "running"].includes(seen.state), seen.state);
      await sleep(50);
    }
    throw new Error(`${name} was not imported`);
  };

  before(async () => {
    desk = await startDesk("sqlite");
    await give("ExportOrderList.csv", orders);
    await give("ExportOrderDetailList.csv", lines);
    for (const index of all) {
      const opened = await desk.owner.must.post("/api/v1/cases", {
        channel: "taobao",
        order_number: number(index),
        issue: "no_reason_return",
        words: "不喜欢，想退",
      });
      cases.push(opened.id);
    }
    browser = await openBrowser();
    page = await openPage(browser);
    await page.goto(desk.url);
    await page.getByLabel("账号").fill(owner.login);
    await page.getByLabel("密码").fill(owner.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "队列" }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  const field = () => page.locator("#dock-scan");
  const scan = async (text) => {
    await field().fill(text);
    await page.keyboard.press("Enter");
  };

  test("a return address is entered and goes to new returns by itself", async () => {
    await page.goto(`${desk.url}/settings/addresses`);
    await page.getByRole("button", { name: "新增退货地址" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("名称").fill("杭州仓");
    await dialog.getByLabel("收件人").fill("李仓管");
    await dialog.getByLabel("电话").fill("13900001111");
    await dialog.getByLabel("地址", { exact: true }).fill("浙江省杭州市余杭区某路1号");
    await dialog.getByRole("button", { name: /保\s*存/ }).click();
    await page.getByText("李仓管").waitFor();
    await pictures(page, "return-addresses");
    await assertFits(page);
    for (const id of cases.slice(0, 2)) returns.push(await desk.owner.must.post("/api/v1/returns", { case_id: id }));
    assert.equal(returns[0].stage, "awaited");
  });

  test("scan, count, check, restock: the keyboard alone", async () => {
    await page.goto(`${desk.url}/returns`);
    await field().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "dock-scan", "the field is ready");
    await pictures(page, "returns-dock");
    await scan(number(1));
    await page.getByRole("heading", { name: /^R1 / }).waitFor();
    await page.getByText("李仓管").waitFor();
    await pictures(page, "return-announced");
    await assertFits(page);
    await page.getByRole("button", { name: "全部收到且完好" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("吊牌未拆").first().waitFor();
    await pictures(page, "return-inspection");
    const points = await page.locator("[data-point]").count();
    assert.ok(points > 3, `${points} points`);
    for (let i = 0; i < points; i += 1) {
      await page.keyboard.press("1");
      await sleep(50);
    }
    await page.keyboard.press("Enter");
    await page.getByText("验收完毕").waitFor();
    await page.getByRole("button", { name: /确\s*认/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("重新入库 ×2").waitFor();
    await pictures(page, "return-done");
    const stored = await desk.owner.must.get(`/api/v1/returns/${returns[0].id}`);
    assert.equal(stored.stage, "done");
    assert.equal(stored.acceptance, "accepted");
    await page.keyboard.press("Escape");
    assertNoProblems(page);
  });

  test("a parcel nobody announced is kept and finds its return", async () => {
    await page.goto(`${desk.url}/returns`);
    await scan("zt 88776655443");
    await page.getByText("没有找到").waitFor();
    await pictures(page, "dock-nothing");
    await page.getByRole("button", { name: "登记无主包裹" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("里面是什么").fill("灰色羊毛衫 秋冬 M");
    await dialog.getByLabel("手机号或尾号").fill("5672");
    await dialog.getByRole("button", { name: "登记无主包裹" }).click();
    await page.getByText("手机尾号相同").waitFor();
    await pictures(page, "unknown-parcels");
    await sleep(400); // the layout answers to the old width again
    await assertFits(page);
    await page.getByRole("button", { name: /认\s*领/ }).click();
    await page.getByRole("heading", { name: /^R2 / }).waitFor();
    await page.getByText("ZT88776655443").first().waitFor();
    assert.equal((await desk.owner.must.get(`/api/v1/returns/${returns[1].id}`)).reception, "in_transit");
  });

  test("an order without a return says so; a part is refused with its reason", async () => {
    await page.goto(`${desk.url}/returns`);
    await scan(number(3));
    await page.getByText("这个订单没有登记过退货").waitFor();
    await page.getByRole("button", { name: "按订单开退货单" }).click();
    await page.getByRole("heading", { name: /^R3 / }).waitFor();
    await page.getByLabel("羊毛衫 女 秋冬 破损").fill("0");
    await page.getByRole("button", { name: "全部收到且完好" }).click();
    await page.getByText("吊牌未拆").first().waitFor();
    await page.getByRole("button", { name: "全部符合" }).click();
    await page.locator("[data-point]", { hasText: "吊牌未拆" }).getByText("不符").click();
    assert.match(await page.getByLabel("拒收原因").inputValue(), /吊牌/);
    await pictures(page, "return-refusing");
    await page.getByRole("button", { name: "提交验收" }).click();
    await page.getByText("验收完毕：拒收").waitFor();
    const view = await desk.owner.must.get(`/api/v1/cases/${cases[2]}`);
    assert.ok(view.tasks.some((task) => task.title.includes("寄回给买家")), "the warehouse is told to send it back");
  });

  test("what the carrier says moves the return; a wrong receipt is taken back", async () => {
    const back = "ZT88776655443"; // the number that R2 has by now
    await give(
      "parcels.csv",
      csv([
        ["运单号", "快递公司", "轨迹时间", "轨迹内容"],
        [back, "中通快递", at(2, 9), "【成都】已揽收"],
        [back, "中通快递", at(1, 9), "【杭州】快件已签收，签收人：门卫"],
      ]),
    );
    await page.goto(`${desk.url}/returns?stage=to_receive`);
    await page.locator(".return-card", { hasText: "R2" }).waitFor();
    await pictures(page, "returns-to-receive");
    await page.goto(`${desk.url}/returns/${returns[1].id}`);
    await page.getByText("快递显示").first().waitFor();
    await page.getByText("签收人：门卫").waitFor();
    await pictures(page, "return-signed-for");
    await page.getByRole("button", { name: "全部收到且完好" }).click();
    await page.getByText("吊牌未拆").first().waitFor();
    const clocks = (await desk.owner.must.get(`/api/v1/cases/${cases[1]}`)).clocks;
    assert.equal(clocks.find((clock) => clock.kind === "inspect_return")?.end, "running");
    await page.getByRole("button", { name: "撤销收货" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("原因").fill("扫错了包裹");
    await pictures(page, "return-undo");
    await dialog.getByRole("button", { name: /确\s*定/ }).click();
    await page.getByRole("button", { name: "签收了但没到仓" }).waitFor();
    assert.equal((await desk.owner.must.get(`/api/v1/returns/${returns[1].id}`)).reception, "delivered");
    assertNoProblems(page);
  });

  test("stock is found, counted with a reason, and remembers its moves", async () => {
    await page.goto(`${desk.url}/stock`);
    await page.getByRole("heading", { name: "库存" }).waitFor();
    await page.getByRole("searchbox").or(page.getByLabel("名称、规格的一部分，或完整的商家编码")).first().waitFor();
    await page.keyboard.type("YM-01");
    await page.keyboard.press("Enter");
    await page.getByText("未点数").waitFor();
    await page.getByRole("button", { name: /点数：/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("实际在库（件）").fill("7");
    await dialog.getByLabel("原因").fill("盘点");
    await page.keyboard.press("Enter");
    await page.locator(".stock-number", { hasText: "可用" }).getByText("7").waitFor();
    await pictures(page, "stock");
    await assertFits(page);
    await page.locator(".stock-what").first().click();
    await page.getByText("盘点").waitFor();
    await page.keyboard.press("Escape");
    await page.goto(`${desk.url}/stock?q=nothing-like-it`);
    await page.getByText("没有找到").waitFor();
    assertNoProblems(page);
  });

  test("on a phone, in English", async () => {
    const small = await openPage(browser, { viewport: phone, language: "en" });
    await small.goto(desk.url);
    await small.getByLabel("Login").or(small.getByLabel("Account")).first().fill(owner.login);
    await small.getByLabel("Password").fill(owner.password);
    await small.keyboard.press("Enter");
    await small.getByRole("heading", { name: "Queue" }).waitFor();
    for (const path of ["/returns", `/returns/${returns[1].id}`, "/returns?stage=done", "/stock"]) {
      await small.goto(`${desk.url}${path}`);
      await small.locator(".page-head h1").waitFor();
      await sleep(300);
      await assertFits(small);
    }
    assertNoProblems(small);
    await page.setViewportSize(wide);
    assertNoProblems(page);
  });
});
