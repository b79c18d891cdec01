// A case from the queue to its end, as a person at the desk does it: with the keyboard, the mouse and a photo; two
// people at once; on a phone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { assertFits, assertNoProblems, openBrowser, openPage, phone, picture, pictures } from "../lib/browser.mjs";
import { owner, startDesk } from "../lib/desk.mjs";

const colleague = { login: "li", name: "小李", password: "another-good-battery" };

async function signIn(browser, desk, who, options) {
  const page = await openPage(browser, options);
  await page.goto(desk.url);
  await page.getByLabel("账号").fill(who.login);
  await page.getByLabel("密码").fill(who.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "队列" }).waitFor();
  return page;
}

const openCase = (desk, fields = {}) =>
  desk.owner.must.post("/api/v1/cases", {
    channel: "own",
    source: "chat",
    subject: "羊毛衫 灰 M",
    issue: "wrong_item",
    mood: "angry",
    words: "我买的是灰色，怎么发来一件驼色的？",
    ...fields,
  });

// Ant Design's Select: open it by its label, choose by its words.
async function choose(page, label, option) {
  await page.locator(".ant-select", { has: page.getByLabel(label, { exact: true }) }).click();
  const list = page.locator(".ant-select-dropdown:visible");
  await list.getByText(option, { exact: true }).click();
  await list.waitFor({ state: "hidden" });
}

