// The desk as people meet it, over HTTP, beside what the database alone does in the same run.
//
//   ./x bench desk [DIRECTORY] [POSTGRES_URL]      the data lie in DIRECTORY while it runs (default /tmp)
//   BACKLOGS=1000,10000 SECONDS=2 ./x bench desk   smaller or shorter
//   PARTS=create ./x bench desk                    of create, pages
//   CALM=1.5 ./x bench desk                        waits before it measures until the machine's load is below that
//
// Load comes from wrk on the same machine. Every table says how busy the machine was when it began.
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const [directory = "/tmp", postgres = process.env.SHOUHOU_TEST_POSTGRES ?? ""] = process.argv.slice(2);
const seconds = Number(process.env.SECONDS ?? 5);
const backlogs = (process.env.BACKLOGS ?? "1000,10000,100000,1000000").split(",").map(Number);
const calm = Number(process.env.CALM ?? Infinity);
const parts = (process.env.PARTS ?? "create,pages").split(",");
mkdirSync(directory, { recursive: true });
process.env.TMPDIR = directory;
if (postgres) process.env.SHOUHOU_TEST_POSTGRES = postgres;
const { program, startDesk } = await import("../tests/lib/desk.mjs");

const execute = promisify(execFile);
const backlogProgram = join(dirname(program), "bench_backlog");
const script = new URL("wrk/load.lua", import.meta.url).pathname;

async function output(file, ...args) {
  return (await execute(file, args, { maxBuffer: 1 << 20 })).stdout.trim();
}

async function title(text) {
  while (loadavg()[0] >= calm) await sleep(1000);
  console.log(`\n${text} (${new Date().toISOString().slice(0, 16)}, load ${loadavg()[0].toFixed(1)})`);
}

function row(what, rate, unit, rest = "") {
  console.log(`  ${what.padEnd(44)} ${Math.round(rate).toLocaleString("en").padStart(9)} ${unit.padEnd(6)} ${rest}`);
}

const times = ({ p50, p99, max }) =>
  `p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms  longest ${max.toFixed(1)} ms`;

// One run of wrk; throws where anything was refused or lost.
async function load(desk, connections, ...args) {
  const said = await output(
    "wrk", "-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", "-s", script, desk.url, "--", ...args,
  );
  const result = JSON.parse(said.slice(said.lastIndexOf("\n{") + 1));
  if (result.failed || result.broken) throw new Error(`${args}: refused ${result.failed}, lost ${result.broken}`);
  return { ...result, rate: result.requests / result.seconds };
}

async function pages(desk, token, connections, paths) {
  const file = join(desk.folder, "paths");
  writeFileSync(file, paths.join("\n") + "\n");
  return load(desk, connections, "get", token, file);
}

// A desk with an owner and an API token of that owner.
async function newDesk(engine) {
  const desk = await startDesk(engine, {
    pollEvery: 2,
    startWithin: 60_000,
    env: { SHOUHOU_LIMITS_REQUESTS_PER_SECOND: "0" },
  });
  const made = await desk.owner.must.post("/api/v1/tokens", { name: "bench", scopes: ["case_read", "case_write"] });
  return { desk, token: made.secret };
}

function onData(desk, ...args) {
  return output("nice", backlogProgram, ...args, ...(desk.database ? [desk.database.url] : []));
}

// --- creation ---

async function pgbench(desk, clients) {
  const said = await output("pgbench", "-n", "-T", String(seconds), "-j", "2", "-M", "prepared", "-c", String(clients), desk.database.url);
  return Number(/^tps = ([\d.]+)/m.exec(said)[1]);
}

async function bareRates(desk) {
  if (desk.engine === "sqlite") {
    const [one, hundred] = (await output(backlogProgram, "raw", desk.folder)).split(" ").map(Number);
    row("bare SQLite, one row a transaction", one, "/s");
    row("bare SQLite, transactions of 100 rows", hundred, "/s");
    return () => one;
  }
  await execute("pgbench", ["-q", "-i", "-s", "20", desk.database.url]);
  const rates = {};
  for (const clients of [1, 8, 64]) {
    rates[clients] = await pgbench(desk, clients);
    row(`pgbench, tpcb-like, ${clients} clients`, rates[clients], "/s");
  }
  return (connections) => rates[connections];
}

