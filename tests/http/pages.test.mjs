// The built pages as a browser gets them: compressed, cached, safe.
import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, describe, test } from "node:test";

import { startDesk } from "../lib/desk.mjs";

// Plain node:http, which neither decompresses nor adds headers by itself.
function get(url, headers = {}) {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on("error", reject)
      .end();
  });
}

describe("pages", () => {
  let desk;
  let script;
  before(async () => {
    desk = await startDesk("sqlite", { setUp: false });
    const index = await get(`${desk.url}/`);
    script = desk.url + /src="(\/assets\/[^"]+\.js)"/.exec(index.body.toString())[1];
  });
  after(() => desk?.stop());

  test("the first page is never kept without asking, its parts for a year", async () => {
    const index = await get(`${desk.url}/`);
    assert.equal(index.status, 200);
    assert.match(index.headers["content-type"], /^text\/html/);
    assert.match(index.headers["cache-control"], /no-cache/);
    const part = await get(script);
    assert.match(part.headers["cache-control"], /max-age=31536000.*immutable/);
    assert.match(part.headers["content-type"], /javascript/);
  });

  test("the best compression the browser takes is used", async () => {
    const plain = await get(script);
    const gzip = await get(script, { "Accept-Encoding": "gzip" });
    const brotli = await get(script, { "Accept-Encoding": "gzip, br" });
    assert.equal(plain.headers["content-encoding"], undefined);
    assert.equal(gzip.headers["content-encoding"], "gzip");
    assert.equal(brotli.headers["content-encoding"], "br");
    assert.ok(brotli.body.length < gzip.body.length && gzip.body.length < plain.body.length / 2);
    assert.match(gzip.headers.vary, /accept-encoding/i);
  });

  test("what the browser has is not sent again", async () => {
    const { headers } = await get(`${desk.url}/`);
    const again = await get(`${desk.url}/`, { "If-None-Match": headers.etag });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
  });

  test("addresses of pages lead to the first page, missing files and API paths do not", async () => {
    for (const path of ["/queue", "/cases/123", "/setup"]) {
      const page = await get(desk.url + path);
      assert.equal(page.status, 200);
      assert.match(page.body.toString(), /<div id="root">/);
    }
    assert.equal((await get(`${desk.url}/assets/gone-12345678.js`)).status, 404);
    const api = await get(`${desk.url}/api/v1/gone`);
    assert.ok([401, 404].includes(api.status));
    assert.match(api.headers["content-type"], /problem\+json/);
  });

  test("no path leads out of the folder", async () => {
    for (const path of ["/../package.json", "/..%2fpackage.json", "/%2e%2e/package.json", "/assets/..%5c..%5cpackage.json"]) {
      const answer = await new Promise((resolve, reject) => {
        request({ host: "127.0.0.1", port: desk.port, path }, (response) => {
          let text = "";
          response.on("data", (part) => (text += part));
          response.on("end", () => resolve(text));
        })
          .on("error", reject)
          .end();
      });
      assert.doesNotMatch(answer, /shouhou-web/);
    }
  });

  test("pages may not be framed, run foreign scripts or be guessed as something else", async () => {
    const { headers } = await get(`${desk.url}/`);
    assert.match(headers["content-security-policy"], /default-src 'self'/);
    assert.match(headers["content-security-policy"], /frame-ancestors 'none'/);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(headers["referrer-policy"], /no-referrer|same-origin/);
  });
});
