// The real program for the tests: started on a free port with a data directory of its own, on the embedded
// database or on PostgreSQL, and gone afterwards. Nothing of it is replaced.
//
//   const desk = await startDesk(engine);          // an owner is signed in as desk.owner
//   const answer = await desk.owner.get("/api/v1/session");
//   await desk.kill(); await desk.start();         // pull the plug, start again on the same data
//   await desk.stop();                             // and everything is removed
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Client } from "./client.mjs";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
export const program = process.env.SHOUHOU_TEST_PROGRAM ?? `${root}build/release/bin/shouhou`;
export const webFolder = `${root}web/dist`;

// Which databases to test on: always the embedded one; PostgreSQL where a server is at hand.
export const engines = process.env.SHOUHOU_TEST_POSTGRES ? ["sqlite", "postgres"] : ["sqlite"];

export const owner = {
  shop_name: "暖织毛衣铺",
  name: "王掌柜",
  login: "wang",
  password: "correct-horse-battery",
};

async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function newDatabase() {
  const url = process.env.SHOUHOU_TEST_POSTGRES;
  const name = `http_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  await run("psql", [url, "-qc", `CREATE DATABASE ${name}`]);
  return { url: url.replace(/\/[^/]*$/, `/${name}`), drop: () => run("psql", [url, "-qc", `DROP DATABASE ${name} WITH (FORCE)`]) };
}

const healthy = async (desk) => (await fetch(`${desk.url}/healthz`)).ok;

export class Desk {
  #child;
  #output = "";

  constructor(engine, folder, port, database, options) {
    Object.assign(this, { engine, folder, port, database, options });
    this.url = `http://127.0.0.1:${port}`;
    this.data = join(folder, "data");
  }

  // Arguments that make another run of the program (import, backup …) work on the same data.
  get where() {
    return ["--data", this.data, ...(this.database ? ["--postgres", this.database.url] : [])];
  }

  get pid() {
    return this.#child?.pid;
  }

  // All that the program has written so far.
  get output() {
    return this.#output;
  }

  // Starts the program and waits until it serves.
  async start() {
    const args = ["serve", "--port", String(this.port), "--web", webFolder, ...this.where, ...(this.options.args ?? [])];
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...this.options.env } });
    this.#child = child;
    child.ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.#output += text));
    }
    const deadline = Date.now() + (this.options.startWithin ?? 30_000);
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) break;
      try {
        if (await (this.options.up ?? healthy)(this)) return this;
      } catch {
        // Not listening yet.
      }
      await sleep(this.options.pollEvery ?? 25);
    }
    child.kill("SIGKILL");
    throw new Error(`the desk did not start:\n${this.#output.slice(-4000)}`);
  }

  // The one-time link of the owner account, as printed at start.
  async ownerToken() {
    for (let i = 0; i < 200; i += 1) {
      const match = /\/setup#token=([\w.~%-]+)/.exec(this.#output);
      if (match) return decodeURIComponent(match[1]);
      await sleep(25);
    }
    throw new Error(`no owner link was printed:\n${this.#output.slice(-4000)}`);
  }

  client(options) {
    return new Client(this.url, options);
  }

  // Pulls the plug: no chance to tidy up.
  async kill() {
    this.#child.kill("SIGKILL");
    await this.#child.ended;
  }

  // Asks it to end, as a service manager does; what it returned.
  async terminate(within = 20_000) {
    this.#child.kill("SIGTERM");
    const ended = await Promise.race([this.#child.ended, sleep(within, "late", { ref: false })]);
    if (ended === "late") {
      await this.kill();
      throw new Error(`the desk did not end within ${within} ms of SIGTERM`);
    }
    return ended;
  }

  // Another run of the program on the same data: { code, stdout, stderr }.
  async command(...args) {
    try {
      const done = await run(program, [...args, ...this.where], { maxBuffer: 64 << 20 });
      return { code: 0, ...done };
    } catch (error) {
      return { code: error.code, stdout: error.stdout, stderr: error.stderr };
    }
  }

  async stop() {
    if (this.#child && this.#child.exitCode === null && this.#child.signalCode === null) await this.kill();
    await this.database?.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

// A running desk with an owner signed in. { setUp: false } leaves it without an owner; { parent } is where its
// data goes instead of the system's temporary directory; { up } asks whether it serves in another way than
// GET /healthz.
export async function startDesk(engine = "sqlite", options = {}) {
  const folder = await mkdtemp(join(options.parent ?? tmpdir(), "shouhou-test-"));
  const database = engine === "postgres" ? await newDatabase() : undefined;
  const desk = new Desk(engine, folder, await freePort(), database, options);
  try {
    await desk.start();
    if (options.setUp !== false) {
      desk.owner = desk.client();
      await desk.owner.setUp({ token: await desk.ownerToken(), ...owner });
    }
    return desk;
  } catch (error) {
    await desk.stop();
    throw error;
  }
}
