#!/usr/bin/env node
// Kill -9 of the real program in the middle of a write storm over HTTP, again and again on the same data:
// every acknowledged write is there, none half, none twice (tests/lib/storm.mjs says how that is looked at).
//   tools/with_postgres node tests/crash/kill_desk.mjs [--rounds 50] [--database sqlite|postgres|both] [--clients 24]
// Wants the built program. One line per round; the first thing that is wrong ends it with status 1.
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";

import { engines, startDesk } from "../lib/desk.mjs";
import { someTime, Storm, stormy } from "../lib/storm.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "50" },
    database: { type: "string", default: "both" },
    clients: { type: "string", default: "24" },
  },
});
const wanted = values.database === "both" ? ["sqlite", "postgres"] : [values.database];
for (const engine of wanted) {
  if (!engines.includes(engine)) {
    console.error(`${engine}: not at hand; run this through tools/with_postgres`);
    process.exit(2);
  }
  await rounds(engine, Number(values.rounds), Number(values.clients));
}

async function rounds(engine, count, clients) {
  const desk = await startDesk(engine, stormy);
  const storm = new Storm(desk, { clients });
  const sum = { acknowledged: 0, unsure: 0, kept: 0, events: 0 };
  const began = Date.now();
  try {
    for (let round = 1; round <= count; round += 1) {
      await storm.begin(`r${round}`);
      const blows = Math.round(someTime());
      await sleep(blows);
      await desk.kill();
      await storm.end();
      if (storm.refused.length) throw new Error(`refused: ${JSON.stringify(storm.refused[0])}`);
      const doctor = await desk.command("doctor");
      if (doctor.code !== 0) throw new Error(`doctor: ${doctor.stdout}${doctor.stderr}`);
      const restarted = Date.now();
      await desk.start();
      const up = Date.now() - restarted;
      const figures = await storm.check();
      for (const key of Object.keys(sum)) sum[key] += figures[key];
      console.log(
        `${engine} round ${round}: killed after ${blows} ms, ${figures.acknowledged} acknowledged and all there; ` +
          `${figures.unsure} unanswered, of which ${figures.kept} had been kept; up again in ${up} ms; ` +
          `${figures.cases} cases in all`,
      );
    }
  } finally {
    await desk.stop();
  }
  console.log(
    `${engine}: ${count} kills, ${sum.acknowledged} acknowledged writes, 0 lost, 0 half, 0 twice; ${sum.unsure} unanswered ` +
      `(${sum.kept} kept); ${sum.events} live events without a gap; ${Math.round((Date.now() - began) / 1000)} s`,
  );
}
