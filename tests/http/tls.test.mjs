// The desk with a certificate of its own, made here: HTTP and WebSocket over TLS, and what is said where TLS
// cannot be.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { Agent, request } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { connect as tlsConnect } from "node:tls";
import { promisify } from "node:util";

import { owner, program, startDesk } from "../lib/desk.mjs";

const run = promisify(execFile);

async function makeCertificate(folder, name) {
  const key = join(folder, `${name}.key`);
  const certificate = join(folder, `${name}.crt`);
  await run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key, "-out", certificate],
  ]);
  return { key, certificate };
}

// One request over TLS; the certificate is checked against `ca`.
function ask(agent, port, method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sending = request({ agent, host: "127.0.0.1", port, method, path, headers: { Accept: "application/json", ...headers } });
    sending.on("error", reject).on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece) => (text += piece));
      const protocol = answer.socket.getProtocol();
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text, protocol }));
    });
    sending.end(body);
  });
}

describe("the desk over TLS", () => {
  let folder, pair, desk, agent, cookie, csrf;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "shouhou-tls-"));
    pair = await makeCertificate(folder, "desk");
    agent = new Agent({ ca: await readFile(pair.certificate), keepAlive: true, maxSockets: 1 });
    desk = await startDesk("sqlite", {
      setUp: false,
      env: { SHOUHOU_SERVER_CERTIFICATE: pair.certificate, SHOUHOU_SERVER_KEY: pair.key },
      up: async (one) => (await ask(agent, one.port, "GET", "/healthz")).status === 200,
    });
  });
  after(async () => {
    agent?.destroy();
    await desk?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("the address it prints is an https one, and it speaks TLS 1.2 or newer", async () => {
    assert.match(desk.output, new RegExp(`https://127\\.0\\.0\\.1:${desk.port}/setup#token=`));
    const answer = await ask(agent, desk.port, "GET", "/healthz");
    assert.match(answer.protocol, /^TLSv1\.[23]$/);
    assert.match(answer.headers["strict-transport-security"], /max-age=/);
    const old = tlsConnect({ host: "127.0.0.1", port: desk.port, rejectUnauthorized: false, minVersion: "TLSv1", maxVersion: "TLSv1.1" });
    await assert.rejects(new Promise((resolve, reject) => old.once("secureConnect", resolve).once("error", reject)));
  });

  test("set up, signed in, and a case opened; the cookie goes over TLS only", async () => {
    const token = await desk.ownerToken();
    const json = { "Content-Type": "application/json" };
    const setUp = await ask(agent, desk.port, "POST", "/api/v1/setup", JSON.stringify({ token, ...owner }), json);
    assert.equal(setUp.status, 200, setUp.text);
    const [line] = setUp.headers["set-cookie"];
    assert.match(line, /; Secure/);
    cookie = line.split(";")[0];
    csrf = JSON.parse(setUp.text).csrf_token;
    const opened = await ask(agent, desk.port, "POST", "/api/v1/cases", JSON.stringify({ channel: "own", subject: "加密的一单" }), {
      ...json, Cookie: cookie, "X-CSRF-Token": csrf,
    });
    assert.equal(opened.status, 201, opened.text);
    const queue = await ask(agent, desk.port, "GET", "/api/v1/queue", undefined, { Cookie: cookie });
    assert.equal(JSON.parse(queue.text).items[0].subject, "加密的一单");
  });

  test("files and big answers and bodies come whole, on one connection kept alive", async () => {
    const name = encodeURIComponent("订单.csv");
    const file = Buffer.concat([Buffer.from("订单编号,买家会员名\n"), Buffer.alloc(5 << 20, "1,a\n")]);
    const upload = await ask(agent, desk.port, "POST", `/api/v1/imports?name=${name}`, file, {
      "Content-Type": "application/octet-stream", "Content-Length": file.length, Cookie: cookie, "X-CSRF-Token": csrf,
    });
    assert.equal(upload.status, 201, upload.text);
    const openapi = await ask(agent, desk.port, "GET", "/api/v1/openapi.json", undefined, { Cookie: cookie });
    assert.equal(openapi.status, 200);
    assert.ok(Object.keys(JSON.parse(openapi.text).paths).length > 30);
  });

  test("a body over its limit is answered over TLS as well", async () => {
    const answer = await ask(agent, desk.port, "POST", "/api/v1/session", Buffer.alloc(3 << 20, "x"), {
      "Content-Type": "application/json",
    });
    assert.equal(answer.status, 413, answer.text);
    assert.equal(JSON.parse(answer.text).code, "request.body_too_large");
  });

  test("the live stream over TLS tells of a new case", async () => {
    const socket = tlsConnect({ host: "127.0.0.1", port: desk.port, ca: await readFile(pair.certificate) });
    await new Promise((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject));
    let got = Buffer.alloc(0);
    const until = (text) =>
      new Promise((resolve, reject) => {
        const look = () => got.includes(text) && (socket.off("data", look), resolve());
        socket.on("data", look).once("close", () => reject(new Error(`closed before ${text}: ${got}`)));
        look();
      });
    socket.on("data", (bytes) => (got = Buffer.concat([got, bytes])));
    socket.write(
      `GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: ${cookie}\r\n` +
        `Origin: https://127.0.0.1:${desk.port}\r\n\r\n`,
    );
    await until("101 Switching Protocols");
    const opened = await ask(agent, desk.port, "POST", "/api/v1/cases", JSON.stringify({ channel: "own", subject: "直播" }), {
      "Content-Type": "application/json", Cookie: cookie, "X-CSRF-Token": csrf,
    });
    await until("case.opened");
    assert.ok(got.includes(JSON.parse(opened.text).id));
    socket.destroy();
  });

  test("plain HTTP to the TLS port is told what to do; noise is not answered; the desk goes on", async () => {
    const plain = await new Promise((resolve, reject) => {
      httpRequest({ host: "127.0.0.1", port: desk.port, path: "/" }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (piece) => (text += piece));
        answer.on("end", () => resolve({ status: answer.statusCode, text, type: answer.headers["content-type"] }));
      }).on("error", reject).end();
    });
    assert.equal(plain.status, 400);
    assert.match(plain.type, /^application\/problem\+json/);
    assert.equal(JSON.parse(plain.text).code, "request.https_needed");
    assert.match(JSON.parse(plain.text).detail, /https:\/\//);
    for (const noise of [Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5]), Buffer.from([0, 0, 0]), Buffer.alloc(0)]) {
      const answer = await new Promise((resolve) => {
        const chunks = [];
        const socket = connect(desk.port, "127.0.0.1", () => socket.end(noise));
        socket.on("data", (bytes) => chunks.push(bytes)).on("error", () => {}).on("close", () => resolve(Buffer.concat(chunks)));
      });
      assert.ok(answer.length < 100, answer.toString()); // at most an alert of TLS
    }
    assert.equal((await ask(agent, desk.port, "GET", "/healthz")).status, 200);
  });

  test("SIGTERM ends it cleanly with a connection open", async () => {
    assert.deepEqual(await desk.terminate(), { code: 0, signal: null });
  });
});

