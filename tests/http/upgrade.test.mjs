// Before a database's schema is changed it is copied, on both databases; where it cannot be copied nothing is
// changed, unless the operator says so.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { engines, startDesk } from "../lib/desk.mjs";

const run = promisify(execFile);

for (const engine of engines) {
  describe(`a schema that is brought up to date on ${engine}`, () => {
    let desk, folder;
    before(async () => {
      desk = await startDesk(engine);
      folder = await mkdtemp(join(tmpdir(), "shouhou-upgrade-"));
      await desk.owner.must.post("/api/v1/cases", { channel: "own", subject: "升级之前" });
    });
    after(async () => {
      await desk?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    // As an older version had it: without the newest steps, and with the words that cases are found by as they are.
    async function stepBack() {
      await desk.kill();
      const plain = (word) => `'s' || shop_id || 'x${word}'`;
      const words = ["升级", "级之", "之前"].map(plain);
      const engineOnly = desk.database
        ? `DELETE FROM case_search; INSERT INTO case_search (shop_id, case_id, tokens) SELECT shop_id, id, array_to_tsvector(ARRAY[${words.join(", ")}]) FROM cases;`
        : `DROP INDEX case_due; CREATE INDEX case_due ON cases (shop_id, due, id) WHERE live = 1; DROP TABLE blank_page;
           INSERT INTO case_search (rowid, tokens) SELECT id, ${words.join(" || ' ' || ")} FROM cases;`;
      const sql = `DROP TABLE doomed_file; DROP TABLE import_check; ALTER TABLE reranking DROP COLUMN after_due;
        DROP TABLE case_word_mark; DROP TABLE word_marking; ${engineOnly}
        DELETE FROM schema_migration WHERE version >= 12;`;
      if (desk.database) await run("psql", [desk.database.url, "-v", "ON_ERROR_STOP=1", "-qc", sql]);
      else await run("python3", ["-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])", join(desk.data, "shouhou.db"), sql]);
    }
    async function assertIsThere() {
      for (const text of ["", "升级之前"]) {
        const { items } = await desk.owner.must.get(`/api/v1/queue?text=${encodeURIComponent(text)}`);
        assert.deepEqual(items.map((one) => one.subject), ["升级之前"], `found by "${text}"`);
      }
    }
    const copies = async () => (await readdir(join(desk.data, "backups"))).filter((name) => name.startsWith("before-"));

    test("is copied first, and everything is there afterwards", async () => {
      assert.deepEqual(await copies(), []); // a new database needs no copy
      await stepBack();
      await desk.start();
      const [copy] = await copies();
      assert.match(copy, desk.database ? /\.dump$/ : /\.db$/);
      assert.ok((await stat(join(desk.data, "backups", copy))).size > 10_000);
      await assertIsThere();
    });

    test("is left alone where it cannot be copied, with a word on what to do", async (t) => {
      if (!desk.database) return t.skip("the embedded database needs no tool to be copied");
      await writeFile(join(folder, "pg_dump"), "#!/bin/sh\nexit 1\n");
      await chmod(join(folder, "pg_dump"), 0o755);
      await stepBack();
      desk.options.env = { PATH: `${folder}:${process.env.PATH}` };
      await assert.rejects(desk.start(), /no_backup_before_migration[^]*--migrate-without-backup|--migrate-without-backup[^]*no_backup_before_migration/);
      const tables = await run("psql", [desk.database.url, "-Atqc", "SELECT count(*) FROM schema_migration WHERE version >= 12"]);
      assert.equal(tables.stdout.trim(), "0");
      desk.options.args = ["--migrate-without-backup"];
      await desk.start();
      await assertIsThere();
    });
  });
}
