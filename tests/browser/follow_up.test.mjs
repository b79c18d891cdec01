// Following up as people do it: the daily word to the buyer, a promised call, a task in the warehouse, and what was
// missed; wide and on a phone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { assertFits, assertNoProblems, openBrowser, openPage, phone, picture, pictures } from "../lib/browser.mjs";
import { owner, startDesk } from "../lib/desk.mjs";

const packer = { login: "cang", name: "小仓", password: "another-good-battery" };

async function signIn(browser, desk, who, options) {
  const page = await openPage(browser, options);
  await page.goto(desk.url);
  await page.getByLabel("账号").fill(who.login);
  await page.getByLabel("密码").fill(who.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "队列" }).waitFor();
  return page;
}

describe("following up", () => {
  let desk;
  let browser;
  let page;
  let first;
  before(async () => {
    desk = await startDesk("sqlite");
    const { path } = await desk.owner.must.post("/api/v1/invitations", { role: "warehouse" });
    await desk.client().post("/api/v1/join", { token: path.split("token=")[1], ...packer });
    browser = await openBrowser();
    page = await signIn(browser, desk, owner);
    const open = async (subject) => {
      const made = await desk.owner.must.post("/api/v1/cases", {
        channel: "own",
        source: "chat",
        subject,
        issue: "stuck_parcel",
        words: "快递三天没动了",
      });
      await desk.owner.must.post(`/api/v1/cases/${made.id}/take`, {});
      await desk.owner.must.post(`/api/v1/cases/${made.id}/contacts`, { words: "马上帮您查" });
      await desk.owner.must.post(`/api/v1/cases/${made.id}/step`, { to: "verify" });
      return made;
    };
    first = await open("羊毛衫 灰 M");
    await open("连帽卫衣 黑 XL");
    await desk.owner.must.post(`/api/v1/cases/${first.id}/tasks`, { department: "logistics", title: "催圆通网点核实" });
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test("the daily word is drafted from what happened, sent and due again", async () => {
    await page.goto(`${desk.url}/follow-ups`);
    await page.getByRole("button", { name: "包括以后的" }).click();
    const row = page.locator(`[data-follow="${first.id}"]`);
    await row.waitFor();
    await pictures(page, "follow-ups");
    await row.getByRole("button", { name: "写进展" }).click();
    const words = page.getByLabel("写进展");
    await words.waitFor();
    assert.match(await words.inputValue(), /已请物流同事核实处理/);
    assert.match(await words.inputValue(), /前我再跟您说一次进展/);
    await page.getByText("催圆通网点核实").waitFor();
    await picture(page, "follow-up-draft");
    await page.getByRole("button", { name: "已发给买家，登记" }).click();
    await page.getByText("已登记，明天再提醒").waitFor();
    await row.waitFor();
    assert.equal((await desk.owner.must.get(`/api/v1/cases/${first.id}`)).timeline.some((one) => one.kind === "case.buyer_updated"), true);
    assertNoProblems(page);
  });

  test("a promised call is warned about, shown, and met by the call", async () => {
    await page.goto(`${desk.url}/cases/${first.id}`);
    await page.getByText("联系记录", { exact: true }).first().click();
    await page.getByRole("button", { name: "约定回电" }).waitFor();
    // A few seconds from now: the warning comes at half of them.
    await desk.owner.must.post(`/api/v1/cases/${first.id}/calls`, { at: Date.now() + 6_000, about: "网点答复" });
    await page.getByText("快到时限").first().waitFor({ timeout: 10_000 });
    await picture(page, "clock-warning");
    await page.goto(`${desk.url}/follow-ups`);
    const row = page.locator(`[data-follow="${first.id}"]`, { hasText: "约定回电" });
    await row.getByRole("button", { name: "打过了" }).click();
    await page.getByLabel("说了什么（可不填）").fill("网点今天会派");
    await page.getByRole("button", { name: /^确\s?定$/ }).click();
    await page.getByText("已登记通话").waitFor();
    await row.waitFor({ state: "detached" });
    assertNoProblems(page);
  });

  test("what was missed is shown with who, and why can be said", async () => {
    await desk.owner.must.post(`/api/v1/cases/${first.id}/calls`, { at: Date.now() + 1_000 });
    await page.goto(`${desk.url}/follow-ups?tab=misses`);
    const miss = page.locator("[data-miss]").first();
    await miss.waitFor({ timeout: 10_000 });
    assert.match(await miss.textContent(), /约定回电.*王掌柜/s);
    await miss.getByRole("button", { name: "写原因" }).click();
    await page.getByLabel(/为什么没赶上/).fill("在接另一个电话");
    await page.getByRole("button", { name: /^确\s?定$/ }).click();
    await page.getByText("在接另一个电话").waitFor();
    await pictures(page, "misses");
    assertNoProblems(page);
  });

  test("the warehouse takes and finishes its task on a phone", async () => {
    await desk.owner.must.post(`/api/v1/cases/${first.id}/tasks`, { department: "warehouse", title: "查出库监控" });
    const hand = await signIn(browser, desk, packer, { viewport: phone });
    await hand.goto(`${desk.url}/tasks?department=warehouse`);
    const row = hand.locator("[data-task]", { hasText: "查出库监控" });
    await row.getByRole("button", { name: /领\s?取/ }).click();
    await hand.getByText("已领取").waitFor();
    await row.getByText("小仓").waitFor();
    await assertFits(hand);
    await pictures(hand, "tasks");
    await row.getByRole("button", { name: /完\s?成/ }).click();
    await hand.getByLabel(/结果/).fill("监控里少放一件");
    await hand.getByRole("button", { name: /^确\s?定$/ }).click();
    await row.waitFor({ state: "detached" });
    const { tasks } = await desk.owner.must.get(`/api/v1/cases/${first.id}`);
    assert.equal(tasks.find((one) => one.title === "查出库监控").result, "监控里少放一件");
    assertNoProblems(hand);
    await hand.context().close();
  });
});
