// A case from what is owed to closed, as a person at the desk does it: rights and their questions, the offer made,
// changed, sent and chosen, the money taken in hand and paid once; a second person who approves; rules of the shop.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { assertFits, assertNoProblems, openBrowser, openPage, phone, picture, pictures } from "../lib/browser.mjs";
import { owner, startDesk } from "../lib/desk.mjs";

const agent = { login: "li", name: "小李", password: "another-good-battery" };

const csv = (rows) => `\uFEFF${rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n")}\r\n`;
const two = (number) => String(number).padStart(2, "0");
const daysAgo = (days, hour) => {
  const day = new Date(Date.now() - days * 86_400_000);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())} ${two(hour)}:20:00`;
};
const number = (index) => `39485720394857${two(index)}`;
const orders = csv([
  ["订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额", "订单状态", "收货人姓名", "收货地址", "联系手机", "订单创建时间", "订单付款时间", "宝贝标题", "物流单号", "物流公司", "发货时间", "签收时间"],
  ...[1, 2, 3, 4].map((index) => [
    number(index), `买家${index}`, "199.00", "0.00", "199.00", "买家已签收", "张三", "浙江省 杭州市 西湖区 文三路1号",
    "13812345678", daysAgo(6, 9), daysAgo(6, 10), "羊毛开衫 女 秋冬", `No:43123456789${two(index)}`, "韵达快递", daysAgo(5, 9), daysAgo(2, 15),
  ]),
]);
const lines = csv([
  ["子订单编号", "主订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "套餐信息", "订单状态", "商家编码", "买家实际支付金额"],
  ...[1, 2, 3, 4].map((index) => [
    `${number(index)}9`, number(index), "羊毛开衫 女 秋冬", "199.00", "1", "KS-01-M", "颜色:灰;尺码:M", "", "买家已签收", "KS-01", "199.00",
  ]),
]);

async function importFile(client, name, text) {
  const { id } = await client.must.post(`/api/v1/imports?name=${encodeURIComponent(name)}`, Buffer.from(text), {
    headers: { "Content-Type": "application/octet-stream" },
  });
  const { tables } = await client.must.get(`/api/v1/imports/${id}/preview`);
  assert.equal(tables[0].recognised, true, tables[0].reason);
  await client.must.post(`/api/v1/imports/${id}/start`, { kind: "auto" });
  for (let tries = 0; tries < 300; tries += 1) {
    const seen = await client.must.get(`/api/v1/imports/${id}`);
    if (seen.state !== "running" && seen.state !== "waiting") return assert.equal(seen.state, "finished");
    await sleep(100);
  }
  throw new Error(`${name} did not finish`);
}

async function signIn(browser, desk, who, options) {
  const page = await openPage(browser, options);
  await page.goto(desk.url);
  await page.getByLabel("账号").fill(who.login);
  await page.getByLabel("密码").fill(who.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "队列" }).waitFor();
  return page;
}

describe("settling a case", () => {
  let desk;
  let browser;
  let li;
  before(async () => {
    desk = await startDesk("sqlite");
    const { path } = await desk.owner.must.post("/api/v1/invitations", { role: "agent" });
    await desk.client().post("/api/v1/join", { token: path.split("token=")[1], ...agent });
    li = desk.client();
    await li.signIn(agent.login, agent.password);
    await importFile(desk.owner, "ExportOrderList.csv", orders);
    await importFile(desk.owner, "ExportOrderDetailList.csv", lines);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  // A case about an order, led to the step agree by the agent; its evidence is waived by the owner.
  async function caseToAgree(index, issue, fault) {
    const { id } = await li.must.post("/api/v1/cases", {
      channel: "taobao", source: "chat", order_number: number(index), words: "刚收到就掉针了，没法穿", issue, fault, mood: "annoyed",
    });
    const of = `/api/v1/cases/${id}`;
    await li.must.post(`${of}/take`, {});
    await li.must.post(`${of}/step`, { to: "verify" });
    const view = await li.must.get(of);
    assert.equal(view.lines.length, 1);
    for (const need of view.evidence_needed.filter((one) => !one.met)) {
      await desk.owner.must.post(`${of}/waivers`, { rule: need.id, reason: "买家已在电话里说明" });
    }
    if (!view.phase) await li.must.post(`${of}/facts`, { phase: "delivered" });
    await li.must.post(`${of}/step`, { to: "soothe" });
    await li.must.post(`${of}/talk`, { leave_out: "平台单，没有会话" });
    await li.must.post(`${of}/step`, { to: "agree" });
    return id;
  }

  const panel = (page, name) => page.getByRole("region", { name, exact: true });
  const item = (page, name) => panel(page, "方案单").getByRole("article", { name, exact: true });
  const confirmed = (page) => page.locator(".ant-popover:visible .ant-btn-primary").click();
  const dialog = (page) => page.getByRole("dialog").last();

  test("a dropped stitch: rights, offer, the buyer's choice, the money paid once, closed", async () => {
    const id = await caseToAgree(1, "quality_defect", "seller");
    const page = await signIn(browser, desk, agent);
    await page.goto(`${desk.url}/cases/${id}`);

    // What is owed, with its basis, and the money to the fen.
    const right = panel(page, "应得权益").locator(".right", { hasText: "退货退款" });
    await right.getByText("¥199.00").first().waitFor();
    assert.ok((await right.locator(".basis-name").count()) > 0);
    await panel(page, "应得权益").locator(".right", { hasText: "换货" }).waitFor();
    assert.equal(await page.getByText(/风险敞口/).count(), 0, "exposure is for leads");

    // The offer: what is owed cannot be taken out; a lighter way can be changed.
    await page.locator("#offer-propose").click();
    await item(page, "退货退款").getByText("应得").waitFor();
    assert.equal(await item(page, "退货退款").getByRole("button", { name: "拿掉" }).count(), 0);
    for (const name of await panel(page, "方案单").locator(".offer-item:not(.owed)").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")))) {
      await item(page, name).getByRole("button", { name: "拿掉" }).click();
      await item(page, name).waitFor({ state: "detached" });
    }
    await page.getByRole("button", { name: "加一种更轻的办法" }).click();
    await page.locator(".ant-dropdown:visible").getByText("部分退款不退货", { exact: true }).click();
    await dialog(page).getByLabel("金额").fill("30");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    await item(page, "部分退款不退货").getByText("¥30.00").first().waitFor();
    await item(page, "部分退款不退货").getByText(/接受|机会/).first().waitFor();
    await item(page, "部分退款不退货").getByText(/我方成本/).click();
    await item(page, "部分退款不退货").locator(".sums .sum").waitFor();
    await pictures(page, "settle-offer");
    await page.locator("#offer-send").click();
    await page.locator(".for-buyer pre", { hasText: "30.00" }).waitFor();
    const link = await page.locator(".for-buyer code").textContent();
    assert.match(link, /\/o\/.{20,}/);
    await pictures(page, "agree");
    assert.equal((await li.must.get(`/api/v1/cases/${id}`)).status, "waiting_buyer");

    // The buyer takes the lighter way; the case goes on by itself.
    await item(page, "部分退款不退货").getByRole("button", { name: "买家选这个" }).click();
    await confirmed(page);
    const deed = panel(page, "执行").locator(".deed", { hasText: "原路退款" });
    await deed.waitFor();
    await panel(page, "执行").locator(".money .due", { hasText: "¥30.00" }).waitFor();

    // What is lacking leads to the deed. Money is taken in hand, then confirmed with the outside's number.
    await deed.getByRole("button", { name: "我来办" }).waitFor();
    await page.locator(".step.here .lacks button", { hasText: "30.00" }).first().click();
    await page.waitForFunction(() => document.activeElement?.closest(".deed") !== null);
    await deed.getByRole("button", { name: "我来办" }).click();
    await deed.getByText("我在办").waitFor();
    const other = await signIn(browser, desk, owner);
    await other.goto(`${desk.url}/cases/${id}`);
    await panel(other, "执行").getByText(/小李 正在办/).waitFor();
    assert.equal(await panel(other, "执行").getByRole("button", { name: "确认已办" }).count(), 0);
    await pictures(page, "carry");
    await deed.getByRole("button", { name: "确认已办" }).click();
    assert.equal(await dialog(page).getByRole("button", { name: "确定" }).isDisabled(), true, "a payment needs its number");
    await dialog(page).getByRole("textbox").fill("RF-2026-0001");
    await page.keyboard.press("Enter");
    await deed.getByText("RF-2026-0001").waitFor();
    const { granted, paid, open } = await li.must.get(`/api/v1/cases/${id}/grants`);
    assert.deepEqual([granted, paid, open], [3000, 3000, 0]);

    // The buyer is told, registered, closed.
    await page.getByText("最后的进展还没有告诉买家").waitFor();
    await li.must.post(`/api/v1/cases/${id}/updates`, { words: "30 元已退回" });
    await page.getByRole("button", { name: "进入「登记」" }).click();
    await page.getByLabel("根本原因").fill("织造掉针");
    await page.getByLabel("结果", { exact: true }).fill("退 30 元，买家留下");
    await page.getByLabel("标签").fill("质量");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "登记并关闭" }).click();
    await page.getByText(/已关闭/).first().waitFor();
    await page.getByText("买家选定方案", { exact: false }).first().waitFor();
    assertNoProblems(page);
    assertNoProblems(other);
  });

  test("an answer changes what is owed at once, and can be taken back", async () => {
    const id = await caseToAgree(2, "no_reason_return", "nobody");
    const page = await signIn(browser, desk, owner);
    await page.goto(`${desk.url}/cases/${id}`);
    const rights = panel(page, "应得权益");
    await rights.locator(".right", { hasText: "退货退款" }).waitFor();
    const { questions } = await desk.owner.must.get(`/api/v1/cases/${id}/rights`);
    const asked = questions.find((one) => one.kind === "yes_no" && one.question.startsWith("intact."));
    assert.ok(asked, "goods have a list of what makes them intact");
    const no = asked.choices.find((one) => one.value === "no").label;
    await rights.getByRole("group", { name: asked.ask }).getByRole("button", { name: no, exact: true }).click();
    await rights.locator(".right", { hasText: "退货退款" }).waitFor({ state: "detached" });
    await rights.getByText(/不必给的/).click();
    await picture(page, "settle-refused");
    await rights.locator(".given", { hasText: asked.ask }).getByRole("button", { name: "改" }).click();
    await rights.locator(".right", { hasText: "退货退款" }).waitFor();
    assertNoProblems(page);
  });

  test("beyond one's authority a second person agrees", async () => {
    const id = await caseToAgree(3, "quality_defect", "seller");
    await li.must.post(`/api/v1/cases/${id}/offers`, {});
    const offer = (await li.must.get(`/api/v1/cases/${id}/offers`)).items[0];
    const money = 8000; // above an agent's fifty yuan in one case
    await li.must.post(`/api/v1/offers/${offer.id}/items`, { lighter: [{ kind: "partial_refund_keep", money }] });
    const page = await signIn(browser, desk, agent);
    await page.goto(`${desk.url}/cases/${id}`);
    const way = item(page, "部分退款不退货");
    await way.waitFor();
    assert.equal(await page.locator("#offer-send").isDisabled(), true);
    await way.getByRole("button", { name: "提请审批" }).click();
    await dialog(page).getByRole("textbox").fill("老客户，衣服确实掉针");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    await panel(page, "等待审批").getByText("待审批").first().waitFor();
    assert.equal(await panel(page, "等待审批").getByRole("button", { name: "同意", exact: true }).count(), 0);

    const lead = await signIn(browser, desk, owner);
    await lead.getByRole("link", { name: /待审批/ }).first().click();
    const waiting = lead.locator(".approval");
    await waiting.getByText("老客户，衣服确实掉针").waitFor();
    await pictures(lead, "approvals");
    await assertFits(lead);
    await waiting.getByRole("button", { name: "同意", exact: true }).click();
    await lead.getByText("没有等待审批的方案").waitFor();
    const { items, granted } = await li.must.get(`/api/v1/cases/${id}/grants`);
    assert.equal(items[0].state, "granted");
    assert.equal(granted, money);

    // What is to do over all cases, on a desk and on a phone.
    await lead.goto(`${desk.url}/deeds?show=open`);
    await lead.locator(".deed-row", { hasText: "原路退款" }).waitFor();
    await pictures(lead, "deeds");
    await lead.keyboard.press("j");
    await lead.keyboard.press("Enter");
    await lead.waitForURL(`**/cases/${id}`);
    await lead.setViewportSize(phone);
    await panel(lead, "应得权益").or(panel(lead, "执行")).first().waitFor();
    await assertFits(lead);
    assertNoProblems(page);
    assertNoProblems(lead);
  });

  test("the buyer refuses all: the next menu goes further", async () => {
    const id = await caseToAgree(4, "quality_defect", "seller");
    const page = await signIn(browser, desk, owner);
    await page.goto(`${desk.url}/cases/${id}`);
    await page.locator("#offer-propose").click();
    await page.locator("#offer-send").click();
    await page.getByRole("button", { name: "买家都不要" }).click();
    await dialog(page).getByRole("textbox").first().fill("我要换一件新的");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    await page.getByText(/以前的方案单 1 张/).click();
    await page.getByText("“我要换一件新的”").waitFor();
    await page.locator("#offer-send").waitFor();
    assertNoProblems(page);
  });

  test("rules of the shop: sources, a mistake told at its line, a change with its reason, back again", async () => {
    const page = await signIn(browser, desk, owner);
    await page.goto(`${desk.url}/settings/rules`);
    await page.locator(".rule").first().waitFor();
    await page.getByPlaceholder("搜索：名称、编号、来源").fill("agent");
    await page.locator(".rule-head", { hasText: "权限" }).first().click();
    await page.locator(".rule-text pre", { hasText: 'role = "agent"' }).waitFor();
    await pictures(page, "rules");
    await page.getByRole("button", { name: "调整这条" }).click();
    const text = page.getByLabel("自定规则的内容");
    const row = await text.inputValue();
    await text.fill(`${row}\nthis is no rule`);
    await page.getByText(/处有问题/).waitFor();
    await page.getByRole("button", { name: /第 \d+ 行/ }).first().click();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await text.fill(row.replace("per_case = 50", "per_case = 80"));
    await page.getByText(/没有问题/).waitFor();
    await page.getByLabel("为什么改（会记入历史）").fill("客服每单可以多给一点");
    await picture(page, "rules-edit");
    await page.getByRole("button", { name: "保存并生效" }).click();
    await page.getByText("自定规则第 1 版").waitFor();
    await page.getByRole("button", { name: "历史" }).click();
    await page.getByText("客服每单可以多给一点").waitFor();
    await page.getByRole("button", { name: "不用自定规则" }).click();
    await dialog(page).getByRole("textbox").fill("先按原来的");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    await page.getByText("自定规则第 2 版").waitFor();
    assertNoProblems(page);
  });
});
