// The desk with a certificate of its own, made here: HTTP and WebSocket over TLS, what is said where TLS cannot
// be, a certificate that is renewed while the desk runs, and the command line that speaks to such a desk.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { Agent, request } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { connect as tlsConnect } from "node:tls";
import { promisify } from "node:util";

import { owner, program, startDesk } from "../lib/desk.mjs";

const run = promisify(execFile);

async function makeCertificate(folder, name, names = "IP:127.0.0.1,DNS:localhost") {
  const key = join(folder, `${name}.key`);
  const certificate = join(folder, `${name}.crt`);
  await run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", "/CN=localhost", "-addext", `subjectAltName=${names}`, "-keyout", key, "-out", certificate],
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

// The name in the certificate that a new connection gets.
const shownTo = (port) =>
  new Promise((resolve, reject) => {
    const socket = tlsConnect({ host: "127.0.0.1", port, rejectUnauthorized: false });
    socket.once("error", reject).once("secureConnect", () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
  });

async function eventually(what, look) {
  for (let i = 0; i < 200; i += 1) {
    if (await look()) return;
    await sleep(50);
  }
  assert.fail(what);
}

// Every second, so that a test need not wait for a minute; or never, so that only the signal can be it.
for (const [how, every] of [["its files change", "1"], ["SIGHUP asks for it", "3600"]]) {
  describe(`a certificate that is renewed, taken when ${how}`, () => {
    let folder, used, desk, next;
    const look = async () => how.startsWith("SIGHUP") && process.kill(desk.pid, "SIGHUP");
    // As certbot and others do: the new file takes the old one's place.
    const put = async (pair) => {
      await copyFile(pair.key, `${used.key}.new`);
      await rename(`${used.key}.new`, used.key);
      await copyFile(pair.certificate, `${used.certificate}.new`);
      await rename(`${used.certificate}.new`, used.certificate);
    };
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "shouhou-tls-"));
      used = await makeCertificate(folder, "used");
      next = await makeCertificate(folder, "next");
      desk = await startDesk("sqlite", {
        setUp: false,
        env: {
          SHOUHOU_SERVER_CERTIFICATE: used.certificate,
          SHOUHOU_SERVER_KEY: used.key,
          SHOUHOU_SERVER_CERTIFICATE_CHECK_SECONDS: every,
        },
        up: async (one) => Boolean(await shownTo(one.port)),
      });
    });
    after(async () => {
      await desk?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test("new connections get the new one, one under way goes on with the old one", async () => {
      const before = await shownTo(desk.port);
      const open = tlsConnect({ host: "127.0.0.1", port: desk.port, rejectUnauthorized: false });
      await new Promise((resolve, reject) => open.once("secureConnect", resolve).once("error", reject));
      await put(next);
      await look();
      await eventually("the new certificate was not taken", async () => (await shownTo(desk.port)) !== before);
      assert.match(desk.output, /certificate renewed/);
      let text = "";
      open.setEncoding("utf8").on("data", (piece) => (text += piece));
      open.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      await new Promise((resolve) => open.once("close", resolve));
      assert.match(text, /^HTTP\/1.1 200/);
    });

    test("one that cannot be used changes nothing, is told once, and does not keep out the one that can", async () => {
      const before = await shownTo(desk.port);
      const told = () => desk.output.split("certificate not renewed").length - 1;
      const earlier = told(); // the two files are not put in one moment
      await writeFile(used.certificate, "-----BEGIN CERTIFICATE-----\nhalf a fi");
      await look();
      await eventually("nothing was said", async () => told() > earlier);
      await sleep(2500); // looked at again meanwhile
      assert.equal(told(), earlier + 1);
      assert.ok(desk.output.includes(used.certificate));
      assert.equal(await shownTo(desk.port), before);
      await put(await makeCertificate(folder, "third"));
      await look();
      await eventually("the third certificate was not taken", async () => (await shownTo(desk.port)) !== before);
      assert.deepEqual(await desk.terminate(), { code: 0, signal: null });
    });
  });
}

