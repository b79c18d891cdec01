// The own account in a real browser: another password, the second factor from scanning to recovery codes, and
// a colleague who comes in by an invitation.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, describe, test } from "node:test";

import { assertNoProblems, openBrowser, openPage, pictures } from "../lib/browser.mjs";
import { owner, startDesk } from "../lib/desk.mjs";

// What an authenticator app shows for a secret (RFC 6238, SHA-1, 30 s, six digits).
function codeOf(secret, step = Math.floor(Date.now() / 30_000)) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/[\s=]/g, "")].map((one) => alphabet.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

const newPassword = "another-good-password";

describe("the own account", () => {
  let desk;
  let browser;
  before(async () => {
    desk = await startDesk();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  async function signIn(page, login, password) {
    await page.goto(`${desk.url}/me`);
    await page.getByLabel("账号").fill(login);
    await page.getByLabel("密码").fill(password);
    await page.keyboard.press("Enter");
  }

  test("an invitation lets a colleague in, once", async () => {
    const page = await openPage(browser);
    const { path } = await desk.owner.must.post("/api/v1/invitations", { role: "agent" });
    await page.goto(desk.url + path);
    await page.getByRole("heading", { name: `加入 ${owner.shop_name}` }).waitFor();
    await page.getByText("您被邀请为客服").waitFor();
    await page.getByLabel("您的称呼").fill("小李");
    await page.getByLabel("账号").fill("xiaoli");
    await page.getByLabel("密码", { exact: true }).fill("long-enough-words");
    await page.getByLabel("再输一次密码").fill("long-enough-words");
    await page.getByRole("button", { name: "开始使用" }).click();
    await page.waitForURL("**/queue");
    await page.getByRole("button", { name: "小李" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "审计" }).count(), 0, "an agent sees no audit log");
    const again = await openPage(browser);
    await again.goto(desk.url + path);
    await again.getByText("链接无效、已使用或已过期").waitFor();
  });

  test("changing the password signs the others out and keeps this one in", async () => {
    const page = await openPage(browser);
    await signIn(page, owner.login, owner.password);
    await page.getByRole("heading", { name: "我的账号" }).waitFor();
    await pictures(page, "own-account");
    await page.getByLabel("当前密码").fill(owner.password);
    await page.getByLabel("新密码").fill(newPassword);
    await page.getByLabel("再输一次密码").fill(newPassword);
    await page.getByRole("button", { name: "修改密码" }).click();
    await page.getByText("密码已修改，其他设备已退出").waitFor();
    assert.equal((await desk.owner.get("/api/v1/session")).status, 401);
    await page.reload();
    await page.getByRole("heading", { name: "我的账号" }).waitFor();
    assertNoProblems(page);
  });

  test("the second factor is turned on with a code and then asked for", async () => {
    const page = await openPage(browser);
    await signIn(page, owner.login, newPassword);
    await page.getByRole("button", { name: "开始设置" }).click();
    const secret = await page.locator("code").first().textContent();
    await page.getByLabel("动态码").fill("000000");
    await page.getByRole("button", { name: "启用" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("动态码").fill(codeOf(secret));
    await page.getByRole("button", { name: "启用" }).click();
    await page.getByRole("button", { name: "我已收好" }).waitFor();
    const codes = await page.locator(".recovery-codes code").allTextContents();
    assert.equal(codes.length, 10);
    await page.getByRole("button", { name: "我已收好" }).click();
    await page.getByText("已启用").waitFor();

    const other = await openPage(browser);
    await signIn(other, owner.login, newPassword);
    await other.getByLabel("动态码").fill(codes[0]);
    await other.keyboard.press("Enter");
    await other.getByText("还剩 9 个恢复码").waitFor();
    assertNoProblems(page);
    assertNoProblems(other);
  });

});
