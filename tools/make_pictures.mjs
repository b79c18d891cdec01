#!/usr/bin/env node
// Makes the pictures of docs/images anew from the product as it is: starts the built desk with the demonstration
// shop, does what the manual tells, and takes what a browser shows.
//
//   ./x pictures             all of them
//   ./x pictures queue case  only these (what they need is done all the same)
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { assertNoProblems, openBrowser, openPage, phone, wide } from "../tests/lib/browser.mjs";
import { startDesk } from "../tests/lib/desk.mjs";
import { slim } from "../tests/lib/slim_png.mjs";

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
const wanted = process.argv.slice(2);

// Two orders with a flaw, as a platform exports them.
const two = (number) => String(number).padStart(2, "0");
const daysAgo = (days, hour) => {
  const day = new Date(Date.now() - days * 86_400_000);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())} ${two(hour)}:20:00`;
};
const csv = (rows) => `\uFEFF${rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n")}\r\n`;
const number = (index) => `39485720394857${two(index)}`;
const all = [1, 2];
const orders = csv([
  ["订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额", "订单状态", "收货人姓名", "收货地址", "联系手机", "订单创建时间", "订单付款时间", "宝贝标题", "物流单号", "物流公司", "发货时间", "签收时间"],
  ...all.map((index) => [
    number(index), `小雨${index}`, "199.00", "0.00", "199.00", "买家已签收", "张三", "浙江省 杭州市 西湖区 文三路1号",
    "13812345678", daysAgo(6, 9), daysAgo(6, 10), "羊毛开衫 女 秋冬", `No:43123456789${two(index)}`, "韵达快递", daysAgo(5, 9), daysAgo(2, 15),
  ]),
]);
const lines = csv([
  ["子订单编号", "主订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "套餐信息", "订单状态", "商家编码", "买家实际支付金额"],
  ...all.map((index) => [
    `${number(index)}9`, number(index), "羊毛开衫 女 秋冬", "199.00", "1", "KS-01-M", "颜色:灰;尺码:M", "", "买家已签收", "KS-01", "199.00",
  ]),
]);
const unknown = csv([["编号", "谁", "多少钱", "说明"], ["1", "小雨", "12.50", "袖口脱线"], ["2", "小王", "9.00", "少一件"]]);

async function password(desk) {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = /password: (\S+)/.exec(desk.output);
    if (found) return found[1];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the demonstration shop told no password");
}

async function take(page, name) {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
  const bytes = slim(await page.screenshot());
  writeFileSync(`${folder}${name}.png`, bytes);
  console.log(`${name}.png  ${Math.round(bytes.length / 1024)} KB`);
}

// A browser in which somebody is signed in.
async function signIn(browser, desk, login, word, options) {
  const page = await openPage(browser, options);
  const english = options?.language === "en";
  await page.goto(desk.url);
  await page.getByLabel(english ? "Account" : "账号").fill(login);
  await page.getByLabel(english ? "Password" : "密码").fill(word);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: english ? "Queue" : "队列" }).waitFor();
  await page.locator(".queue-row").first().waitFor();
  return page;
}

// A case about one of the orders, led by the agent to the step agree; a lead waives its evidence.
async function caseToAgree(agent, lead, index) {
  const { id } = await agent.must.post("/api/v1/cases", {
    channel: "taobao", source: "chat", order_number: number(index), words: "刚收到就掉针了，没法穿，怎么办？",
    issue: "quality_defect", fault: "seller", mood: "annoyed",
  });
  const of = `/api/v1/cases/${id}`;
  await agent.must.post(`${of}/take`, {});
  await agent.must.post(`${of}/step`, { to: "verify" });
  const view = await agent.must.get(of);
  for (const need of view.evidence_needed.filter((one) => !one.met)) {
    await lead.must.post(`${of}/waivers`, { rule: need.id, reason: "聊天里的照片已看清" });
  }
  if (!view.phase) await agent.must.post(`${of}/facts`, { phase: "delivered" });
  await agent.must.post(`${of}/step`, { to: "soothe" });
  await agent.must.post(`${of}/talk`, { leave_out: "平台单，没有会话" });
  await agent.must.post(`${of}/step`, { to: "agree" });
  return id;
}

// A part of the right column, at its top.
const toPart = (page, selector) =>
  page.evaluate((found) => {
    const column = document.querySelector(".case-right");
    const part = document.querySelector(found);
    if (column && part) column.scrollTop += part.getBoundingClientRect().top - column.getBoundingClientRect().top - 8;
  }, selector);

