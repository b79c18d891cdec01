// The live stream as a screen follows it: a WebSocket with nothing between it and the bytes.
//   const live = await followLive(client, 120);    // events after number 120
//   await live.until(250);                         // waits for event 250
//   live.events; live.last; live.close();
import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export class Live {
  events = []; // in the order in which they came
  hello; // the number the stream stood at
  reload; // set where the desk said: too far behind, load the screen again
  ended = false;
  #bytes = Buffer.alloc(0);
  #text = [];

  constructor(socket, head) {
    this.socket = socket;
    socket.on("data", (bytes) => this.#take(bytes));
    for (const end of ["close", "error", "end"]) socket.on(end, () => (this.ended = true));
    if (head.length) this.#take(head);
  }

  get last() {
    return this.events.at(-1)?.sequence ?? this.hello;
  }

  async until(sequence, within = 10_000) {
    const deadline = Date.now() + within;
    while (!(this.last >= sequence)) {
      if (this.reload) throw new Error(`told to reload at ${this.reload} while waiting for event ${sequence}`);
      if (this.ended) throw new Error(`the stream ended at ${this.last}, before event ${sequence}`);
      if (Date.now() > deadline) throw new Error(`event ${sequence} did not come; the last was ${this.last}`);
      await sleep(5);
    }
  }

  close() {
    this.socket.destroy();
  }

  // Frames of the server are not masked (RFC 6455, 5.1).
  #take(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const frame = this.#bytes;
      if (frame.length < 2) return;
      const short = frame[1] & 0x7f;
      const start = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (frame.length < start) return;
      const length = short < 126 ? short : short === 126 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
      if (frame.length < start + length) return;
      this.#bytes = frame.subarray(start + length);
      this.#frame(frame[0], frame.subarray(start, start + length));
    }
  }

  #frame(first, payload) {
    const opcode = first & 0x0f;
    if (opcode === 9) return this.#send(10, payload); // ping
    if (opcode === 8) return this.close();
    if (opcode > 2) return;
    this.#text.push(payload);
    if (!(first & 0x80)) return;
    const frame = JSON.parse(Buffer.concat(this.#text).toString());
    this.#text = [];
    if (frame.hello) this.hello = frame.hello.last;
    else if (frame.reload) this.reload = frame.reload.last;
    else if (frame.sequence) this.events.push(frame);
  }

  #send(opcode, payload) {
    const mask = randomBytes(4);
    const masked = Buffer.from(payload.map((byte, i) => byte ^ mask[i % 4]));
    this.socket.write(Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length]), mask, masked]));
  }
}

// `after`: the last event already known; undefined: from now on. Resolves when the desk has said hello.
export async function followLive(client, after) {
  const url = `${client.url}/api/v1/live${after === undefined ? "" : `?after=${after}`}`;
  const live = await new Promise((resolve, reject) => {
    const headers = {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
      Cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    };
    const asked = request(url, { headers, agent: false });
    asked.once("upgrade", (_response, socket, head) => resolve(new Live(socket, head)));
    asked.once("response", (response) => reject(new Error(`no live stream: ${response.statusCode}`)));
    asked.once("error", reject);
    asked.end();
  });
  for (let i = 0; i < 1000 && live.hello === undefined && !live.ended; i += 1) await sleep(5);
  if (live.hello === undefined) throw new Error("the live stream did not say hello");
  return live;
}