describe("the command line and a desk behind https", () => {
  let folder, pair, desk, token;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "shouhou-tls-"));
    pair = await makeCertificate(folder, "desk");
    const ca = await readFile(pair.certificate);
    const agent = new Agent({ ca });
    desk = await startDesk("sqlite", {
      setUp: false,
      env: { SHOUHOU_SERVER_CERTIFICATE: pair.certificate, SHOUHOU_SERVER_KEY: pair.key },
      up: async (one) => (await ask(agent, one.port, "GET", "/healthz")).status === 200,
    });
    const json = { "Content-Type": "application/json" };
    const setUp = await ask(agent, desk.port, "POST", "/api/v1/setup", JSON.stringify({ token: await desk.ownerToken(), ...owner }), json);
    const session = { ...json, Cookie: setUp.headers["set-cookie"][0].split(";")[0], "X-CSRF-Token": JSON.parse(setUp.text).csrf_token };
    const made = await ask(agent, desk.port, "POST", "/api/v1/tokens", JSON.stringify({ name: "命令行", scopes: ["import_run", "case_read"] }), session);
    token = JSON.parse(made.text).secret;
  });
  after(async () => {
    await desk?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function command(args, env = {}) {
    const options = { cwd: folder, timeout: 60_000, env: { ...process.env, SHOUHOU_TOKEN: token, ...env } };
    return run(program, args, options).then(
      ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
      (error) => ({ code: error.code, said: `${error.stdout}${error.stderr}` }),
    );
  }
  const orders = async (name, count) => {
    const file = join(folder, name);
    const rows = Array.from({ length: count }, (_, i) => `="${7_100_000 + i}",b${i},50.00,交易成功,2026-11-01 10:00:00,2026-11-01 10:01:00,袜子\n`);
    await writeFile(file, "订单编号,买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝标题\n" + rows.join(""));
    return file;
  };

  test("files go up and the report comes back, checked against --ca, for an address and for a name", async () => {
    const file = await orders("订单.csv", 12_000); // larger than what one TLS record holds
    const url = `https://127.0.0.1:${desk.port}`;
    const tried = await command(["import", file, "--server", url, "--ca", pair.certificate, "--dry-run"]);
    assert.equal(tried.code, 0, tried.said);
    assert.match(tried.said, /12000 行 rows：新增 added 12000/);
    assert.match(tried.said, /没有写入任何数据/);
    const done = await command(["import", file, "--server", `https://localhost:${desk.port}`], { SHOUHOU_CA: pair.certificate });
    assert.equal(done.code, 0, done.said);
    assert.match(done.said, /12000 行 rows：新增 added 12000/);
    const listed = await command(["case", "list", "--url", url, "--ca", pair.certificate]);
    assert.equal(listed.code, 0, listed.said);
  });

  test("a certificate that nobody vouches for is refused, with what to do about it", async () => {
    const file = await orders("一.csv", 1);
    const refused = await command(["import", file, "--server", `https://127.0.0.1:${desk.port}`]);
    assert.notEqual(refused.code, 0);
    assert.match(refused.said, /--ca/);
    assert.match(refused.said, /not trusted/);
    assert.match(refused.said, /http\.certificate/);
  });

  test("one that was made out to another name is refused", async () => {
    const elsewhere = await makeCertificate(folder, "elsewhere", "DNS:desk.example");
    const other = await startDesk("sqlite", {
      setUp: false,
      env: { SHOUHOU_SERVER_CERTIFICATE: elsewhere.certificate, SHOUHOU_SERVER_KEY: elsewhere.key },
      up: async (one) => Boolean(await shownTo(one.port)),
    });
    try {
      const refused = await command(["case", "list", "--url", `https://127.0.0.1:${other.port}`, "--ca", elsewhere.certificate]);
      assert.notEqual(refused.code, 0);
      assert.match(refused.said, /不是发给这个主机名的/);
    } finally {
      await other.stop();
    }
  });

  test("http to the https port and https to an http port say so; a CA file that is none is named", async () => {
    const plain = await command(["case", "list", "--url", `http://127.0.0.1:${desk.port}`]);
    assert.notEqual(plain.code, 0);
    assert.match(plain.said, /https/);
    const open = await startDesk("sqlite");
    try {
      const tls = await command(["case", "list", "--url", open.url.replace("http:", "https:")]);
      assert.notEqual(tls.code, 0);
      assert.match(tls.said, /http\.no_tls/);
    } finally {
      await open.stop();
    }
    const none = await command(["case", "list", "--url", `https://127.0.0.1:${desk.port}`, "--ca", join(folder, "none.pem")]);
    assert.match(none.said, /none\.pem/);
  });
});
