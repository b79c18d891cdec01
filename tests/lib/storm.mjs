// Many people write at once while the desk is ended under them; afterwards what the desk holds is compared,
// write by write, with what it had acknowledged. For the tests of kill -9, SIGTERM and full disks.
//
//   const storm = new Storm(desk);
//   storm.begin("r1");  …  await desk.kill();  await storm.end();
//   const doctor = await desk.command("doctor");  await desk.start();
//   const figures = await storm.check();
import assert from "node:assert/strict";

import { followLive } from "./live.mjs";

// What one client does with a case of its own, again and again. Every one of these must succeed.
const work = [
  ["take", () => ({})],
  ["notes", (name) => ({ text: `备注 ${name}` })],
  ["contacts", (name) => ({ kind: "message", direction: "to_buyer", words: `您好 ${name}` })],
  ["tags", () => ({ add: ["加急"] })],
  ["step", () => ({ to: "verify" })],
  ["status", () => ({ to: "waiting_buyer", reason: "等照片" })],
];

// A case as its writer knows it: only what the desk has acknowledged.
class KnownCase {
  writes = []; // acknowledged, in order: { path, body, key, status, answer }
  constructor(subject) {
    this.subject = subject;
  }
  get opened() {
    return this.writes[0]?.answer;
  }
  get id() {
    return this.opened.id;
  }
  get version() {
    return this.writes.at(-1).answer.version;
  }
  // The kinds of its events, oldest first.
  get kinds() {
    return ["case.opened", ...this.writes.slice(1).flatMap((write) => write.answer.events)];
  }
  get words() {
    return this.writes.map(({ body }) => body.text ?? body.words).filter(Boolean);
  }
}

export class Storm {
  cases = []; // of all rounds, those with an acknowledged opening
  refused = []; // answers that were no success: { path, status, code }
  #heard = 0; // the number of the last event that was checked
  #round = [];
  #unsure = []; // sent and never answered: { known, path, body, key }

  constructor(desk, { clients = 24 } = {}) {
    Object.assign(this, { desk, clients });
  }

  get acknowledged() {
    return this.#round.reduce((sum, known) => sum + known.writes.length, 0);
  }

  async begin(name) {
    this.#round = [];
    this.#unsure = [];
    this.ending = false;
    this.live = await followLive(this.desk.owner, this.#heard);
    this.running = Promise.all(Array.from({ length: this.clients }, (_, i) => this.#client(`${name}-${i}`)));
  }

  // Nothing more is sent; waits for those still waiting for an answer.
  async end() {
    this.ending = true;
    await this.running;
    this.live.close();
  }

  async #client(name) {
    for (let n = 0; !this.ending; n += 1) {
      const known = new KnownCase(`风暴 ${name}-${n}`);
      const opening = { channel: "own", subject: known.subject, words: `坏了 ${name}-${n}` };
      if (!(await this.#write(known, "/api/v1/cases", opening, `${name}-${n}`))) return;
      for (const [act, body] of work) {
        if (this.ending) return;
        const path = `/api/v1/cases/${known.id}/${act}`;
        if (!(await this.#write(known, path, body(`${name}-${n}`), `${name}-${n}-${act}`))) return;
      }
    }
  }

  // Whether it was acknowledged.
  async #write(known, path, body, key) {
    let answer;
    try {
      answer = await this.desk.owner.post(path, body, { key });
    } catch {
      this.#unsure.push({ known, path, body, key }); // the connection broke: nobody knows
      return false;
    }
    return this.#note(known, path, body, key, answer);
  }

  #note(known, path, body, key, { status, body: answer }) {
    if (status >= 300) {
      this.refused.push({ path, status, code: answer?.code, known, body, key });
      return false;
    }
    if (!known.writes.length) {
      this.cases.push(known);
      this.#round.push(known);
    }
    known.writes.push({ path, body, key, status, answer });
    return true;
  }

  // Everything that was acknowledged is there, once and whole; what is unsure is sent again with its key and
  // is there once. Throws what is wrong; returns figures.
  async check() {
    const acknowledged = this.acknowledged;
    const heard = this.live.events;
    const replayed = await this.#sayAgain();
    const settled = await this.#settle();
    await this.#eachCaseIsAsAcknowledged();
    const stream = await this.#streamHasNoGap(heard);
    const listed = await this.#listIsWhole();
    return { acknowledged, replayed, unsure: settled.unsure, kept: settled.kept, events: stream, cases: listed };
  }

  // The same request with the same key: the same answer, and (see the versions) no second effect.
  async #sayAgain() {
    const writes = this.#round.flatMap((known) => known.writes);
    await inParallel(writes, async ({ path, body, key, status, answer }) => {
      const again = await this.desk.owner.post(path, body, { key });
      assert.equal(again.status, status, `${key}: ${JSON.stringify(again.body)}`);
      assert.deepEqual(again.body, answer, key);
      assert.equal(again.headers.get("Idempotency-Replayed"), "true", `${key} was done a second time`);
    });
    return writes.length;
  }

  // `kept`: those the desk had kept although nobody was told.
  async #settle() {
    let kept = 0;
    await inParallel(this.#unsure, async ({ known, path, body, key }) => {
      const answer = await this.desk.owner.post(path, body, { key });
      if (answer.headers.get("Idempotency-Replayed") === "true") kept += 1;
      assert.ok(this.#note(known, path, body, key, answer), `${key}: ${answer.status} ${JSON.stringify(answer.body)}`);
    });
    return { unsure: this.#unsure.length, kept };
  }

  async #eachCaseIsAsAcknowledged() {
    await inParallel(this.#round, async (known) => {
      const found = await this.desk.owner.must.get(`/api/v1/cases/${known.id}`);
      assert.equal(found.number, known.opened.number, known.subject);
      assert.equal(found.subject, known.subject);
      assert.equal(found.version, known.version, `${known.subject}: more or less was kept than acknowledged`);
      const { entries } = await this.desk.owner.must.get(`/api/v1/cases/${known.id}/timeline?limit=100`);
      entries.reverse();
      assert.deepEqual(entries.map((entry) => entry.kind), known.kinds, known.subject);
      assert.equal(entries.length, known.version, `${known.subject}: a version is one event`);
      assert.deepEqual(entries.map((entry) => entry.words).filter(Boolean), known.words, known.subject);
    });
  }

  // Numbers without a gap; what a screen had heard before the end is still the same afterwards; every event
  // of every acknowledged write is told.
  async #streamHasNoGap(heard) {
    const overlap = 200;
    const before = this.#heard;
    const from = Math.max(before, (heard.at(-1)?.sequence ?? before) - overlap);
    const last = await standsAt(this.desk.owner);
    const live = await followLive(this.desk.owner, from);
    await live.until(last);
    live.close();
    const again = new Map(live.events.map((event) => [event.sequence, event]));
    for (const event of heard.filter(({ sequence }) => sequence > from)) {
      assert.deepEqual(again.get(event.sequence), event, `event ${event.sequence} was told and is gone or another`);
    }
    const all = [...heard.filter(({ sequence }) => sequence <= from), ...live.events];
    all.forEach(({ sequence }, i) => assert.equal(sequence, before + 1 + i, "a gap in the live stream"));
    const told = groupBy(all, (event) => event.case_id);
    for (const known of this.#round) {
      assert.deepEqual((told.get(known.id) ?? []).map((event) => event.kind), known.kinds, known.subject);
    }
    this.#heard = all.at(-1)?.sequence ?? before;
    return all.length;
  }

