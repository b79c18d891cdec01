// From nothing to a shop with an owner: the first start, the one-time link, signing in and out, and what the
// program answers to whoever asks wrongly. On every database.
import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";

import { cookiesOf } from "../lib/client.mjs";
import { engines, owner, startDesk } from "../lib/desk.mjs";

const chinese = /[\u4e00-\u9fff]/;

function assertProblem(answer, status, code) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(answer.headers.get("Content-Type"), /^application\/problem\+json/);
  assert.equal(answer.body.status, status);
  if (code) assert.equal(answer.body.code, code);
  assert.ok(answer.body.detail.length > 0);
}

// POST with a body of so many chunks, sent without a look at the answer; the sender gets it when all is sent.
function inChunks(url, count, size, headers) {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: "POST", headers: { ...headers, "Content-Type": "application/json" } }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (text) => (body += text));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body })).on("error", reject);
    });
    sending.on("error", reject);
    for (let i = 0; i < count; i += 1) sending.write(Buffer.alloc(size, "x"));
    sending.end();
  });
}

// Everything is sent first, then the answer is read until the other end closes.
function blindly(port, bytes) {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("utf8").on("data", (text) => (answer += text));
    socket.on("end", () => resolve(answer)).on("error", reject);
  });
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
      const cookie = cookiesOf(answer).find((one) => /HttpOnly/i.test(one));
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
      assertProblem(await client.get("/api/v1/no-such-thing"), 404);
    });

    // The refusal overtakes the body; the sender must get it all the same, ten times out of ten.
    test("a body over its limit is answered, in the reader's language, however it is sent", async () => {
      for (let round = 0; round < 10; round += 1) {
        const language = round % 2 ? "en" : "zh";
        const guest = desk.client({ language });
        assert.equal((await guest.get("/healthz")).status, 200); // the connection is kept alive
        const whole = await guest.post("/api/v1/session", { login: "x".repeat(3 << 20), password: "y" });
        assertProblem(whole, 413, "request.body_too_large");
        assert.equal(chinese.test(whole.body.detail), language === "zh");
        const chunked = await inChunks(`${desk.url}/api/v1/session`, 48, 1 << 16, { "Accept-Language": language });
        assert.equal(chunked.status, 413);
        assert.equal(JSON.parse(chunked.body).code, "request.body_too_large");
        assert.match(chunked.headers["content-type"], /^application\/problem\+json/);
      }
    });

    test("a header over its limit is answered too", async () => {
      for (const size of [20_000, 400_000, 4_000_000]) {
        const answer = await blindly(desk.port, `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"x".repeat(size)}\r\n\r\n`);
        assert.match(answer, /^HTTP\/1\.1 431 [^]*application\/problem\+json[^]*request\.header_too_large/);
      }
    });

    test("SIGTERM ends it cleanly", async () => {
      const ended = await desk.terminate();
      assert.deepEqual(ended, { code: 0, signal: null });
      await desk.start();
    });
  });
}
