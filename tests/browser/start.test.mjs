// The first minutes at the desk in a real browser: the one-time link, the shell, signing out and in again, in
// Chinese and in English, on a big screen and on a phone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { assertFits, assertNoProblems, openBrowser, openPage, phone, picture, pictures } from "../lib/browser.mjs";
import { owner, startDesk } from "../lib/desk.mjs";

describe("the first minutes", () => {
  let desk;
  let browser;
  before(async () => {
    desk = await startDesk("sqlite", { setUp: false });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test("a link without its token says what to do", async () => {
    const page = await openPage(browser);
    await page.goto(`${desk.url}/setup`);
    await page.getByText("这个链接不完整").waitFor();
    assertNoProblems(page);
  });

  test("the one-time link leads to a shop with an owner", async () => {
    const page = await openPage(browser);
    await page.goto(`${desk.url}/setup#token=${await desk.ownerToken()}`);
    await pictures(page, "setup");
    await page.getByLabel("店铺名称").fill(owner.shop_name);
    await page.getByLabel("您的称呼").fill(owner.name);
    await page.getByLabel("账号").fill(owner.login);
    await page.getByLabel("密码", { exact: true }).fill(owner.password);
    await page.getByLabel("再输一次密码").fill("something else");
    await page.getByRole("button", { name: "开始使用" }).click();
    await page.getByText("两次输入的密码不一样").waitFor();
    await page.getByLabel("再输一次密码").fill(owner.password);
    await page.getByRole("button", { name: "开始使用" }).click();
    await page.waitForURL("**/queue");
    await page.getByText(owner.shop_name).waitFor();
    await page.getByRole("heading", { name: "队列" }).waitFor();
    await page.getByRole("status", { name: "实时更新中" }).waitFor();
    assertNoProblems(page);
  });

  test("a wrong password is said in plain words, the right one opens the desk", async () => {
    const page = await openPage(browser);
    await page.goto(desk.url);
    await page.getByLabel("账号").fill(owner.login);
    await page.getByLabel("密码").fill("wrong-password");
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("alert").waitFor();
    await pictures(page, "login");
    await page.getByLabel("密码").fill(owner.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "队列" }).waitFor();
    await page.getByRole("link", { name: "导入" }).first().click();
    await page.waitForURL("**/imports");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Import", exact: true }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Import", exact: true }).waitFor();
    await page.goto(`${desk.url}/nowhere`);
    await page.getByText("No such page").waitFor();
    assertNoProblems(page);
  });

  test("on a phone the menu is at the thumb and nothing is cut off", async () => {
    const page = await openPage(browser, { viewport: phone });
    await page.goto(desk.url);
    await assertFits(page);
    await page.getByLabel("账号").fill(owner.login);
    await page.getByLabel("密码").fill(owner.password);
    await page.keyboard.press("Enter");
    const menu = page.getByRole("navigation", { name: "主菜单" }).last();
    await menu.waitFor();
    const goes = async (link, path) => {
      await link.click();
      await page.waitForURL(`**/${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await assertFits(page);
    };
    for (const [name, path] of [["跟进", "follow-ups"], ["任务", "tasks"], ["执行台", "deeds"]]) {
      await goes(menu.getByRole("link", { name }), path);
    }
    const behind = [
      ["退货", "returns"], ["待审批", "approvals"], ["导入", "imports"], ["账号", "accounts"], ["审计", "audit"], ["设置", "settings"],
    ];
    for (const [name, path] of behind) {
      await menu.getByRole("button").click();
      await goes(page.locator(".ant-dropdown:visible").getByRole("link", { name }), path);
    }
    await goes(menu.getByRole("link", { name: "队列" }), "queue");
    await picture(page, "phone-queue");
    assertNoProblems(page);
  });

  test("signing out leaves nothing behind", async () => {
    const page = await openPage(browser);
    await page.goto(desk.url);
    await page.getByLabel("账号").fill(owner.login);
    await page.getByLabel("密码").fill(owner.password);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: owner.name }).click();
    await page.getByText("退出登录").click();
    await page.getByLabel("密码").waitFor();
    await page.goBack().catch(() => {});
    await page.goto(`${desk.url}/queue`);
    await page.getByLabel("密码").waitFor();
    assert.equal(await page.getByRole("heading", { name: "队列" }).count(), 0);
  });
});
