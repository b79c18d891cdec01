// The log goes to a pipe that somebody should read. When nobody does, nobody at the desk notices: requests are
// answered, what was to be logged waits, and it is all there when somebody reads again.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, closeSync, constants, openSync, readSync, writeFileSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";

const folder = await mkdtemp(join(tmpdir(), "shouhou-log-"));
const pipe = join(folder, "pipe");
const wrapper = join(folder, "shouhou");
const real = process.env.SHOUHOU_TEST_PROGRAM ?? new URL("../../build/release/bin/shouhou", import.meta.url).pathname;
execFileSync("mkfifo", [pipe]);
writeFileSync(wrapper, `#!/bin/sh\nexec "${real}" "$@" 2>"${pipe}"\n`);
chmodSync(wrapper, 0o755);
process.env.SHOUHOU_TEST_PROGRAM = wrapper;
const { startDesk } = await import("../lib/desk.mjs");

// Lines that come until none comes for a while.
async function readLog(descriptor, quiet = 500) {
  let text = "";
  const buffer = Buffer.alloc(65536);
  for (let last = Date.now(); Date.now() - last < quiet; ) {
    try {
      const size = readSync(descriptor, buffer, 0, buffer.length, null);
      if (size > 0) {
        text += buffer.toString("utf8", 0, size);
        last = Date.now();
        continue;
      }
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
    await sleep(5);
  }
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

// Until nothing more goes in.
function fill(descriptor) {
  const block = Buffer.from('{"event":"earlier"}\n'.repeat(50));
  for (const piece of [block, Buffer.from('{"event":"earlier"}\n')]) {
    try {
      for (;;) writeSync(descriptor, piece);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

describe("a log that nobody reads", () => {
  let desk;
  let reader;

  before(async () => {
    reader = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    fill(reader);
    desk = await startDesk("sqlite");
  });
  after(async () => {
    await desk?.stop();
    if (reader !== undefined) closeSync(reader);
    await rm(folder, { recursive: true, force: true });
  });

  test("the desk starts and answers, and every line comes once somebody reads", async () => {
    let slowest = 0;
    for (let i = 0; i < 100; i += 1) {
      const begin = performance.now();
      assert.equal((await desk.owner.get("/api/v1/session")).status, 200);
      slowest = Math.max(slowest, performance.now() - begin);
    }
    assert.ok(slowest < 1000, `the slowest answer took ${slowest} ms`);
    const lines = (await readLog(reader)).filter((line) => line.event !== "earlier");
    assert.equal(lines[0].event, "schema migrated");
    assert.ok(lines.filter((line) => line.route === "/api/v1/session").length >= 10);
    assert.equal(lines.filter((line) => line.event === "log lines dropped").length, 0);
    const times = lines.map((line) => line.at);
    assert.deepEqual(times, [...times].sort(), "in the order they were written");
    const metrics = await desk.owner.get("/metrics");
    assert.match(metrics.body, /^shouhou_log_lines_dropped 0$/m);
  });

  test("told to end it does, though nobody reads again", async () => {
    fill(reader);
    assert.equal((await desk.terminate(10_000)).code, 0);
  });

  test("and one whose log is read leaves its last line there", async () => {
    await readLog(reader, 100);
    await desk.start();
    assert.equal((await desk.terminate(10_000)).code, 0);
    assert.equal((await readLog(reader)).at(-1).event, "ending");
  });
});
