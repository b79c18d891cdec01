#!/usr/bin/env node
// Completes package-lock.json with the builds for other platforms that npm left out because it could not
// reach them while the lock was written: without them `npm ci` refuses the lock. Run after `npm install`.
// npm fetches such a package only on the platform it is for, and checks nothing but its name and version.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));

// "@rollup/rollup-linux-arm64-musl" → os linux, cpu arm64, libc musl
function platformOf(name) {
  const match = /-(android|darwin|freebsd|linux|openbsd|openharmony|win32)-([a-z0-9]+)(?:-(\w+))?$/.exec(name);
  if (!match) return undefined;
  const [, os, cpu, kind] = match;
  const libc = os === "linux" && kind ? { libc: [kind.startsWith("musl") ? "musl" : "glibc"] } : {};
  return { cpu: [cpu], dev: true, ...libc, optional: true, os: [os] };
}

let added = 0;
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[path] || !platform || !/^\d/.test(version)) continue;
    lock.packages[path] = { version, ...platform };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added to package-lock.json`);
