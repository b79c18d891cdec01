// The shop's own export files come in through the browser: Taobao order list and refunds in GB18030, an own file
// mapped by hand, bad rows taken home, many files and a folder at once. Cases stand in the queue afterwards.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { assertFits, assertNoProblems, openBrowser, openPage, picture, pictures } from "../lib/browser.mjs";
import { owner, startDesk } from "../lib/desk.mjs";

// Text as GB18030, by turning the platform's decoder round: all two-byte characters.
const gb = new Map();
const decoder = new TextDecoder("gb18030");
for (let first = 0x81; first <= 0xfe; first += 1) {
  for (let second = 0x40; second <= 0xfe; second += 1) {
    if (second === 0x7f) continue;
    const char = decoder.decode(Uint8Array.of(first, second));
    if ([...char].length === 1 && !gb.has(char)) gb.set(char, [first, second]);
  }
}
const gb18030 = (text) =>
  Buffer.from([...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : gb.get(char))));

const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n") + "\r\n";
const two = (number) => String(number).padStart(2, "0");
const at = (daysAgo, hour) => {
  const day = new Date(Date.now() - daysAgo * 86_400_000);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())} ${two(hour)}:20:00`;
};
const orderNumber = (index) => `="39485720394857${two(index)}"`.replace(/"/g, '""');

const orders = csv([
  ["订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额", "订单状态", "收货人姓名", "收货地址 ", "联系手机", "订单创建时间", "订单付款时间 ", "宝贝标题 ", "物流单号 ", "物流公司"],
  ...Array.from({ length: 20 }, (_, index) => [
    orderNumber(index), `买家${index}`, "168.00", "10.00", index === 7 ? "一百" : "178.00", "卖家已发货，等待买家确认",
    "张三", "浙江省 杭州市 西湖区 文三路1号", "'13812345678", at(5, 9), at(5, 10), "羊毛衫 女 秋冬", `No:43123456789${two(index)}`, "韵达快递",
  ]),
]);
const refunds = csv([
  ["订单编号", "退款编号", "买家会员名", "买家实际支付金额", "买家退款金额", "手工退款/系统退款", "退款的申请时间", "超时时间", "退款状态", "货物状态", "是否需要退货", "买家退款原因", "买家退款说明", "宝贝标题"],
  ...[1, 2, 3].map((index) => [
    orderNumber(index), `77000000${index}`, `买家${index}`, "178.00", "168.00", "手工退款", at(1, 9), at(-1, 9 + index),
    "买家已经申请退款，等待卖家同意", "买家已收到货", "买家需要退货", "质量问题", "袖口脱线了，没法穿", "羊毛衫 女 秋冬",
  ]),
]);
const own = "单子;多少钱;买了啥\r\nA-1;12.50;袜子\r\nA-2;9.90;手套\r\n";

describe("importing in the browser", () => {
  let desk;
  let browser;
  let page;
  before(async () => {
    desk = await startDesk("sqlite");
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

  const give = async (name, buffer) => {
    await page.goto(`${desk.url}/imports`);
    await page.locator("input[name=files]").setInputFiles({ name, mimeType: "text/csv", buffer });
    await page.waitForURL(/imports\/\d+/);
  };
  const count = (title) => page.locator(".ant-statistic", { hasText: title }).locator(".ant-statistic-content").textContent();
  const finished = () => page.getByText("已完成", { exact: true }).waitFor();

  test("a Taobao order list is recognised, good rows go in, the bad one is told and taken home", async () => {
    await give("ExportOrderList.csv", gb18030(orders));
    await page.getByText("已识别").waitFor();
    await page.getByText(/淘宝/).first().waitFor();
    await pictures(page, "import-preview");
    await assertFits(page);
    await page.getByRole("button", { name: "试运行" }).click();
    await page.getByText("整个文件共 20 行，都判断过了").waitFor();
    assert.equal(await count("有问题的行"), "1");
    await page.locator(".bad-rows").getByText("一百").first().waitFor();
    await pictures(page, "import-dry-run");
    await assertFits(page);
    await page.getByRole("button", { name: "开始导入" }).click();
    await finished();
    assert.equal(await count("已读行数"), "20");
    assert.equal(await count("有问题的行"), "1");
    assert.equal(await count("新增"), "19");
    await pictures(page, "import-report");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByText("下载问题行").click()]);
    const text = await readFile(await download.path(), "utf8");
    assert.match(text, /一百/);
    assertNoProblems(page);
  });

  test("refunds become cases, and a second import changes nothing", async () => {
    await give("退款.csv", gb18030(refunds));
    await page.getByText("已识别").waitFor();
    await page.getByRole("button", { name: "开始导入" }).click();
    await finished();
    assert.equal(await count("新建售后单"), "3");
    await give("退款.csv", gb18030(refunds));
    await page.getByRole("button", { name: "开始导入" }).click();
    await finished();
    assert.equal(await count("新建售后单"), "0");
    await page.getByRole("link", { name: "去队列处理" }).click();
    await page.locator(".queue-row").nth(2).waitFor();
    await pictures(page, "queue-imported");
    await page.locator(".row-title a").first().click();
    await page.getByText("袖口脱线了，没法穿").waitFor();
    await page.getByText("¥178.00").first().waitFor();
    await pictures(page, "case-imported");
    assertNoProblems(page);
  });

  test("a file nobody knows is mapped by hand, and the mapping is kept", async () => {
    await give("我的账本.csv", Buffer.from(own));
    await page.getByText("没认出来，请对应各列").waitFor();
    await page.getByRole("button", { name: "对应各列" }).click();
    await page.getByText("还缺必需的列").waitFor();
    for (const [column, meaning] of [["单子", "订单编号 *"], ["多少钱", "买家实付金额"]]) {
      await page.locator(".ant-select", { has: page.getByLabel(`对应字段 ${column}`) }).click();
      await page.keyboard.type(meaning.replace(" *", ""));
      await page.keyboard.press("Enter");
    }
    await picture(page, "import-mapping");
    await page.getByLabel("映射名称").fill("我的账本");
    await page.getByRole("button", { name: "保存映射并预览" }).click();
    await page.getByText("已识别").waitFor();
    await page.getByRole("button", { name: "开始导入" }).click();
    await finished();
    assert.equal(await count("新增"), "2");
    assertNoProblems(page);
  });
});

const make = fileURLToPath(new URL("../fixtures/make_taobao.py", import.meta.url));
const reviews = (number, nick) =>
  csv([
    ["订单编号", "买家会员名", "评价类型", "评价内容", "宝贝与描述相符", "卖家的服务态度", "评价时间"],
    [number, nick, "差评", "袖口开线，客服不理人", "1", "1", at(1, 11)],
  ]);

describe("several files at once in the browser", () => {
  let desk, browser, page, folder, expected;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "shouhou-batch-"));
    const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
    await promisify(execFile)("python3", [make, folder, "--orders", "300", "--now", now], { timeout: 120_000 });
    expected = JSON.parse(await readFile(join(folder, "expected.json"), "utf8"));
    const [number, nick] = Object.entries(expected.nicks)[0];
    await writeFile(join(folder, "评价.csv"), gb18030(reviews(number, nick)));
    await writeFile(join(folder, "看不懂.csv"), "甲;乙\r\n1;2\r\n");
    await writeFile(join(folder, "说明书.pdf"), "%PDF-1.4");
    desk = await startDesk("sqlite");
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
    await rm(folder, { recursive: true, force: true });
  });

  const row = (name) => page.locator(".batch-row", { hasText: name });
  const places = () => page.locator(".batch-row:has(.batch-place)").locator(".batch-name > span:first-of-type").allTextContents();
  const sum = (title) => page.locator(".batch-outcome .ant-statistic", { hasText: title }).locator(".ant-statistic-content").textContent();

  test("each file says at once how far it is, what it is, or why not and what to do", async () => {
    await page.goto(`${desk.url}/imports`);
    await page.getByText("还没有导入过").waitFor();
    await pictures(page, "imports-empty");
    // Slow enough to be seen.
    const network = await page.context().newCDPSession(page);
    await network.send("Network.enable");
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 60_000 });
    const names = ["Refunds2024.zip", "评价.csv", "Refunds.csv", "看不懂.csv", "说明书.pdf", "ExportOrderDetailList.csv", "ExportOrderList.csv"];
    await page.locator("input[name=files]").setInputFiles(names.map((name) => join(folder, name)));
    await row("Refunds2024.zip").getByText(/正在上传/).waitFor();
    await row("ExportOrderList.csv").getByText(/等待上传/).waitFor();
    assert.equal(await page.getByText("还没有导入过").count(), 0);
    await row("说明书.pdf").getByText(/不是表格文件/).waitFor();
    await pictures(page, "imports-sending");
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await row("ExportOrderList.csv").getByText(/识别为 淘宝/).waitFor({ timeout: 60_000 });
    await row("看不懂.csv").getByText("要您确认").waitFor();
    await row("Refunds2024.zip").getByText(/识别为 .*退款/).waitFor();
    await page.getByRole("button", { name: "取消 说明书.pdf" }).click();
    assert.equal(await row("说明书.pdf").count(), 0);
    assertNoProblems(page);
  });

  test("one button imports them in the order in which they need each other, and says what came of it", async () => {
    await page.getByRole("button", { name: "按顺序导入这 5 份" }).waitFor();
    const order = await places();
    assert.deepEqual(order.slice(0, 2), ["ExportOrderList.csv", "ExportOrderDetailList.csv"]);
    assert.deepEqual([...order.slice(2, 4)].sort(), ["Refunds.csv", "Refunds2024.zip"]);
    assert.equal(order[4], "评价.csv");
    await pictures(page, "imports-ready");
    await assertFits(page);
    await page.getByRole("button", { name: "按顺序导入这 5 份" }).click();
    await page.getByText("5 份文件都导入完了").waitFor({ timeout: 120_000 });
    await pictures(page, "imports-done");
    await assertFits(page);
    // They ran in that order.
    const { items } = await desk.owner.must.get("/api/v1/imports");
    const ran = items.filter((one) => one.state === "finished").sort((a, b) => a.finished_at - b.finished_at);
    assert.deepEqual(ran.map((one) => one.file_name), order);
    const total = (name) => ran.reduce((all, one) => all + one[name], 0);
    assert.ok(total("cases_opened") > 0);
    assert.equal(await sum("新建售后单"), total("cases_opened").toLocaleString());
    assert.equal(await sum("有问题的行"), total("refused").toLocaleString());
    assert.ok(total("refused") > 0, "the fixture has bad rows");
    const bad = page.locator(".batch-row", { hasText: "下载问题行" }).first();
    const [download] = await Promise.all([page.waitForEvent("download"), bad.getByText("下载问题行").click()]);
    assert.match(await readFile(await download.path(), "utf8"), /错误原因/);
    // The one nobody knows still waits to be looked into.
    await row("看不懂.csv").getByRole("link", { name: "对应各列" }).click();
    await page.getByText("没认出来，请对应各列").waitFor();
    assertNoProblems(page);
  });

  test("a folder goes up whole, what was taken off stays out, and nothing is doubled", async () => {
    const inside = join(folder, "导出");
    await mkdir(join(inside, "退款"), { recursive: true });
    for (const name of ["ExportOrderList.csv", "ExportOrderDetailList.csv"]) await cp(join(folder, name), join(inside, name));
    await cp(join(folder, "Refunds.csv"), join(inside, "退款", "Refunds.csv"));
    await writeFile(join(inside, ".DS_Store"), "x");
    await page.goto(`${desk.url}/imports`);
    await page.getByRole("button", { name: "取消 看不懂.csv" }).click();
    await row("看不懂.csv").waitFor({ state: "detached" });
    await page.locator("input[name=folder]").setInputFiles(inside);
    await page.getByRole("button", { name: "按顺序导入这 3 份" }).waitFor();
    await page.getByRole("button", { name: "取消 ExportOrderDetailList.csv" }).click();
    await page.getByRole("button", { name: "按顺序导入这 2 份" }).click();
    await page.getByText("2 份文件都导入完了").waitFor({ timeout: 60_000 });
    assert.equal(await sum("新增"), "0");
    assert.equal(await sum("新建售后单"), "0");
    await page.getByRole("button", { name: "清空这个列表" }).click();
    await page.locator(".batch-row").first().waitFor({ state: "detached" });
    await page.setViewportSize({ width: 390, height: 844 });
    await assertFits(page);
    assertNoProblems(page);
  });
});
