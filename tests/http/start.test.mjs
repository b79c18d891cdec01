// From nothing to a shop with an owner: the first start, the one-time link, signing in and out, and what the
// program answers to whoever asks wrongly. On every database.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { engines, owner, startDesk } from "../lib/desk.mjs";

const chinese = /[\u4e00-\u9fff]/;

function assertProblem(answer, status, code) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(answer.headers.get("Content-Type"), /^application\/problem\+json/);
  assert.equal(answer.body.status, status);
  if (code) assert.equal(answer.body.code, code);
  assert.ok(answer.body.detail.length > 0);
}

for (const engine of engines) {
  describe(`first start on ${engine}`, () => {
    let desk;
    before(async () => {
      desk = await startDesk(engine, { setUp: false });
    });
    after(() => desk?.stop());

    test("it is healthy before anybody has signed in", async () => {
      assert.equal((await desk.client().get("/healthz")).status, 200);
    });

    test("nobody is signed in, said in the reader's language", async () => {
      const zh = await desk.client({ language: "zh" }).get("/api/v1/session");
      assertProblem(zh, 401);
      assert.match(zh.body.detail, chinese);
      const en = await desk.client({ language: "en" }).get("/api/v1/session");
      assertProblem(en, 401, zh.body.code);
      assert.doesNotMatch(en.body.detail, chinese);
    });

    test("a wrong link makes no owner", async () => {
      const token = await desk.ownerToken();
      const wrong = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
      const answer = await desk.client().post("/api/v1/setup", { token: wrong, ...owner });
      assert.ok([400, 401, 403, 404, 409, 422].includes(answer.status), String(answer.status));
      assert.equal(answer.body.code, "link.invalid");
    });

    test("a weak password is refused with its field and the link stays good", async () => {
      const token = await desk.ownerToken();
      const answer = await desk.client().post("/api/v1/setup", { token, ...owner, password: "1234567890" });
      assertProblem(answer, 422, "account.password_common");
    });

    test("the link makes an owner, once, who is signed in at once", async () => {
      const token = await desk.ownerToken();
      const client = desk.client();
      const session = await client.setUp({ token, ...owner });
      assert.equal(session.role, "owner");
      assert.equal(session.shop_name, owner.shop_name);
      assert.equal((await client.must.get("/api/v1/session")).name, owner.name);
      const again = await desk.client().post("/api/v1/setup", { token, ...owner, login: "second" });
      assert.equal(again.body.code, "link.invalid");
    });

    test("a wrong password and an unknown name get the same answer", async () => {
      const wrong = await desk.client().post("/api/v1/session", { login: owner.login, password: "not-this-one" });
      const unknown = await desk.client().post("/api/v1/session", { login: "nobody", password: "not-this-one" });
      assertProblem(wrong, 401);
      assertProblem(unknown, 401, wrong.body.code);
      assert.equal(unknown.body.detail, wrong.body.detail);
    });

    test("the session cookie is out of reach of scripts and of other sites", async () => {
      const client = desk.client();
      const answer = await client.post("/api/v1/session", { login: owner.login, password: owner.password });
      assert.ok(answer.status < 300, JSON.stringify(answer.body));
      const cookie = answer.headers.getSetCookie().find((one) => /HttpOnly/i.test(one));
      assert.ok(cookie, "no HttpOnly cookie");
      assert.match(cookie, /SameSite=(Lax|Strict)/i);
      assert.match(cookie, /Path=\//i);
    });

    test("a write without the forgery token is refused, with it the session ends", async () => {
      const client = desk.client();
      await client.signIn(owner.login, owner.password);
      const forged = await client.delete("/api/v1/session", undefined, { csrf: false });
      assert.equal(forged.status, 403, JSON.stringify(forged.body));
      assert.equal((await client.get("/api/v1/session")).status, 200);
      const copy = new Map(client.cookies);
      await client.signOut();
      client.cookies = copy; // somebody kept the cookie
      assert.equal((await client.get("/api/v1/session")).status, 401);
    });

    test("a session outlives a pulled plug", async () => {
      const client = desk.client();
      await client.signIn(owner.login, owner.password);
      await desk.kill();
      await desk.start();
      assert.equal((await client.must.get("/api/v1/session")).login, owner.login);
    });

    test("with an owner no further link is printed", async () => {
      const before = desk.output.length;
      await desk.kill();
      await desk.start();
      assert.doesNotMatch(desk.output.slice(before), /setup#token/);
    });

    test("unknown addresses, methods and malformed bodies are problems too", async () => {
      const client = desk.client();
      await client.signIn(owner.login, owner.password);
      assertProblem(await client.get("/api/v1/no-such-thing"), 404);
      const method = await client.request("PATCH", "/api/v1/setup", {});
      assertProblem(method, 405);
      assert.match(method.headers.get("Allow"), /POST/);
      const json = { "Content-Type": "application/json" };
      const guest = desk.client();
      assertProblem(await guest.post("/api/v1/session", "{not json", { headers: json }), 400, "json.malformed");
      assertProblem(await guest.post("/api/v1/session", "[".repeat(10_000), { headers: json }), 422, "json.too_deep");
      // The refusal may overtake the body: then the sender sees the connection end instead of the answer.
      const answer = await guest
        .post("/api/v1/session", { login: "x".repeat(3 << 20), password: "y" })
        .catch((error) => assert.match(String(error.cause?.code), /ECONNRESET|EPIPE|UND_ERR_SOCKET/));
      if (answer) assertProblem(answer, 413);
      assertProblem(await client.get("/api/v1/no-such-thing"), 404);
    });

    test("SIGTERM ends it cleanly", async () => {
      const ended = await desk.terminate();
      assert.deepEqual(ended, { code: 0, signal: null });
      await desk.start();
    });
  });
}
