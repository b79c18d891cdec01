// A full disk and a disk that can no longer be written to, under the real program: a clear word, reading goes
// on, nothing acknowledged is lost, and work goes on when there is room again.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chown, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { engines, startDesk } from "../lib/desk.mjs";
import { smallDisk } from "../lib/small_disk.mjs";

const run = promisify(execFile);
const chinese = /[\u4e00-\u9fff]/;

// Long notes on a case; how many were acknowledged, and the first answer that was none.
class Writer {
  count = 0;
  constructor(desk, id) {
    Object.assign(this, { desk, id });
  }
  text(n) {
    return `第 ${n} 条 ${"针脚松了".repeat(900)}`;
  }
  write(client = this.desk.owner) {
    return client.post(`/api/v1/cases/${this.id}/notes`, { text: this.text(this.count + 1) });
  }
  async untilRefused(most = 4000) {
    for (let i = 0; i < most; i += 1) {
      const answer = await this.write();
      if (answer.status >= 300) return answer;
      this.count += 1;
    }
    throw new Error(`${most} notes were written and nothing was full`);
  }
  // Every acknowledged note is there with all its words, once, in order; and nothing else.
  async assertWhole() {
    const found = [];
    for (let page = { before: 0 }; ; ) {
      const until = page.before ? `&before=${page.before}` : "";
      page = await this.desk.owner.must.get(`/api/v1/cases/${this.id}/timeline?limit=100${until}`);
      found.push(...page.entries.filter((entry) => entry.kind === "case.note_added").map((entry) => entry.words));
      if (!page.before) break;
    }
    found.reverse();
    assert.equal(found.length, this.count);
    found.forEach((words, i) => assert.equal(words, this.text(i + 1)));
  }
}

const quiet = { env: { SHOUHOU_LOG_LEVEL: "warning" } };

async function startOn(engine, options) {
  const desk = await startDesk(engine, { ...quiet, ...options });
  const { id } = await desk.owner.must.post("/api/v1/cases", { channel: "own", subject: "盘满" });
  const english = desk.client({ language: "en" });
  Object.assign(english, { cookies: desk.owner.cookies, csrf: desk.owner.csrf });
  return { desk, english, writer: new Writer(desk, id) };
}

// A desk on a small disk of its own, for the steps of one suite; each gets { desk, english, writer, disk }.
function onSmallDisk() {
  let disk, scene;
  before(async () => {
    disk = await smallDisk(32);
    if (!disk.missing) scene = { ...(await startOn("sqlite", { parent: disk.path })), disk };
  });
  after(async () => {
    await scene?.desk.stop();
    await disk?.remove();
  });
  return (name, act) =>
    test(name, async (t) => (disk.missing ? t.skip(`no small disk can be mounted here: ${disk.missing}`) : act(scene)));
}

function assertRefused(answer, code) {
  assert.equal(answer.status, 503, JSON.stringify(answer.body));
  assert.match(answer.headers.get("Content-Type"), /^application\/problem\+json/);
  assert.equal(answer.body.code, code);
}

async function assertReadable({ desk, writer }) {
  assert.equal((await desk.owner.get("/healthz")).status, 200);
  assert.equal((await desk.owner.must.get("/api/v1/queue")).items.length, 1);
  assert.equal((await desk.owner.must.get(`/api/v1/cases/${writer.id}`)).subject, "盘满");
  await desk.owner.must.get("/api/v1/queue/counts");
  await writer.assertWhole();
}

async function assertSound(desk) {
  const doctor = await desk.command("doctor");
  assert.equal(doctor.code, 0, doctor.stdout + doctor.stderr);
}

describe("a full disk", () => {
  const step = onSmallDisk();

  step("writes until nothing goes in any more: refused with what to do, in both languages", async ({ writer, english, disk }) => {
    await disk.fill(1 << 20);
    const zh = await writer.untilRefused();
    assertRefused(zh, "store.disk_full");
    assert.match(zh.body.detail, /磁盘已满.*清出空间/);
    const en = await writer.write(english);
    assertRefused(en, "store.disk_full");
    assert.match(en.body.detail, /disk is full.*[Ff]ree some space/);
    assert.doesNotMatch(en.body.detail, chinese);
    assert.ok(writer.count > 0);
  });

  step("everything else that writes is refused as clearly, and nothing breaks", async ({ desk, writer, disk }) => {
    await disk.fill();
    for (let i = 0; i < 20; i += 1) assertRefused(await writer.write(), "store.disk_full");
    assertRefused(await desk.owner.post("/api/v1/cases", { channel: "own", subject: "再来一张" }), "store.disk_full");
    const form = new FormData();
    form.append("kind", "photo");
    form.append("file", new Blob([Buffer.alloc(3 << 20, 7)], { type: "image/png" }), "a.png");
    const upload = await desk.owner.post(`/api/v1/cases/${writer.id}/evidence/file`, form);
    assert.equal(upload.status, 503, JSON.stringify(upload.body));
    assert.match(upload.body.detail, /磁盘/);
  });

  step("reading goes on, and all that was acknowledged is there", (all) => assertReadable(all));

  step("with room again it writes again, without a restart", async ({ writer, disk }) => {
    await disk.free();
    const answer = await writer.write();
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    writer.count += 1;
    await writer.assertWhole();
  });

  // Without a single free block, three times over: what a start needs must not depend on what the last one left.
  for (const round of [1, 2, 3]) {
    step(`full again and killed (${round}): it starts, all is there and can be read, writes are refused`, async (all) => {
      const { desk, writer, disk } = all;
      await disk.fill(1 << 19);
      assertRefused(await writer.untilRefused(), "store.disk_full");
      await disk.fill();
      await desk.kill();
      await disk.fill();
      await desk.start();
      await assertReadable(all);
      assertRefused(await writer.untilRefused(), "store.disk_full");
      await disk.free();
      assert.equal((await writer.write()).status, 200);
      writer.count += 1;
      await writer.assertWhole();
    });
  }

  step("and it is sound afterwards", async ({ desk, writer }) => {
    await desk.kill();
    await assertSound(desk);
    await desk.start();
    await writer.assertWhole();
  });
});

