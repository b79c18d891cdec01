// What was said is found by its words, and the database holds none of them: neither in its tables nor in what is
// left of them on disk; also after an upgrade from a version that kept them in the clear.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { engines, startDesk } from "../lib/desk.mjs";

const run = promisify(execFile);
const said = "独角兽图案掉色，Zanzibarfleece 洗了一次";
const wordsSaid = ["独角", "角兽", "掉色", "zanzibarfleece"];
const ofOthers = 3000; // rows that the older version had deleted, so that pages of its index were let go of
const otherCases = 600;

for (const engine of engines) {
  describe(`searched words on ${engine}`, () => {
    let desk, id;
    before(async () => {
      desk = await startDesk(engine);
      ({ id } = await desk.owner.must.post("/api/v1/cases", { channel: "own", subject: "一件衣服" }));
      const another = () => desk.owner.must.post("/api/v1/cases", { channel: "own", subject: "另一件" });
      for (let i = 0; i < otherCases; i += 50) await Promise.all(Array.from({ length: 50 }, another));
      await desk.owner.must.post(`/api/v1/cases/${id}/notes`, { text: said }, { key: "note-1" });
      await desk.owner.must.put(`/api/v1/cases/${id}/draft`, { text: `${said} 独角` }, { key: "draft-1" });
    });
    after(() => desk?.stop());

    const found = async (text) => (await desk.owner.must.get(`/api/v1/queue?text=${encodeURIComponent(text)}`)).items.map((one) => one.id);

    // Everything the database has, as bytes.
    async function bytes() {
      if (desk.database) return (await run("pg_dump", ["--no-owner", desk.database.url], { maxBuffer: 256 << 20, encoding: "buffer" })).stdout;
      const names = (await readdir(desk.data)).filter((name) => name.startsWith("shouhou.db"));
      return Buffer.concat(await Promise.all(names.map((name) => readFile(join(desk.data, name)))));
    }
    async function assertSaysNothing() {
      const all = await bytes();
      assert.ok(all.includes("一件衣服"), "looked in the wrong place");
      for (const word of wordsSaid) assert.ok(!all.includes(word), `the database says ${word}`);
    }

    // The search table as the older version had it: the words of this case, of every case the word wnumber<its
    // number>, and what is left of rows that were deleted.
    async function asBefore() {
      const words = [...wordsSaid, "兽图", "图案"];
      if (desk.database) {
        const plain = words.map((word) => `'s' || shop_id || 'x${word}'`).join(", ");
        const sql = `DELETE FROM case_word_mark; UPDATE word_marking SET stage = 'words';
          INSERT INTO case_search (shop_id, case_id, tokens) SELECT shop_id, n, array_to_tsvector(ARRAY['s' || shop_id || 'x角兽', 'w' || n])
            FROM cases, generate_series(1, ${ofOthers}) n WHERE id = ${id};
          DELETE FROM case_search;
          INSERT INTO case_search (shop_id, case_id, tokens)
            SELECT shop_id, id, array_to_tsvector(ARRAY['s' || shop_id || 'xwnumber' || number]) FROM cases WHERE id <> ${id};
          INSERT INTO case_search (shop_id, case_id, tokens) SELECT shop_id, id, array_to_tsvector(ARRAY[${plain}]) FROM cases WHERE id = ${id};`;
        await run("psql", [desk.database.url, "-v", "ON_ERROR_STOP=1", "-qc", sql]);
        return;
      }
      const script = `
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("PRAGMA secure_delete = FAST")
case, words, others = int(sys.argv[2]), sys.argv[3].split(), int(sys.argv[4])
shop = c.execute("SELECT shop_id FROM cases WHERE id = ?", (case,)).fetchone()[0]
c.execute("UPDATE word_marking SET stage = 'words'")
c.execute("DELETE FROM case_word_mark")
c.executemany("INSERT INTO case_search (rowid, tokens) VALUES (?, ?)", ((n, f"s{shop}x角兽 s{shop}xw{n}") for n in range(1, others)))
c.commit()
c.execute("DELETE FROM case_search")
c.execute("INSERT INTO case_search (rowid, tokens) SELECT id, 's' || shop_id || 'xwnumber' || number FROM cases WHERE id <> ?", (case,))
c.execute("INSERT INTO case_search (rowid, tokens) VALUES (?, ?)", (case, " ".join(f"s{shop}x{w}" for w in words)))
c.commit()`;
      await run("python3", ["-c", script, join(desk.data, "shouhou.db"), id, words.join(" "), String(ofOthers)]);
    }

    test("are found by a phrase, by a word and by several, of this case only, and lie there as marks", async () => {
      for (const text of ["独角兽", "掉色", "ZANZIBARFLEECE", "一件衣服", "独角兽 掉色"]) assert.deepEqual(await found(text), [id], text);
      assert.deepEqual(await found("独角仙"), []);
      await desk.terminate();
      await assertSaysNothing();
      await desk.start();
      assert.deepEqual(await found("独角兽"), [id]);
    });

    test("of an older version are found at once and marked in the background, and leave nothing behind", async () => {
      await desk.terminate();
      await asBefore();
      assert.ok((await bytes()).includes("角兽"), "the older version is not what it should be");
      await desk.start();
      assert.deepEqual(await found("独角兽图案"), [id]); // perhaps not marked yet
      for (let kills = 0; kills < 4; kills += 1) {
        await sleep(60 * kills);
        await desk.kill(); // wherever it is
        await desk.start();
        assert.deepEqual(await found("独角兽图案"), [id]);
      }
      await desk.owner.must.post(`/api/v1/cases/${id}/notes`, { text: "再补一句 xylophone" });
      assert.deepEqual(await found("xylophone"), [id]);
      assert.deepEqual(await found("掉色"), [id]);
      for (let tries = 0; (await stage()) !== "done"; tries += 1) {
        assert.ok(tries < 400, "never done");
        await sleep(50);
      }
      await desk.terminate();
      await assertSaysNothing();
      await desk.start();
      assert.deepEqual(await found("独角兽图案 xylophone"), [id]);
      const numbers = Array.from({ length: otherCases + 1 }, (_, i) => i + 1);
      const hits = await Promise.all(numbers.map((number) => found(`wnumber${number}`)));
      assert.equal(new Set(hits.flat()).size, otherCases);
      assert.equal(hits.flat().length, otherCases);
    });

    async function stage() {
      const sql = "SELECT stage FROM word_marking";
      if (desk.database) return (await run("psql", [desk.database.url, "-Atqc", sql])).stdout.trim();
      const script = "import sqlite3, sys\nprint(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])";
      return (await run("python3", ["-c", script, `${join(desk.data, "shouhou.db")}`, sql])).stdout.trim();
    }
  });
}