  // The queue lists exactly the acknowledged cases, each once, and the counters say as many.
  async #listIsWhole() {
    const items = [];
    for (let cursor = ""; ; ) {
      const page = await this.desk.owner.must.get(`/api/v1/queue?limit=200&cursor=${encodeURIComponent(cursor)}`);
      items.push(...page.items);
      if (!(cursor = page.next)) break;
    }
    const known = new Map(this.cases.map((one) => [one.id, one]));
    assert.equal(items.length, known.size, "cases in the queue");
    assert.equal(new Set(items.map((item) => item.number)).size, items.length, "a number was given twice");
    assert.equal(new Set(items.map((item) => item.subject)).size, items.length, "a case was opened twice");
    for (const item of items) {
      const one = known.get(item.id);
      assert.ok(one, `nobody opened ${item.subject}`);
      assert.deepEqual([item.number, item.version], [one.opened.number, one.version], item.subject);
    }
    const counts = await this.desk.owner.must.get("/api/v1/queue/counts");
    assert.equal(counts.open, items.length, "the counter of open cases");
    const tally = (word) => items.filter(word).length;
    for (const { name, count } of counts.steps) assert.equal(count, tally((item) => item.step === name), name);
    for (const { name, count } of counts.statuses) assert.equal(count, tally((item) => item.status === name), name);
    for (const { name, count } of counts.tags) assert.equal(count, tally((item) => item.tags.includes(name)), name);
    return items.length;
  }
}

async function inParallel(list, act, width = 16) {
  let next = 0;
  const one = async () => {
    while (next < list.length) await act(list[next++]);
  };
  await Promise.all(Array.from({ length: width }, one));
}

function groupBy(list, key) {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

// The number of the last event there is.
async function standsAt(client) {
  const live = await followLive(client);
  live.close();
  return live.hello;
}

// Settings under which a storm is not slowed down by what is meant for people.
export const stormy = { env: { SHOUHOU_LIMITS_REQUESTS_PER_SECOND: "0", SHOUHOU_LOG_LEVEL: "warning" } };

// A random time to let it blow, in ms.
export const someTime = (least = 150, most = 900) => least + Math.random() * (most - least);
