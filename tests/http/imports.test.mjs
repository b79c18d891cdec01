// Imports over HTTP: looked at and tried without a trace, sent twice and taken once, bad rows on screen; and the
// command line that hands files to a running desk.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { engines, program, startDesk } from "../lib/desk.mjs";

const run = promisify(execFile);
const binary = { "Content-Type": "application/octet-stream" };

const orders = (count, bad = 0) =>
  "订单编号,买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝标题\n" +
  Array.from({ length: count }, (_, i) => `="${7_000_000 + i}",b${i},${i < bad ? "五十" : "50.00"},交易成功,2026-11-01 10:00:00,2026-11-01 10:01:00,袜子\n`).join("");

for (const engine of engines) {
  describe(`imports on ${engine}`, () => {
    let desk, folder;
    before(async () => {
      desk = await startDesk(engine);
      folder = await mkdtemp(join(tmpdir(), "shouhou-import-"));
    });
    after(async () => {
      await desk?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    const upload = (text, key) =>
      desk.owner.post(`/api/v1/imports?name=${encodeURIComponent("订单.csv")}`, Buffer.from(text), { headers: binary, ...(key && { key }) });
    async function finished(id) {
      for (let i = 0; i < 300; i += 1) {
        const seen = await desk.owner.must.get(`/api/v1/imports/${id}`);
        if (seen.state !== "running") return seen;
        await sleep(50);
      }
      throw new Error("the import did not finish");
    }

    async function judged(id) {
      for (let i = 0; i < 3600; i += 1) {
        const seen = await desk.owner.must.get(`/api/v1/imports/${id}/check`);
        if (seen.state !== "running") return seen;
        await sleep(50);
      }
      throw new Error("the dry run did not finish");
    }

    test("a dry run tells everything and keeps nothing", async () => {
      const { id } = (await upload(orders(1200, 3))).body;
      await desk.owner.must.post(`/api/v1/imports/${id}/check`, {});
      const seen = await judged(id);
      assert.deepEqual([seen.state, seen.permille], ["finished", 1000]);
      assert.equal(seen.rows, 1200);
      assert.equal(seen.added, 1197);
      assert.equal(seen.refused, 3);
      const bad = (await desk.owner.must.get(`/api/v1/imports/${id}/refused`)).items;
      assert.deepEqual(bad.map(({ line }) => line), [2, 3, 4]);
      assert.equal(bad[0].problems[0].value, "五十");
      const csv = await desk.owner.get(`/api/v1/imports/${id}/refused.csv`);
      assert.match(csv.body, /五十/);
      assert.equal((await desk.owner.must.get(`/api/v1/imports/${id}`)).state, "waiting");
      assert.equal((await desk.owner.must.get(`/api/v1/imports/${id}`)).rows, 0);
      await desk.owner.must.post(`/api/v1/imports/${id}/start`, {}, { key: "start-1" });
      const done = await finished(id);
      assert.deepEqual([done.added, done.refused], [1197, 3]); // all of them are new: the dry run left none
      assert.equal((await desk.owner.must.get(`/api/v1/imports/${id}/refused`)).items.length, 3); // nor bad rows twice
      assert.equal((await desk.owner.get(`/api/v1/imports/${id}/check`)).body.code, "import.not_checked");
      const replay = await desk.owner.post(`/api/v1/imports/${id}/start`, {}, { key: "start-1" });
      assert.equal(replay.status, 200, JSON.stringify(replay.body));
      assert.equal(replay.headers.get("Idempotency-Replayed"), "true");
      assert.equal((await desk.owner.post(`/api/v1/imports/${id}/check`, {})).body.code, "import.started_already");
    });

    test("refused rows come page by page with their reasons", async () => {
      const [{ id }] = (await desk.owner.must.get("/api/v1/imports")).items;
      const first = await desk.owner.must.get(`/api/v1/imports/${id}/refused?limit=2`);
      assert.deepEqual(first.items.map(({ line }) => line), [2, 3]);
      const rest = await desk.owner.must.get(`/api/v1/imports/${id}/refused?limit=2&after=${first.next}`);
      assert.deepEqual(rest.items.map(({ line }) => line), [4]);
      assert.equal(rest.next, 0);
      assert.equal(rest.items[0].cells[0], "7000002");
      const english = desk.client({ language: "en" });
      Object.assign(english, { cookies: desk.owner.cookies, csrf: desk.owner.csrf });
      const { items } = await english.must.get(`/api/v1/imports/${id}/refused`);
      assert.match(items[0].problems[0].text, /^not an amount/);
    });

    test("a dry run of a long file goes to its end, tells how far it is, and is stopped at any time", async () => {
      const { id } = (await upload(orders(60_000))).body;
      await desk.owner.must.post(`/api/v1/imports/${id}/check`, {});
      const stopped = await desk.owner.must.post(`/api/v1/imports/${id}/check/cancel`, {});
      assert.equal(stopped.state, "cancelled");
      assert.ok(stopped.rows < 60_000);
      await desk.owner.must.post(`/api/v1/imports/${id}/check`, {}); // judge all after all
      const bars = new Set();
      for (;;) {
        const seen = await desk.owner.must.get(`/api/v1/imports/${id}/check`);
        bars.add(seen.permille);
        if (seen.state !== "running") {
          assert.deepEqual([seen.state, seen.rows], ["finished", 60_000]);
          break;
        }
        await sleep(100);
      }
      assert.ok(bars.size > 1, "no progress was told");
      // Stopped before the import and judged to the end: both have left nothing.
      assert.equal((await desk.owner.must.get(`/api/v1/imports/${id}`)).state, "waiting");
      await desk.owner.must.post(`/api/v1/imports/${id}/cancel`, {});
      assert.equal((await desk.owner.get(`/api/v1/imports/${id}/check`)).body.code, "import.not_checked");
    });

    test("a dry run that a stop of the desk broke off is made anew after the start", async () => {
      const many = engine === "sqlite" ? 40_000 : 8_000; // more than is judged before the kill
      const { id } = (await upload(orders(many, 2))).body;
      await desk.owner.must.post(`/api/v1/imports/${id}/check`, {});
      await desk.kill();
      await desk.start();
      const seen = await judged(id);
      assert.deepEqual([seen.state, seen.rows, seen.refused], ["finished", many, 2]);
      assert.equal((await desk.owner.must.get(`/api/v1/imports/${id}/refused`)).items.length, 2);
      await desk.owner.must.post(`/api/v1/imports/${id}/cancel`, {});
    });

    test("an upload sent twice with the same key is one import", async () => {
      const first = await upload(orders(5), "file-1");
      const again = await upload(orders(5), "file-1");
      assert.equal(again.body.id, first.body.id);
      assert.equal(again.headers.get("Idempotency-Replayed"), "true");
      assert.equal((await upload(orders(6), "file-1")).body.code, "idempotency.other_request");
      await desk.owner.must.post(`/api/v1/imports/${first.body.id}/cancel`, {});
    });

    test("the command line hands files to the running desk with a token", async () => {
      const { secret: token } = await desk.owner.must.post("/api/v1/tokens", { name: "导入", scopes: ["import_run"] });
      const file = join(folder, "订单 再来.csv");
      await writeFile(file, orders(1300, 1).replaceAll(`="7`, `="8`));
      const options = { cwd: folder, env: { ...process.env, SHOUHOU_TOKEN: token } };
      const tried = await run(program, ["import", file, "--server", desk.url, "--dry-run"], options);
      assert.match(tried.stdout, /1300 行 rows：新增 added 1299/);
      assert.match(tried.stdout, /「五十」/);
      const done = await run(program, ["import", file, "--server", desk.url], options);
      assert.match(done.stdout, /1300 行 rows：新增 added 1299.*拒绝 refused 1/);
      assert.match(await readFile(`${file}.refused.csv`, "utf8"), /五十/);
      const wrong = await run(program, ["import", file, "--server", desk.url, "--token", "sh_nobody"], options).catch((error) => error);
      assert.notEqual(wrong.code, 0);
      const none = await run(program, ["import", file, "--server", desk.url], { cwd: folder }).catch((error) => error);
      assert.match(none.stdout + none.stderr, /token/);
    });
  });
}
