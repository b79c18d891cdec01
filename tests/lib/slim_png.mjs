// A screenshot with few colours, made small: slim(png) is the same picture with a palette of at most 256.
import { deflateSync, inflateSync } from "node:zlib";

import { fileOf } from "./pictures.mjs";

// The colours of an 8-bit PNG without interlacing, three bytes a pixel; what shines through is left out.
function decode(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = { 2: 3, 6: 4 }[png[25]];
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error("only plain 8-bit pictures in colour");
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const row = width * channels;
  const plain = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const left = x >= channels ? plain[y * row + x - channels] : 0;
      const up = y > 0 ? plain[(y - 1) * row + x] : 0;
      const corner = x >= channels && y > 0 ? plain[(y - 1) * row + x - channels] : 0;
      plain[y * row + x] = raw[y * (row + 1) + 1 + x] + guess(filter, left, up, corner);
    }
  }
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; i += 1) {
    const at = i * channels;
    colours[i] = (plain[at] << 16) | (plain[at + 1] << 8) | plain[at + 2];
  }
  return { width, height, colours };
}

function guess(filter, left, up, corner) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const about = left + up - corner;
  const [a, b, c] = [Math.abs(about - left), Math.abs(about - up), Math.abs(about - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

const apart = (a, b) =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

// The most frequent colours, none of them close to one that is there already.
function paletteOf(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const chosen = [];
  for (const near of [12, 0]) {
    for (const colour of sorted) {
      if (chosen.length === 256) return chosen;
      if (chosen.every((one) => apart(one, colour) > near)) chosen.push(colour);
    }
    if (sorted.length <= chosen.length) break;
  }
  return chosen;
}

export function slim(png) {
  const { width, height, colours } = decode(png);
  const palette = paletteOf(colours);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const placeOf = (colour) => {
    let place = places.get(colour);
    if (place === undefined) {
      place = 0;
      palette.forEach((one, at) => {
        if (apart(one, colour) < apart(palette[place], colour)) place = at;
      });
      places.set(colour, place);
    }
    return place;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = placeOf(colours[y * width + x]);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return fileOf([["IHDR", head], ["PLTE", table], ["IDAT", deflateSync(rows, { level: 9 })], ["IEND", Buffer.alloc(0)]]);
}