mkdirSync(folder, { recursive: true });
const desk = await startDesk("sqlite", { args: ["--demo"], setUp: false, startWithin: 180_000 });
let browser;
try {
  const word = await password(desk);
  browser = await openBrowser();
  const lead = desk.client();
  await lead.signIn("linxiao", word);
  const agent = desk.client();
  await agent.signIn("xiaozhou", word);

  const page = await signIn(browser, desk, "linxiao", word, { viewport: wide });
  await take(page, "queue");
  const english = await signIn(browser, desk, "linxiao", word, { viewport: wide, language: "en" });
  await take(english, "queue-en");
  const small = await signIn(browser, desk, "linxiao", word, { viewport: phone });
  await take(small, "queue-phone");

  await page.goto(`${desk.url}/imports`);
  await page.locator("input[type=file]").first().setInputFiles(
    [["ExportOrderList.csv", orders], ["ExportOrderDetailList.csv", lines], ["登记表.csv", unknown]].map(([name, text]) => ({
      name, mimeType: "text/csv", buffer: Buffer.from(text),
    })),
  );
  await page.getByText("要您确认").waitFor();
  await page.getByText("可以导入").nth(1).waitFor();
  await take(page, "imports");
  await page.getByRole("button", { name: /开始导入|按顺序导入/ }).click();
  await page.getByText("已完成").nth(1).waitFor({ timeout: 30_000 });

  const [talked] = (await lead.must.get("/api/v1/queue?step=agree")).items;
  for (const [where, name] of [[page, "case"], [small, "case-phone"]]) {
    await where.goto(`${desk.url}/cases/${talked.id}`);
    await where.getByText("应得权益").first().waitFor();
    await take(where, name);
  }

  const first = await caseToAgree(agent, lead, 1);
  const second = await caseToAgree(agent, lead, 2);
  const offer = await agent.must.post(`/api/v1/cases/${first}/offers`, {});
  await agent.must.post(`/api/v1/offers/${offer.id}/items`, { lighter: [{ kind: "partial_refund_keep", money: 3000 }] });
  await page.goto(`${desk.url}/cases/${first}`);
  await page.locator("#offer-send").waitFor();
  await toPart(page, "[aria-label='方案单']");
  await take(page, "agree");

  const { link } = await agent.must.post(`/api/v1/offers/${offer.id}/send`, {});
  const buyer = await openPage(browser, { viewport: phone });
  await buyer.goto(desk.url + link);
  await buyer.getByText("您应得的").waitFor();
  await take(buyer, "buyer");

  await agent.must.post(`/api/v1/offers/${offer.id}/choose`, { items: [3] });
  await page.reload();
  await page.getByText("原路退款").first().waitFor();
  await toPart(page, ".step.here");
  await take(page, "carry");

  // Above what an agent may give in one case: a lead has to agree.
  const above = await agent.must.post(`/api/v1/cases/${second}/offers`, {});
  await agent.must.post(`/api/v1/offers/${above.id}/items`, { lighter: [{ kind: "partial_refund_keep", money: 8000 }] });
  const asking = await signIn(browser, desk, "xiaozhou", word, { viewport: wide });
  await asking.goto(`${desk.url}/cases/${second}`);
  await asking.getByRole("button", { name: "提请审批" }).click();
  await asking.getByRole("dialog").getByRole("textbox").fill("老客户，衣服确实掉针，愿意留着穿");
  await asking.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await page.goto(`${desk.url}/approvals`);
  await page.getByText("老客户").waitFor();
  await take(page, "approvals");

  await page.goto(`${desk.url}/follow-ups`);
  await page.getByRole("button", { name: "写进展" }).first().click();
  await page.getByRole("dialog").getByText("依据").waitFor();
  await take(page, "follow-ups");

  const { items } = await lead.must.get("/api/v1/returns");
  const inspect = items.find((one) => one.stage === "to_inspect") ?? items[0];
  await page.goto(`${desk.url}/returns/${inspect.id}`);
  await page.getByRole("heading", { name: new RegExp(`^R${inspect.number} `) }).waitFor();
  await take(page, "return");

  await page.goto(`${desk.url}/settings/rules`);
  await page.locator(".rules li").nth(20).waitFor();
  await take(page, "rules");
  [page, english, small, buyer, asking].forEach(assertNoProblems);
} finally {
  await browser?.close();
  await desk.stop();
}