describe("a disk that turned read-only under the running desk", () => {
  const step = onSmallDisk();

  step("writes are refused with a clear word; reading goes on", async (all) => {
    const { writer, english, disk } = all;
    for (let i = 0; i < 20; i += 1) {
      assert.equal((await writer.write()).status, 200);
      writer.count += 1;
    }
    await disk.turnReadOnly();
    const zh = await writer.untilRefused();
    assertRefused(zh, "store.read_only");
    assert.match(zh.body.detail, /不可写/);
    assertRefused(await writer.write(english), "store.read_only");
    await assertReadable(all);
  });

  step("it does not start on such a disk, and says why", async ({ desk }) => {
    await desk.kill();
    const said = desk.output.length;
    await assert.rejects(desk.start(), /不可写|read-only|cannot be written/);
    assert.ok(desk.output.length > said);
  });

  step("repaired and started again: all that was acknowledged is there, and it writes", async ({ desk, writer, disk }) => {
    await disk.repair();
    await assertSound(desk);
    await desk.start();
    await writer.assertWhole();
    assert.equal((await writer.write()).status, 200);
  });
});

describe("a limit on the size of files", () => {
  test("is an error of the write that meets it, not the end of the desk", async () => {
    const { desk, writer } = await startOn("sqlite");
    try {
      const limit = (bytes) => run("prlimit", ["--pid", String(desk.pid), `--fsize=${bytes}:unlimited`]);
      await limit(1 << 20);
      const refused = await writer.untilRefused();
      assert.equal(refused.status, 503, JSON.stringify(refused.body));
      assert.match(refused.body.code, /^store\.(io|disk_full)$/);
      await writer.assertWhole();
      await limit("unlimited");
      assert.equal((await writer.write()).status, 200);
      writer.count += 1;
      await writer.assertWhole();
    } finally {
      await desk.stop();
    }
  });
});

// PostgreSQL speaks for its own disk; the desk passes on what it says.
const withoutPostgres = engines.includes("postgres") ? false : "no PostgreSQL at hand (SHOUHOU_TEST_POSTGRES)";

describe("the disk of PostgreSQL", { skip: withoutPostgres }, () => {
  const server = process.env.SHOUHOU_TEST_POSTGRES;
  const sql = async (url, text) => (await run("psql", [url, "-Atqc", text])).stdout.trim();

  test("full: refused with what to do, nothing lost, and it goes on with room again", async (t) => {
    const disk = await smallDisk(48);
    if (disk.missing) return t.skip(`no small disk can be mounted here: ${disk.missing}`);
    let scene;
    const tablespace = `small_${process.pid}`;
    try {
      scene = await startOn("postgres");
      const { desk, writer } = scene;
      const database = desk.database.url.split("/").at(-1);
      const place = join(disk.path, "tablespace");
      await mkdir(place);
      const { uid, gid } = await stat(await sql(server, "SHOW data_directory"));
      for (const path of [disk.folder, disk.path, place]) await chown(path, uid, gid);
      await sql(server, `CREATE TABLESPACE ${tablespace} LOCATION '${place}'`);
      await desk.kill();
      await sql(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
      await sql(server, `ALTER DATABASE ${database} SET TABLESPACE ${tablespace}`);
      await desk.start();
      await disk.fill(1 << 20);
      const refused = await writer.untilRefused();
      assertRefused(refused, "store.disk_full");
      assert.match(refused.body.detail, /磁盘已满.*清出空间/);
      assert.ok(writer.count > 0);
      await assertReadable(scene);
      await disk.free();
      assert.equal((await writer.write()).status, 200);
      writer.count += 1;
      await writer.assertWhole();
      await desk.kill();
      await assertSound(desk);
    } finally {
      await scene?.desk.stop();
      await sql(server, `DROP TABLESPACE IF EXISTS ${tablespace}`);
      await disk.remove();
    }
  });

  test("read-only, as a standby is: refused with a clear word, and it goes on afterwards", async () => {
    const scene = await startOn("postgres");
    const { desk, writer, english } = scene;
    const database = desk.database.url.split("/").at(-1);
    const turn = async (word) => {
      await sql(server, `ALTER DATABASE ${database} SET default_transaction_read_only = ${word}`);
      await sql(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
    };
    try {
      assert.equal((await writer.write()).status, 200);
      writer.count += 1;
      await turn("on");
      assertRefused(await settled(() => writer.write()), "store.read_only");
      assertRefused(await writer.write(english), "store.read_only");
      await assertReadable(scene);
      await turn("off");
      assert.equal((await settled(() => writer.write())).status, 200);
      writer.count += 1;
      await writer.assertWhole();
    } finally {
      await desk.stop();
    }
  });
});

// The first answers after the connections were cut may say just that; a write they speak of was not kept.
async function settled(write) {
  for (let i = 0; ; i += 1) {
    const answer = await write();
    if (i === 100 || !["store.unreachable", "store.unsure", "store.busy"].includes(answer.body.code)) return answer;
  }
}
