// The plug is pulled, or the service manager ends the desk, while many people write: what was acknowledged is
// there, whole and once. The long version is tests/crash/kill_desk.mjs. On every database.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { engines, startDesk } from "../lib/desk.mjs";
import { someTime, Storm, stormy } from "../lib/storm.mjs";

async function assertSound(desk) {
  const doctor = await desk.command("doctor");
  assert.equal(doctor.code, 0, doctor.stdout + doctor.stderr);
}

for (const engine of engines) {
  describe(`writes and a sudden end on ${engine}`, () => {
    test("kill -9 in a storm of writes loses nothing that was acknowledged", async () => {
      const desk = await startDesk(engine, stormy);
      try {
        const storm = new Storm(desk, { clients: 16 });
        for (const round of ["first", "second"]) {
          await storm.begin(round);
          while (storm.acknowledged < 30) await sleep(5);
          await sleep(someTime(20, 300));
          await desk.kill();
          await storm.end();
          assert.deepEqual(storm.refused, []);
          await assertSound(desk);
          await desk.start();
          const { acknowledged } = await storm.check();
          assert.ok(acknowledged >= 30);
        }
      } finally {
        await desk.stop();
      }
    });

    test("SIGTERM in a storm of writes: everybody is answered or told nothing, and it ends well", async () => {
      const desk = await startDesk(engine, stormy);
      try {
        const storm = new Storm(desk, { clients: 16 });
        await storm.begin("only");
        while (storm.acknowledged < 30) await sleep(5);
        const ended = await desk.terminate();
        await storm.end();
        assert.deepEqual(ended, { code: 0, signal: null });
        for (const { status, path } of storm.refused) assert.equal(status, 503, path);
        await assertSound(desk);
        await desk.start();
        const { kept } = await storm.check();
        assert.equal(kept, 0, "a write was kept and nobody was told");
      } finally {
        await desk.stop();
      }
    });
  });
}
