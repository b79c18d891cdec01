// Evidence over HTTP: uploaded once however often it is sent, told from whom, taken away with a reason; and the
// other promises of an answer: replays are whole, ids are text, only a lead gives cases away.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { engines, startDesk } from "../lib/desk.mjs";
import { followLive } from "../lib/live.mjs";
import { png } from "../lib/pictures.mjs";

const image = { "Content-Type": "image/png" };

const isPicture = (bytes) => bytes.includes("JFIF") || bytes.includes("PNG") || bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));

// Every number in an event's body that is too large for a browser to tell from its neighbour.
function tooLarge(value, path = "body") {
  if (typeof value === "number") return Number.isSafeInteger(value) ? [] : [path];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, one]) => tooLarge(one, `${path}.${name}`));
}

for (const engine of engines) {
  describe(`evidence on ${engine}`, () => {
    let desk, li, zhao, at, id;
    before(async () => {
      desk = await startDesk(engine);
      [li, zhao] = [await joined("li", "小李"), await joined("zhao", "小赵")];
    });
    after(() => desk?.stop());

    async function joined(login, name) {
      const { token } = await desk.owner.must.post("/api/v1/invitations", { role: "agent" });
      const client = desk.client();
      client.csrf = (await client.must.post("/api/v1/join", { token, login, name, password: `another-good-battery-${login}` })).csrf_token;
      return client;
    }

    test("an upload sent twice with the same key is one piece, and the replay is the whole answer", async () => {
      ({ id } = await li.must.post("/api/v1/cases", { channel: "own", subject: "袖口开线" }));
      at = `/api/v1/cases/${id}`;
      const path = `${at}/evidence/file?kind=photo&given_by_buyer=true`;
      const first = await li.post(path, png(), { key: "photo-1", headers: image });
      assert.equal(first.status, 201, JSON.stringify(first.body));
      const again = await li.post(path, png(), { key: "photo-1", headers: image });
      assert.equal(again.status, 201);
      assert.equal(again.headers.get("Idempotency-Replayed"), "true");
      assert.deepEqual(again.body, first.body);
      const other = await li.post(path, png(90), { key: "photo-1", headers: image });
      assert.equal(other.body.code, "idempotency.other_request");
      await zhao.must.post(`${at}/evidence/file?kind=photo`, png(60), { headers: image });
      const { evidence } = await li.must.get(at);
      assert.deepEqual(evidence.map((piece) => [piece.given_by_buyer, piece.added_by_name]), [[true, "小李"], [false, "小赵"]]);
    });

    test("a photo comes back as it was cleaned, and on disk nobody can see it", async () => {
      const [piece] = (await li.must.get(at)).evidence;
      for (const size of ["", "?thumbnail=true"]) {
        const answer = await fetch(`${desk.url}${at}/evidence/${piece.id}${size}`, { headers: { Cookie: [...li.cookies].map((pair) => pair.join("=")).join("; ") } });
        assert.equal(answer.status, 200);
        const bytes = Buffer.from(await answer.arrayBuffer());
        assert.equal(bytes.length, Number(answer.headers.get("Content-Length")));
        assert.equal(answer.headers.get("Content-Type"), size ? "image/jpeg" : piece.media_type);
        assert.ok(isPicture(bytes));
      }
      const files = readdirSync(join(desk.data, "blobs"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      assert.equal(files.length, 6, "two photos, the one that was refused, and their thumbnails");
      for (const file of files) {
        const bytes = readFileSync(join(file.parentPath ?? file.path, file.name));
        assert.equal(bytes.subarray(0, 8).toString(), "SHSEAL1\n");
        assert.ok(!isPicture(bytes));
      }
    });

    test("a replay carries the version as the answer did", async () => {
      const first = await li.post(`${at}/notes`, { text: "问过买家" }, { key: "note-1" });
      const again = await li.post(`${at}/notes`, { text: "问过买家" }, { key: "note-1" });
      assert.match(first.headers.get("ETag"), /^"\d+"$/);
      assert.equal(again.headers.get("ETag"), first.headers.get("ETag"));
      assert.equal(again.headers.get("Idempotency-Replayed"), "true");
    });

    test("a wrong picture is taken away with a reason; that it was there stays in the history", async () => {
      const [piece] = (await li.must.get(at)).evidence;
      const file = `${at}/evidence/${piece.id}`;
      assert.equal((await li.get(file)).status, 200);
      assert.equal((await li.post(`${at}/removed-evidence`, { evidence: piece.id, reason: " " })).body.code, "case.reason_needed");
      assert.equal((await li.post(`${at}/removed-evidence`, { evidence: "123", reason: "传错了" })).status, 404);
      await li.must.post(`${at}/removed-evidence`, { evidence: piece.id, reason: "传错了，是别人的照片" });
      const view = await li.must.get(at);
      assert.deepEqual(view.evidence.map((one) => one.added_by_name), ["小赵"]);
      assert.equal((await li.get(file)).status, 404);
      assert.equal((await li.get(`${file}?thumbnail=true`)).status, 404);
      const entry = view.timeline.find(({ kind }) => kind === "case.evidence_removed");
      assert.equal(entry.body.evidence, piece.id);
      assert.equal(entry.body.reason, "传错了，是别人的照片");
      assert.equal(entry.actor, "小李");
      assert.ok(view.timeline.some(({ kind, body }) => kind === "case.evidence_added" && body.piece.id === piece.id));
    });

    test("ids in the timeline and the live stream are text", async () => {
      const { hello } = await followLive(li).then((live) => (live.close(), live));
      const live = await followLive(li, 0);
      await live.until(hello);
      live.close();
      const { entries } = await li.must.get(`${at}/timeline?limit=200`);
      for (const event of [...live.events, ...entries]) assert.deepEqual(tooLarge(event), [], JSON.stringify(event));
      const opened = live.events.find(({ kind, case_id }) => kind === "case.opened" && case_id === id);
      assert.equal(opened.body.id, id);
    });

    test("who has no say over cases cannot take a colleague's, nor give away what is not theirs", async () => {
      const me = await zhao.must.get("/api/v1/session");
      const her = await li.must.get("/api/v1/session");
      const free = (await li.must.post("/api/v1/cases", { channel: "own", subject: "没人接" })).id;
      assert.equal((await zhao.post(`/api/v1/cases/${free}/assign`, { to: her.account })).status, 403);
      await li.must.post(`/api/v1/cases/${free}/take`, {});
      assert.equal((await zhao.post(`/api/v1/cases/${free}/assign`, { to: me.account })).status, 403);
      assert.equal((await zhao.post(`/api/v1/cases/${free}/take`, {})).status, 409);
      await li.must.post(`/api/v1/cases/${free}/assign`, { to: me.account, reason: "下班了" }); // one's own may be handed over
      await desk.owner.must.post(`/api/v1/cases/${free}/assign`, { to: her.account }); // and a lead may
      assert.equal((await li.must.get(`/api/v1/cases/${free}`)).assignee_name, "小李");
    });

    test("the audit log goes out as a file, and that it did stands in it", async () => {
      const answer = await desk.owner.get("/api/v1/audit.csv?act=invitation.");
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get("Content-Disposition"), /attachment/);
      const lines = answer.body.trim().split("\r\n");
      assert.match(lines[0], /序号,时间,账号/);
      assert.ok(lines.length >= 3);
      assert.ok(lines.slice(1).every((line) => line.includes(",invitation.")));
      const { items } = await desk.owner.must.get("/api/v1/audit?act=export.audit");
      assert.equal(items.length, 1);
      assert.equal((await li.get("/api/v1/audit.csv")).status, 403);
    });

    test("the store's queue stands in the metrics", async () => {
      const { body } = await desk.owner.get("/metrics");
      assert.match(body, /^shouhou_store_queued \d+$/m);
    });

    test("a second factor that becomes required is asked for at once, and a malformed setting is refused", async () => {
      const put = (value) => desk.owner.put("/api/v1/settings/security.second_factor", { value, why: "演练" });
      assert.equal((await put({ required: "yes" })).body.code, "setting.value");
      assert.equal((await put([true])).body.code, "setting.value");
      assert.equal((await desk.owner.put("/api/v1/settings/imports.kept", { value: { days: 0 }, why: "演练" })).body.code, "setting.value");
      await li.must.get("/api/v1/session"); // li is remembered now
      const changed = await put({ required: true });
      assert.equal(changed.status, 200, JSON.stringify(changed.body));
      assert.equal((await li.must.get("/api/v1/session")).must_add_factor, true);
      assert.equal((await li.get("/api/v1/queue")).status, 403); // nothing works before it is there
    });
  });
}
