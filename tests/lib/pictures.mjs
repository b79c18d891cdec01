// Small pictures that are really ones: png(shade) differs by shade.
import { deflateSync } from "node:zlib";

const crcTable = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc = (bytes) => (~bytes.reduce((sum, byte) => crcTable[(sum ^ byte) & 255] ^ (sum >>> 8), ~0)) >>> 0;

// A PNG file out of its chunks: [name, bytes] each.
export function fileOf(chunks) {
  const framed = chunks.map(([name, data]) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...framed]);
}

export function png(shade = 0) {
  const head = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0]);
  const pixels = Buffer.concat(Array.from({ length: 16 }, (_, y) => Buffer.concat([Buffer.of(0), Buffer.alloc(48, (shade + 40 + 9 * y) % 256)])));
  return fileOf([["IHDR", head], ["IDAT", deflateSync(pixels)], ["IEND", Buffer.alloc(0)]]);
}
