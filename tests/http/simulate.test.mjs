// The simulated shop's export goes into a real desk: every order, line, refund and review arrives, every refund
// becomes a case or joins one, and the same files again change nothing.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { program, startDesk } from "../lib/desk.mjs";

const run = promisify(execFile);
const binary = { "Content-Type": "application/octet-stream" };
const files = ["ExportOrderList.csv", "ExportOrderDetailList.csv", "ExportRefundList.csv", "ExportReviewList.csv"];

// Fields are all quoted and titles hold no line breaks.
const rowsOf = (text) => {
  const [head, ...rows] = text.trim().split("\n").map((line) => line.slice(1, -1).split('","'));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
};

describe("the export of a simulated shop", () => {
  let desk, folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "shouhou-simulated-"));
    await run(program, ["simulate", "--export", folder, "--years", "1", "--orders-per-day", "4"], { timeout: 120_000 });
    desk = await startDesk("sqlite");
  });
  after(async () => {
    await desk?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function imported(name) {
    const { id } = await desk.owner.must.post(`/api/v1/imports?name=${name}`, await readFile(join(folder, name)), { headers: binary });
    await desk.owner.must.post(`/api/v1/imports/${id}/start`, { kind: "auto" });
    for (let i = 0; i < 1200; i += 1) {
      const seen = await desk.owner.must.get(`/api/v1/imports/${id}`);
      if (seen.state !== "running" && seen.state !== "waiting") return seen;
      await sleep(50);
    }
    throw new Error(`${name} did not finish`);
  }

  test("arrives whole, and twice is once", async () => {
    const rows = {};
    for (const name of files) rows[name] = rowsOf(await readFile(join(folder, name), "utf8"));
    assert.ok(rows[files[0]].length > 1000);
    assert.ok(rows[files[2]].length > 50);
    for (const name of files) {
      const seen = await imported(name);
      assert.equal(seen.state, "finished", name);
      assert.deepEqual([seen.rows, seen.refused], [rows[name].length, 0], name);
      if (name === "ExportRefundList.csv") {
        assert.equal(seen.cases_opened + seen.cases_merged, rows[name].length);
      }
    }
    for (const name of files) {
      const again = await imported(name);
      assert.deepEqual([again.added, again.updated, again.cases_opened, again.refused], [0, 0, 0, 0], name);
    }
  });
});