describe("working a case", () => {
  let desk;
  let browser;
  before(async () => {
    desk = await startDesk("sqlite");
    const { path } = await desk.owner.must.post("/api/v1/invitations", { role: "agent" });
    await desk.client().post("/api/v1/join", { token: path.split("token=")[1], ...colleague });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test("from the queue to closed, every step by its form", async () => {
    const { number } = await openCase(desk);
    const page = await signIn(browser, desk, owner);
    await page.getByText("羊毛衫 灰 M").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("t");
    await page.getByText(`已接手 #${number}`).waitFor();
    await pictures(page, "queue");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/cases/*");
    await page.getByText("我买的是灰色，怎么发来一件驼色的？").waitFor();

    // contact: the buyer's own words are there
    await page.getByRole("button", { name: "进入「核实」" }).click();
    await page.getByRole("button", { name: /缺凭证/ }).first().waitFor();
    await picture(page, "case-verify");

    // verify: what is lacking leads to its field
    await page.getByRole("button", { name: "未定阶段（发货、在途、签收）" }).click();
    await page.waitForFunction(() => document.activeElement?.closest("[data-lack~=phase]"));
    await choose(page, "阶段", "已签收");
    await choose(page, "诉求", "换货");
    await page.getByRole("button", { name: "保存", exact: true }).last().click();
    await page.getByText("已保存").first().waitFor();
    const photo = await page.screenshot();
    await page.locator("input[type=file]").setInputFiles({ name: "驼色.png", mimeType: "image/png", buffer: photo });
    await page.locator(".evidence-picture img").first().waitFor();
    while (await page.getByRole("button", { name: "免除" }).count()) {
      await page.getByRole("button", { name: "免除" }).first().click();
      await page.getByRole("dialog").getByRole("textbox").fill("聊天里看得清楚");
      const before = await page.getByRole("button", { name: "免除" }).count();
      await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
      await page.waitForFunction(
        (count) => [...document.querySelectorAll(".need button")].filter((one) => one.textContent === "免除").length < count,
        before,
      );
    }
    await page.getByRole("button", { name: "进入「安抚」" }).click();

    // soothe
    for (const state of ["已承诺帮忙", "已知原因", "已道歉", "已问细节", "已平复"]) {
      await page.locator(".ant-segmented-item", { hasText: state }).click();
      await page.locator(".ant-segmented-item-selected", { hasText: state }).waitFor();
    }
    await page.getByRole("button", { name: "进入「协商」" }).click();

    // agree
    await choose(page, "方案", "换货");
    await page.getByRole("checkbox", { name: "货物退回" }).uncheck();
    await page.getByLabel("说明").fill("当天补寄灰色，驼色那件不用退");
    await page.getByRole("button", { name: "记录结果" }).click();
    await page.getByRole("button", { name: "进入「跟进」" }).click();

    // follow up: a task for the warehouse, done, and the buyer is told
    await page.getByRole("button", { name: "派任务" }).click();
    await page.getByLabel("要做什么").fill("补寄羊毛衫 灰 M");
    await page.getByRole("button", { name: "派任务" }).click();
    await page.getByRole("button", { name: "任务未完成：补寄羊毛衫 灰 M" }).waitFor();
    await picture(page, "case-follow-up");
    await page.getByRole("button", { name: "完成", exact: true }).click();
    await page.getByPlaceholder("结果").fill("已寄出 SF1234567890");
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByText("最后的进展还没有告诉买家").waitFor();
    await page.getByText("告知进展").click();
    await page.getByPlaceholder("告诉买家现在到哪一步了，真实情况").fill("灰色那件已经寄出，顺丰 SF1234567890");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "进入「登记」" }).click();

    // register and close
    await page.getByLabel("根本原因").fill("仓库拣货拿错色");
    await page.getByLabel("结果", { exact: true }).fill("补寄正确颜色，买家满意");
    assert.match(await page.getByLabel("小结").inputValue(), /发错货.*责任方为卖家/);
    await page.getByLabel("标签").fill("发错货");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "登记并关闭" }).click();
    await page.getByText(`#${number} 已关闭`).waitFor();
    await pictures(page, "case-closed");
    const [closed] = (await desk.owner.must.get("/api/v1/queue?status=closed")).items;
    assert.equal(closed.number, number);
    assertNoProblems(page);
  });

  test("two people: each sees the other and what the other does, and nobody's words are lost", async () => {
    const { id } = await openCase(desk, { subject: "童鞋 27 码", words: "鞋底开胶了" });
    const wang = await signIn(browser, desk, owner);
    const li = await signIn(browser, desk, colleague);
    for (const page of [wang, li]) await page.goto(`${desk.url}/cases/${id}`);
    await wang.getByText("小李 也在看这张单").waitFor();
    await li.getByText("王掌柜 也在看这张单").waitFor();

    const words = "还没写完的备注";
    const note = li.getByPlaceholder("写备注，@ 提到同事（买家看不到）");
    await note.fill(words);
    await wang.getByRole("button", { name: "接手", exact: true }).click();
    await li.getByRole("banner").getByText("王掌柜").or(li.locator(".case-acts").getByText("王掌柜")).first().waitFor();
    assert.equal(await note.inputValue(), words);
    await li.getByText("草稿已保存").waitFor();
    await li.reload();
    await li.waitForFunction((text) => document.querySelector(".composer textarea")?.value === text, words);
    assertNoProblems(wang);
    assertNoProblems(li);
  });

  test("the queue says who is in a case and who is writing there, as it happens", async () => {
    const { id } = await openCase(desk, { subject: "雪地靴 38", words: "拉链坏了" });
    const li = await signIn(browser, desk, colleague);
    await li.goto(`${desk.url}/cases/${id}`);
    await li.getByPlaceholder("写备注，@ 提到同事（买家看不到）").waitFor();
    const wang = await signIn(browser, desk, owner);
    const row = wang.locator(".queue-row", { hasText: "雪地靴 38" });
    await row.getByText("小李 正在看").waitFor(); // was there before the row was shown
    await li.getByPlaceholder("写备注，@ 提到同事（买家看不到）").fill("正在问仓库");
    await row.getByText("小李 正在处理").waitFor();
    await pictures(wang, "queue-presence");
    await li.keyboard.press("Control+Enter");
    await row.getByText("小李 正在看").waitFor();
    await li.goto(`${desk.url}/tasks`);
    await row.getByText(/小李/).waitFor({ state: "detached" });
    assertNoProblems(wang);
    assertNoProblems(li);
  });

  test("a form keeps what was typed when somebody else changes the same, and says so", async () => {
    const { id } = await openCase(desk, { subject: "围巾 酒红", words: "起球" });
    await desk.owner.must.post(`/api/v1/cases/${id}/step`, { to: "verify" });
    const page = await signIn(browser, desk, owner);
    await page.goto(`${desk.url}/cases/${id}`);
    await choose(page, "责任方", "厂家");
    await desk.owner.must.post(`/api/v1/cases/${id}/facts`, { fault: "carrier" });
    await page.getByText("责任方 — 现在是 快递").waitFor();
    await page.getByRole("button", { name: "保留我的" }).click();
    await page.getByRole("button", { name: "保存", exact: true }).last().click();
    await page.getByText("已保存").first().waitFor();
    assert.equal((await desk.owner.must.get(`/api/v1/cases/${id}`)).fault, "maker");
    assertNoProblems(page);
  });

  test("new cases wait behind a pill while somebody reads, and show at once when nobody does", async () => {
    const page = await signIn(browser, desk, owner);
    await page.locator(".queue-row").first().waitFor();
    await page.locator(".queue-row").first().hover();
    const before = await page.locator(".queue-row").count();
    await openCase(desk, { subject: "刚到的一单", words: "急" });
    const pill = page.getByRole("button", { name: /条更新/ });
    await pill.waitFor();
    assert.equal(await page.locator(".queue-row").count(), before);
    await pill.click();
    await page.getByText("刚到的一单").waitFor();
    await page.mouse.move(5, 5);
    await openCase(desk, { subject: "又来一单", words: "急" });
    await page.getByText("又来一单").waitFor();
    assertNoProblems(page);
  });

  test("filters live in the address, the help lists the keys, English works, a phone fits", async () => {
    const page = await signIn(browser, desk, owner, { viewport: phone });
    await page.locator(".queue-row").first().waitFor();
    await assertFits(page);
    await page.locator(".row-title a").first().click();
    await page.getByRole("heading", { name: "处理步骤" }).waitFor();
    await assertFits(page);
    await picture(page, "case-phone");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${desk.url}/queue?unassigned=1&step=contact`);
    await page.getByRole("link", { name: /未分配/, current: "true" }).first().waitFor();
    await page.getByText("清除筛选").waitFor();
    await page.keyboard.press("?");
    await page.getByText("接手选中的单").waitFor();
    await picture(page, "help");
    await page.keyboard.press("Escape");
    for (const place of ["imports", "accounts", "audit", "settings", "settings/tokens", "settings/shop"]) {
      await page.goto(`${desk.url}/${place}`);
      await page.locator(".page h1").waitFor();
      await pictures(page, place.replace("/", "-"));
      await assertFits(page);
    }
    assertNoProblems(page);
  });
});