// Every request gets a case of its own, and is answered when the case is on disk.
async function creation(engine) {
  const { desk, token } = await newDesk(engine);
  try {
    await title(`Cases opened over HTTP, ${engine}`);
    const bare = await bareRates(desk);
    let answered = 0;
    for (const connections of [1, 8, 64]) {
      const result = await load(desk, connections, "open", token, `r${connections}`);
      answered += result.requests;
      row(`${connections} connections`, result.rate, "/s", `${(result.rate / bare(connections)).toFixed(2)}× bare  ${times(result)}`);
    }
    await desk.kill();
    // Killed: what was answered must be there. Up to 73 more were under way when wrk hung up.
    const there = Number(await onData(desk, "check", desk.data));
    const fits = there >= answered && there <= answered + 73;
    console.log(`  answered ${answered}, in the database after kill -9 ${there}, counters and histories agree`);
    if (!fits) throw new Error(`${answered} were answered, ${there} are there`);
  } finally {
    await desk.stop();
  }
}

// --- pages ---

function memory(desk) {
  const status = readFileSync(`/proc/${desk.pid}/status`, "utf8");
  const of = (name) => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024).toFixed(0);
  return `${of("VmRSS")} MB resident (${of("RssAnon")} MB its own)`;
}

// Cursors half-way down the backlog, as somebody who turned page after page would have them.
async function deepCursors(desk, token, backlog) {
  const client = desk.client({ token });
  const cursors = [];
  let cursor = "";
  for (let seen = 0; seen < backlog / 2; seen += 200) {
    const page = await client.must.get(`/api/v1/queue?limit=200${cursor && `&cursor=${cursor}`}`);
    if (!page.next) break;
    cursor = page.next;
    cursors.push(cursor);
  }
  return cursors.slice(-1000);
}

// `anew` keeps the desk from sending a page that it has kept.
const anew = "clock_within_minutes=0";

async function measurePages(desk, token, backlog) {
  const queue = "/api/v1/queue?limit=50";
  const deep = await deepCursors(desk, token, backlog);
  const lists = {
    "first page, kept": [queue],
    "first page, written anew": [`${queue}&${anew}`],
    "deep pages": deep.map((cursor) => `${queue}&${anew}&cursor=${cursor}`),
    mine: [`${queue}&${anew}&mine=true`],
    "one status": [`${queue}&${anew}&status=waiting_platform`],
    "one issue": [`${queue}&${anew}&issue=damaged`],
    "one tag": [`${queue}&${anew}&tag=${encodeURIComponent("急")}`],
    "mine, one channel, one step": [`${queue}&${anew}&mine=true&channel=pdd&step=verify`],
    "a clock within a day": ["/api/v1/queue?limit=50&clock_within_minutes=1440"],
    counts: ["/api/v1/queue/counts"],
    "/healthz": ["/healthz"],
  };
  for (const [what, paths] of Object.entries(lists)) {
    const result = await pages(desk, token, 32, paths);
    row(what, result.rate, "/s", times(result));
  }
}

async function started(desk) {
  const before = performance.now();
  await desk.start();
  return `answers ${Math.round(performance.now() - before)} ms after its start, ${memory(desk)}`;
}

async function queuePages(engine) {
  const { desk, token } = await newDesk(engine);
  try {
    let there = 0;
    await desk.terminate();
    for (const backlog of backlogs) {
      const missing = Math.max(backlog - there, 0);
      const rate = await onData(desk, "fill", desk.data, String(missing));
      // PostgreSQL does this by itself within a minute after so many new rows; until then it walks the wrong indexes.
      if (desk.database) await output("psql", "-q", "-c", "ANALYZE", desk.database.url);
      there += missing;
      await title(`${there.toLocaleString("en")} open cases, ${engine}, 32 connections; filled at ${rate}/s`);
      console.log(`  ${await started(desk)}`);
      await measurePages(desk, token, backlog);
      console.log(`  afterwards ${memory(desk)}`);
      const result = await load(desk, 64, "open", token, `b${backlog}`);
      row("opening cases, 64 connections", result.rate, "/s", times(result));
      there += result.requests;
      await desk.terminate();
    }
  } finally {
    await desk.stop();
  }
}

for (const engine of postgres ? ["sqlite", "postgres"] : ["sqlite"]) {
  if (process.env.ENGINE && process.env.ENGINE !== engine) continue;
  if (parts.includes("create")) await creation(engine);
  if (parts.includes("pages")) await queuePages(engine);
}
