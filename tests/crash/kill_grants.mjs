#!/usr/bin/env node
// Kill -9 of the real program while refunds are granted, handed to people, taken in hand and confirmed, again
// and again on the same data: no grant is lost, none is there twice, and no money is paid twice.
//   tools/with_postgres node tests/crash/kill_grants.mjs [--rounds 10] [--database sqlite|postgres|both] [--clients 12]
// Wants the built program. One line per round; the first thing that is wrong ends it with status 1.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { engines, startDesk } from "../lib/desk.mjs";
import { stormy } from "../lib/storm.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    database: { type: "string", default: "both" },
    clients: { type: "string", default: "12" },
  },
});
const amount = 2000; // fen, of orders of 100 yuan
const wanted = values.database === "both" ? ["sqlite", "postgres"] : [values.database];
// One refund as its agent knows it.
class Refund {
  grant = null; // as acknowledged
  confirmed = false;
  constructor(name, caseId) {
    Object.assign(this, { name, caseId, unsure: null });
  }
  get deed() {
    return this.grant.deeds[0].id;
  }
}

// Orders of 100 yuan, signed for, as the two files of an export.
async function importOrders(desk, count) {
  const at = (hoursAgo) => new Date(Date.now() + (8 - hoursAgo) * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
  const numbers = Array.from({ length: count }, (_, i) => `9${String(i).padStart(15, "0")}`);
  await importFile(
    desk,
    "订单编号,买家会员名,买家应付货款,买家应付邮费,买家实际支付金额,订单状态,订单创建时间,订单付款时间,确认收货时间,宝贝标题,宝贝总数量",
    numbers.map((number, i) => `${number},买家${i},100.00,0.00,100.00,交易成功,${at(60)},${at(59)},${at(2)},羊毛开衫,1`),
  );
  await importFile(
    desk,
    "子订单编号,主订单编号,商品标题,商品价格,购买数量,外部系统编号,商品属性,套餐信息,联系方式备注,订单状态,商家编码",
    numbers.map((number) => `${number}1,${number},羊毛开衫,100.00,1,SKU-1,颜色:灰,,,交易成功,SKU-1`),
  );
  return numbers;
}

async function importFile(desk, head, rows) {
  const { must } = desk.owner;
  const bytes = new TextEncoder().encode(`${head}\n${rows.join("\n")}\n`);
  const upload = await must.post("/api/v1/imports?name=orders.csv", bytes, { headers: { "Content-Type": "application/octet-stream" } });
  await must.post(`/api/v1/imports/${upload.id}/start`, { kind: "auto" });
  for (;;) {
    const seen = await must.get(`/api/v1/imports/${upload.id}`);
    if (seen.state === "finished") {
      assert.equal(seen.refused ?? 0, 0, JSON.stringify(seen));
      return;
    }
    assert.ok(["running", "waiting"].includes(seen.state), JSON.stringify(seen));
    await sleep(100);
  }
}

// A case about the order that has come to agreeing.
async function readyCase(desk, number) {
  const { must } = desk.owner;
  const { id } = await must.post("/api/v1/cases", {
    channel: "taobao", order_number: number, issue: "quality_defect", phase: "delivered", fault: "seller", words: "起球",
  });
  const at = `/api/v1/cases/${id}`;
  await must.post(`${at}/step`, { to: "verify" });
  for (const rule of (await must.get(at)).evidence_needed) await must.post(`${at}/waivers`, { rule: rule.id, reason: "已看过" });
  await must.post(`${at}/step`, { to: "soothe" });
  await must.post(`${at}/talk`, { leave_out: "平台单" });
  await must.post(`${at}/step`, { to: "agree" });
  return id;
}

async function rounds(engine, count, clients) {
  const desk = await startDesk(engine, stormy);
  const all = [];
  const sum = { granted: 0, confirmed: 0, unsure: 0 };
  try {
    const numbers = await importOrders(desk, count * clients * 3);
    for (let round = 1; round <= count; round += 1) {
      const cases = [];
      for (let i = 0; i < clients * 3; i += 1) cases.push(await readyCase(desk, numbers.pop()));
      const storm = cases.map((id, i) => new Refund(`r${round}-${i}`, id));
      let ending = false;
      const running = Promise.all(Array.from({ length: clients }, (_, c) => agent(desk, storm.slice(c * 3, c * 3 + 3), () => ending)));
      const blows = Math.round(30 + Math.random() * 450);
      await sleep(blows);
      await desk.kill();
      ending = true;
      await running;
      const doctor = await desk.command("doctor");
      assert.equal(doctor.code, 0, `doctor: ${doctor.stdout}${doctor.stderr}`);
      await desk.start();
      const figures = await settle(desk, storm);
      all.push(...storm);
      for (const key of Object.keys(sum)) sum[key] += figures[key];
      for (const refund of all) await check(desk, refund);
      console.log(`${engine} round ${round}: killed after ${blows} ms, ${figures.granted} granted and ${figures.confirmed} confirmed had been acknowledged, ${figures.unsure} unanswered; all ${all.length} refunds paid once`);
    }
  } finally {
    await desk.stop();
  }
  console.log(`${engine}: ${count} kills, ${all.length} refunds; ${sum.granted} granted and ${sum.confirmed} confirmed before the kills, ${sum.unsure} unanswered; 0 lost, 0 twice`);
}

// Grants, waits for the instruction, takes in hand and confirms, one refund after the other.
async function agent(desk, refunds, ended) {
  for (const refund of refunds) {
    try {
      for (const step of [grant, take, confirm]) {
        if (ended()) return;
        refund.unsure = step;
        await step(desk, refund);
        refund.unsure = null;
      }
    } catch (problem) {
      if (problem instanceof assert.AssertionError) throw problem;
      return; // the connection broke: nobody knows
    }
  }
}

async function ok(answer, what) {
  const { status, body } = await answer;
  assert.ok(status < 300, `${what}: ${status} ${JSON.stringify(body)}`);
  return body;
}

async function grant(desk, refund) {
  refund.grant = await ok(
    desk.owner.post(`/api/v1/cases/${refund.caseId}/grants`, { remedy: { kind: "partial_refund_keep", money: amount }, key: refund.name, reason: "起球" }),
    `grant ${refund.name}`,
  );
}

async function take(desk, refund) {
  for (let i = 0; ; i += 1) {
    const { items } = await ok(desk.owner.get(`/api/v1/cases/${refund.caseId}/grants`), "grants");
    const [deed] = items[0].deeds;
    if (deed.state !== "due") break;
    // A minute: what a killed process had claimed may come back only when its lease ends.
    assert.ok(i < 2400, `nobody was instructed to pay ${refund.name}`);
    await sleep(25);
  }
  await ok(desk.owner.post(`/api/v1/deeds/${refund.deed}/take`, {}), `take ${refund.name}`);
}

async function confirm(desk, refund) {
  const deed = await ok(desk.owner.post(`/api/v1/deeds/${refund.deed}/confirm`, { reference: `PAID-${refund.name}` }), `confirm ${refund.name}`);
  assert.equal(deed.state, "done");
  refund.confirmed = true;
}

// After the start: what is unsure is told again, what is not finished is finished, everything twice.
async function settle(desk, storm) {
  const figures = { granted: 0, confirmed: 0, unsure: 0 };
  for (const refund of storm) {
    figures.granted += refund.grant ? 1 : 0;
    figures.confirmed += refund.confirmed ? 1 : 0;
    figures.unsure += refund.unsure ? 1 : 0;
    const before = refund.grant?.id;
    await grant(desk, refund);
    if (before) assert.equal(refund.grant.id, before, `${refund.name} was granted a second time`);
    if (refund.grant.deeds[0].state !== "done") await take(desk, refund);
    else assert.ok(refund.confirmed || refund.unsure === confirm, `${refund.name} was paid by nobody`);
    if (refund.confirmed) assert.equal(refund.grant.deeds[0].state, "done", `the confirmation of ${refund.name} was lost`);
    await confirm(desk, refund);
    await confirm(desk, refund);
  }
  return figures;
}

async function check(desk, refund) {
  const grants = await ok(desk.owner.get(`/api/v1/cases/${refund.caseId}/grants`), "grants");
  assert.equal(grants.items.length, 1, refund.name);
  assert.deepEqual([grants.granted, grants.paid, grants.withdrawn, grants.open], [amount, amount, 0, 0], refund.name);
  const { refunds } = await ok(desk.owner.get(`/api/v1/cases/${refund.caseId}`), "case");
  assert.equal(refunds.length, 1, refund.name);
  assert.ok(refunds[0].paid, refund.name);
  assert.equal(grants.items[0].deeds[0].doubt, "", refund.name);
}

for (const engine of wanted) {
  if (!engines.includes(engine)) {
    console.error(`${engine}: not at hand; run this through tools/with_postgres`);
    process.exit(2);
  }
  await rounds(engine, Number(values.rounds), Number(values.clients));
}