describe("a certificate that cannot be used", () => {
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "shouhou-tls-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  // Must end by itself, with a word that names the file.
  async function refused(certificate, key) {
    const args = ["serve", "--port", "0", "--data", join(folder, "data")];
    const env = { ...process.env, SHOUHOU_SERVER_CERTIFICATE: certificate, SHOUHOU_SERVER_KEY: key };
    const ended = await run(program, args, { timeout: 20_000, env }).then(
      () => assert.fail("it started"),
      (error) => error,
    );
    assert.notEqual(ended.code, 0);
    assert.equal(ended.signal, null, "it did not end by itself");
    return ended.stdout + ended.stderr;
  }

  test("is named, in both languages, and nothing is served in the clear instead", async () => {
    const one = await makeCertificate(folder, "one");
    const other = await makeCertificate(folder, "other");
    const broken = join(folder, "broken.crt");
    await writeFile(broken, "-----BEGIN CERTIFICATE-----\nnot base64 at all\n-----END CERTIFICATE-----\n");
    const cases = { missing: [join(folder, "none.crt"), one.key], broken: [broken, one.key], "of another key": [one.certificate, other.key] };
    for (const [what, [certificate, key]] of Object.entries(cases)) {
      const said = await refused(certificate, key);
      assert.match(said, /证书/, what);
      assert.match(said, /certificate/, what);
      assert.ok(said.includes(certificate), `${what}: ${said}`);
    }
  });
});
