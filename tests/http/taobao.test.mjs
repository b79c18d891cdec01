// The main job in one piece, over HTTP, on every database: a Taobao shop's order list, order detail and refund
// export in GB18030 are uploaded, looked at, started and finish; the cases stand in the queue in the order that
// is computed here from the files and the rule data; one case goes through all six steps to closed.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { engines, startDesk } from "../lib/desk.mjs";
import { png } from "../lib/pictures.mjs";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const hour = 3_600_000;
const shanghai = (text) => Date.parse(`${text.replace(" ", "T")}+08:00`);

// "6h", "1h30m", "30m", "0h" as milliseconds.
function span(text) {
  const [, hours = 0, minutes = 0] = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(text);
  return hours * hour + minutes * 60_000;
}

// The weights, read from the rule data here and now and not by the program under test.
async function readWeights() {
  const weights = { urgency_class: {}, urgency_mood: {}, urgency_consequence: {}, bands: [] };
  const text = await readFile(`${root}rules/urgency.toml`, "utf8");
  for (const block of text.split(/^\[\[/m).slice(1)) {
    const section = block.slice(0, block.indexOf("]]"));
    const value = (name) => new RegExp(`^${name} = "?([^"\n]*)"?`, "m").exec(block)?.[1];
    if (section === "buyer_value_band") weights.bands.push({ from: Number(value("from")) * 100, bonus: span(value("bonus")) });
    else weights[section][value("of")] = span(value("bonus") ?? value("lead"));
  }
  weights.bands.sort((a, b) => a.from - b.from);
  return weights;
}

// The hours in which buyers are answered, the same every day, and an instant so much of them later.
async function readAnsweringHours() {
  const text = await readFile(`${root}rules/calendars.toml`, "utf8");
  const block = text.split(/^\[\[/m).find((one) => /^id = "service"$/m.test(one));
  const lists = ["weekdays", "saturday", "sunday"].map((day) => new RegExp(`^${day} = (\\[.*\\])$`, "m").exec(block)[1]);
  assert.equal(new Set(lists).size, 1, "the test knows only calendars that are the same every day");
  const minute = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return JSON.parse(lists[0]).map((shift) => shift.split("-").map((clock) => minute(clock) * 60_000));
}
function later(start, time, shifts) {
  const midnight = start - ((start + 8 * hour) % (24 * hour));
  for (let day = midnight, left = time; ; day += 24 * hour) {
    for (const [from, to] of shifts) {
      const begin = Math.max(day + from, start);
      if (day + to <= begin) continue;
      if (day + to - begin >= left) return begin + left;
      left -= day + to - begin;
    }
  }
}

async function readIssues() {
  const issues = new Map();
  for (const block of (await readFile(`${root}rules/issues.toml`, "utf8")).split(/^\[\[/m).slice(1)) {
    const value = (name) => new RegExp(`^${name} = "([^"]*)"`, "m").exec(block)?.[1];
    issues.set(value("id"), { issueClass: value("class"), response: span(value("response")) });
  }
  return issues;
}

// When a case counts as due: its earliest running clock less the lead time of what that threatens; where all
// clocks have run out, the answer that the class asks for after the last word; less the bonuses of class, mood
// and what the buyer has been worth. `refund` is the file's.
function dueOf(view, refund, value, { weights, hours, issues }) {
  const quickest = (name) => Math.min(4 * hour, ...[...issues.values()].filter((one) => one.issueClass === name).map((one) => one.response));
  // Where words and phase point to no issue, the case is an enquiry until somebody looks.
  const { issueClass, response } = issues.get(view.issue) ?? { issueClass: "enquiry", response: quickest("enquiry") };
  assert.equal(view.issue_class, issueClass);
  const applied = shanghai(refund.applied);
  const now = Date.now();
  const clocks = [{ deadline: later(applied, response, hours), lead: weights.urgency_consequence.bad_mood }];
  for (const clock of view.clocks.filter(({ kind }) => kind !== "first_answer")) {
    const deadline = refund.deadline ? shanghai(refund.deadline) : (clock.deadline ?? 0);
    clocks.push({ deadline, lead: weights.urgency_consequence[clock.consequence] });
  }
  const running = clocks.filter(({ deadline }) => deadline > now);
  const asked = () => later(view.opened, quickest(issueClass), hours);
  const idle = () => (view.status.startsWith("waiting_") ? view.status_since + 24 * hour : asked());
  const base = running.length ? Math.min(...running.map(({ deadline, lead }) => deadline - lead)) : idle();
  const band = weights.bands.filter(({ from }) => from <= value).at(-1) ?? weights.bands[0];
  return base - weights.urgency_class[issueClass] - weights.urgency_mood[view.mood] - band.bonus;
}

let folder, expected, rules;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouhou-taobao-"));
  const now = new Date(Date.now() + 8 * hour).toISOString().slice(0, 19).replace("T", " ");
  await run("python3", [`${root}tests/fixtures/make_taobao.py`, folder, "--now", now], { timeout: 120_000 });
  expected = JSON.parse(await readFile(join(folder, "expected.json"), "utf8"));
  rules = { weights: await readWeights(), hours: await readAnsweringHours(), issues: await readIssues() };
});
after(() => rm(folder, { recursive: true, force: true }));

for (const engine of engines) {
  describe(`a Taobao shop's exports on ${engine}`, () => {
    let desk, views, queue;
    before(async () => {
      desk = await startDesk(engine);
    });
    after(() => desk?.stop());

    async function wholeQueue() {
      const items = [];
      for (let cursor = ""; ; ) {
        const page = await desk.owner.must.get(`/api/v1/queue?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        items.push(...page.items);
        cursor = page.next;
        if (!cursor) return items;
      }
    }

    // Upload, look at the preview, start, wait until it is finished; its report.
    async function importFile(name, kind, encoding) {
      const bytes = await readFile(join(folder, name));
      const { owner } = desk;
      const upload = await owner.must.post(`/api/v1/imports?name=${encodeURIComponent(name)}`, bytes, {
        headers: { "Content-Type": "application/octet-stream" },
      });
      assert.equal(upload.state, "waiting");
      const { tables } = await owner.must.get(`/api/v1/imports/${upload.id}/preview`);
      assert.equal(tables.length, 1);
      assert.equal(tables[0].recognised, true, tables[0].reason);
      assert.equal(tables[0].kind, kind);
      assert.match(tables[0].encoding, encoding);
      assert.ok(tables[0].rows.length > 0);
      await owner.must.post(`/api/v1/imports/${upload.id}/start`, { kind: "auto" });
      for (let i = 0; i < 1200; i += 1) {
        const seen = await owner.must.get(`/api/v1/imports/${upload.id}`);
        if (seen.state !== "running" && seen.state !== "waiting") return seen;
        await sleep(100);
      }
      throw new Error(`${name} did not finish`);
    }

    test("more than two thousand orders come in, bad rows are told apart", async () => {
      const orders = await importFile("ExportOrderList.csv", "orders", /GB/i);
      assert.equal(orders.state, "finished", orders.error);
      assert.ok(expected.orders >= 2000);
      assert.equal(orders.added, expected.orders - expected.bad_rows);
      assert.equal(orders.refused, expected.bad_rows);
      const refused = await desk.owner.must.get(`/api/v1/imports/${orders.id}/refused.csv`);
      assert.match(refused, /面议/);
      assert.match(refused, /昨天下午/);
      const lines = await importFile("ExportOrderDetailList.csv", "order_lines", /GB/i);
      assert.equal(lines.state, "finished", lines.error);
      const refunds = await importFile("Refunds.csv", "refunds", /GB/i);
      assert.equal(refunds.state, "finished", refunds.error);
      assert.equal(refunds.rows, expected.refunds);
    });

    test("every refund that is still open stands in exactly one case of the queue", async () => {
      // Deadlines that had passed before the files came are marked within seconds.
      for (let i = 0; ; i += 1) {
        queue = await wholeQueue();
        if (queue.every(({ next_deadline }) => next_deadline === null || next_deadline > Date.now())) break;
        assert.ok(i < 100, "missed clocks are still running");
        await sleep(200);
      }
      views = new Map();
      for (const { id } of queue) views.set(id, await desk.owner.must.get(`/api/v1/cases/${id}`));
      const stands = new Map();
      for (const view of views.values()) {
        for (const report of view.reports.filter(({ source }) => source === "refund_request")) {
          assert.ok(!stands.has(report.external_id), `${report.external_id} stands in two cases`);
          stands.set(report.external_id, view);
        }
      }
      const known = expected.nicks;
      const open = Object.entries(expected.cases).filter(([, one]) => !one.settled && one.order in known);
      assert.ok(open.length > 100);
      for (const [number, one] of open) {
        const view = stands.get(number);
        assert.ok(view, `refund ${number} (${one.applied}) is in no case of the queue`);
        assert.equal(view.order.number, one.order);
        assert.equal(view.order.paid, expected.paid[one.order]);
        if (!one.deadline) continue;
        const clock = view.clocks.find(({ source, kind }) => source === "platform_api" && kind.startsWith("answer_"));
        assert.ok(clock, `case ${view.number} lacks the platform's clock`);
        if (view.reports.length > 1) continue;
        const ran = shanghai(one.deadline) <= Date.now();
        assert.equal(clock.end, ran ? "missed" : "running");
        if (!ran) assert.equal(clock.deadline, shanghai(one.deadline));
      }
    });

    test("the queue is in the order computed from files and rule data", async () => {
      const spent = new Map();
      for (const [order, nick] of Object.entries(expected.nicks)) spent.set(nick, (spent.get(nick) ?? 0) + expected.paid[order]);
      let checked = 0;
      let running = 0;
      for (const item of queue) {
        const view = views.get(item.id);
        // Several refunds of one problem, and cases of slow parcels: their clocks come from several places.
        if (view.reports.length !== 1 || view.reports[0].source !== "refund_request") continue;
        const refund = expected.cases[view.reports[0].external_id];
        const mine = dueOf(view, refund, spent.get(expected.nicks[refund.order]), rules);
        assert.equal(item.due, mine, `case ${item.number}: ${JSON.stringify([view, refund])}`);
        checked += 1;
        running += item.next_deadline !== null;
      }
      assert.ok(running > 5 && running < checked, `${running} clocks are running`);
      assert.ok(checked > 100);
      const mine = [...queue].sort((a, b) => a.due - b.due || (BigInt(a.id) < BigInt(b.id) ? -1 : 1)).map(({ id }) => id);
      assert.deepEqual(queue.map(({ id }) => id), mine);
      const counts = await desk.owner.must.get("/api/v1/queue/counts");
      assert.equal(counts.open, queue.length);
    });

    test("one is taken through all six steps to closed", async () => {
      const { must } = desk.owner;
      const found = queue.find(({ id }) => {
        const view = views.get(id);
        return view.step === "contact" && view.status === "open" && view.issue === "quality_defect" && view.lines.length === 1;
      });
      assert.ok(found, "no open case of quality in the queue");
      const at = `/api/v1/cases/${found.id}`;
      const show = () => must.get(at);
      const lacks = async (step) => (await show()).steps.find((one) => one.step === step).lacks.map(({ code }) => code);
      const move = (to) => must.post(`${at}/step`, { to });
      const refusedMove = async (to) => assert.equal((await desk.owner.post(`${at}/step`, { to })).body.code, "case.guard");
      const paid = views.get(found.id).lines[0].paid;

      await must.post(`${at}/take`, {});
      assert.equal((await show()).assignee_name, "王掌柜");
      await must.post(`${at}/contacts`, { kind: "message", direction: "to_buyer", words: "亲，您的问题我们收到了，马上帮您处理" });
      await move("verify");

      await refusedMove("soothe");
      await must.post(`${at}/facts`, { fault: "seller", phase: "delivered", demand: "refund_only" });
      await must.post(`${at}/evidence/file?kind=photo&given_by_buyer=true`, png(), { headers: { "Content-Type": "image/png" } });
      for (const need of (await show()).evidence_needed.filter((one) => !one.met && !one.waived)) {
        await must.post(`${at}/waivers`, { rule: need.id, reason: "照片里看得清楚" });
      }
      assert.deepEqual(await lacks("verify"), []);
      await move("soothe");

      await refusedMove("agree");
      for (const state of ["promised_help", "cause_known", "apologised", "details_asked", "settled"]) {
        await must.post(`${at}/talk`, { state });
      }
      await move("agree");

      await refusedMove("follow_up");
      const tooMuch = await desk.owner.post(`${at}/agreement`, { kind: "chosen", remedy: "partial_refund_keep", refund: paid + 1 });
      assert.equal(tooMuch.body.code, "case.over_paid");
      const refund = Math.max(1, Math.floor(paid / 2));
      await must.post(`${at}/agreement`, { kind: "chosen", remedy: "partial_refund_keep", refund, reason: "退一半，衣服留着" });
      await move("follow_up");

      assert.deepEqual(await lacks("follow_up"), ["refund_missing"]);
      await must.post(`${at}/refunds`, { step: "grant", key: "alipay-1", amount: refund });
      await refusedMove("register");
      await must.post(`${at}/refunds`, { step: "confirm_paid", key: "alipay-1" });
      assert.deepEqual(await lacks("follow_up"), ["update"]);
      await must.post(`${at}/updates`, { words: "退款已经原路退回，请查收" });
      await move("register");

      const early = await desk.owner.post(`${at}/close`, {});
      assert.equal(early.status, 409, JSON.stringify(early.body));
      await must.post(`${at}/registration`, {
        root_cause: "袖口锁边漏针", outcome: "退一半，买家满意", summary: "袖口开线，退一半留用", cost: refund, tags: ["开线"], close: true,
      });
      const closed = await show();
      assert.equal(closed.status, "closed");
      assert.equal(closed.step, "register");
      assert.deepEqual(closed.clocks.filter((clock) => clock.end === "running" && clock.kind.startsWith("answer_")), []);
      const kinds = new Set();
      for (let before = 0; ; ) {
        const page = await must.get(`${at}/timeline?limit=200${before ? `&before=${before}` : ""}`);
        for (const { kind } of page.entries) kinds.add(kind);
        before = page.before;
        if (!before) break;
      }
      for (const kind of ["case.opened", "case.assigned", "case.contacted", "case.step_moved", "case.evidence_added", "case.agreed", "case.refund_granted", "case.refund_paid", "case.registered"]) {
        assert.ok(kinds.has(kind), `${kind} is not in the history: ${[...kinds]}`);
      }
      const counts = await must.get("/api/v1/queue/counts");
      assert.equal(counts.open, queue.length - 1);
      assert.ok(!(await must.get("/api/v1/queue?limit=200")).items.some(({ id }) => id === found.id));
    });

    test("the same files again change nothing", async () => {
      for (const [name, kind] of [["ExportOrderList.csv", "orders"], ["ExportOrderDetailList.csv", "order_lines"], ["Refunds.csv", "refunds"]]) {
        const again = await importFile(name, kind, /GB/i);
        assert.equal(again.state, "finished", again.error);
        assert.equal(again.added + again.updated + again.cases_opened + again.cases_merged, 0, JSON.stringify(again));
      }
      assert.equal((await desk.owner.must.get("/api/v1/queue/counts")).open, queue.length - 1);
    });
  });
}
