// Screens as a reader of either language meets them, with the demonstration shop: nothing wider than a phone, no
// numbers of records and no words of the program in the text, and no control without a name.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { assertFits, assertNoProblems, openBrowser, openPage, phone, wide } from "../lib/browser.mjs";
import { startDesk } from "../lib/desk.mjs";

const places = ["queue", "follow-ups", "tasks", "deeds", "returns", "stock", "approvals", "imports", "accounts", "audit", "settings", "settings/rules", "me"];

describe("every screen", () => {
  let desk;
  let browser;
  let word;
  const paths = [...places];
  before(async () => {
    desk = await startDesk("sqlite", { args: ["--demo"], setUp: false, startWithin: 120_000 });
    for (let tries = 0; tries < 300 && !(word = /password: (\S+)/.exec(desk.output)?.[1]); tries += 1) await sleep(100);
    const lead = desk.client();
    await lead.signIn("linxiao", word);
    for (const step of ["contact", "verify", "soothe", "agree", "follow_up", "register"]) {
      const [found] = (await lead.must.get(`/api/v1/queue?step=${step}`)).items;
      if (found) paths.push(`cases/${found.id}`);
    }
    const [back] = (await lead.must.get("/api/v1/returns")).items;
    paths.push(`returns/${back.id}`);
    // What was carried out stands on a case only once goods have come back.
    for (const stage of ["done", "to_inspect"]) {
      const [one] = (await lead.must.get(`/api/v1/returns?stage=${stage}`)).items;
      if (one && !paths.includes(`cases/${one.case_id}`)) paths.push(`cases/${one.case_id}`);
    }
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  // What stands on the page, and which controls say nothing to somebody who does not see them.
  const read = (page) =>
    page.evaluate(() => {
      const shown = (one) => one.getClientRects().length > 0;
      const nameOf = (one) =>
        one.getAttribute("aria-label") || one.title || one.placeholder || one.innerText?.trim() || one.querySelector("[aria-label]") ||
        [...(one.labels ?? [])].some((label) => label.innerText.trim()) || document.getElementById(one.getAttribute("aria-labelledby") ?? "");
      const controls = [...document.querySelectorAll("main button, main input, .content button, .content input, .content textarea, .top button")];
      return {
        text: document.querySelector("#content")?.innerText ?? "",
        nameless: controls.filter((one) => shown(one) && one.checkVisibility?.({ contentVisibilityAuto: true }) !== false && !nameOf(one)).map((one) => one.outerHTML.slice(0, 160)),
        nested: [...document.querySelectorAll("a button, button a, a a")].map((one) => one.outerHTML.slice(0, 160)),
      };
    });

  async function visit(language, viewport) {
    const english = language === "en";
    const page = await openPage(browser, { viewport, language });
    await page.goto(desk.url);
    await page.getByLabel(english ? "Account" : "账号").fill("linxiao");
    await page.getByLabel(english ? "Password" : "密码").fill(word);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: english ? "Queue" : "队列" }).waitFor();
    for (const path of paths) {
      await page.goto(`${desk.url}/${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForFunction(() => !document.querySelector(".ant-skeleton"));
      await assertFits(page);
      const { text, nameless, nested } = await read(page);
      assert.deepEqual(nameless, [], path);
      assert.deepEqual(nested, [], path);
      assert.doesNotMatch(text, /undefined|NaN|\[object/, path);
      // The id of a record has eighteen digits and begins like this year's; order numbers have nineteen.
      assert.doesNotMatch(text, /(?<!\d)3[3-9]\d{16}(?!\d)/, path);
      if (path !== "settings/rules") assert.doesNotMatch(text, /\b[a-z]+_[a-z_]+\b/, path);
      if (english) assert.doesNotMatch(text, /\b1 (orders|cases|pieces|points|updates|attempts)\b|[A-Za-z] ?[：「]/, path);
    }
    assertNoProblems(page);
    await page.context().close();
  }

  test("in Chinese on a phone", () => visit("zh", phone));
  test("in English on a phone", () => visit("en", phone));
  test("in English at a desk", () => visit("en", wide));

  test("what is not there leads back", async () => {
    const page = await openPage(browser);
    await page.goto(desk.url);
    await page.getByLabel("账号").fill("linxiao");
    await page.getByLabel("密码").fill(word);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "队列" }).waitFor();
    await page.goto(`${desk.url}/cases/999`);
    await page.getByText("没有这张售后单").waitFor();
    await page.getByRole("link", { name: "回到首页" }).click();
    await page.waitForURL("**/queue");
    assertNoProblems(page);
  });

  test("the audit log says who did what to what, and narrows to one subject", async () => {
    const page = await openPage(browser);
    await page.goto(desk.url);
    await page.getByLabel("账号").fill("linxiao");
    await page.getByLabel("密码").fill(word);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "队列" }).waitFor();
    await page.goto(`${desk.url}/audit`);
    const row = page.locator("tbody tr", { hasText: "授予方案" }).first();
    await row.waitFor();
    await row.getByRole("button", { name: /^方案 …\d{4}$/ }).click();
    await page.waitForURL(/subject=grant/);
    await page.getByText("共 1 ").waitFor();
    assertNoProblems(page);
  });
});
