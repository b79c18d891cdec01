#!/usr/bin/env node
// Writes src/lib/api/schema.ts from the OpenAPI that the server prints.
//   npm run generate                    from ../build/release/bin/shouhou openapi
//   npm run generate -- --from FILE     from a file
//   npm run generate -- --check         only compares; fails when the committed file is out of date
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { typescriptOf } from "./openapi-types.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = here("../src/lib/api/schema.ts");
const program = here("../../build/release/bin/shouhou");

function value(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

const file = value("--from");
const text = file
  ? readFileSync(file, "utf8")
  : execFileSync(program, ["openapi"], { encoding: "utf8", maxBuffer: 64 << 20 });
const wanted = typescriptOf(JSON.parse(text));

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== wanted) {
    console.error("error: web/src/lib/api/schema.ts does not match the server's API; run ./x web generate");
    process.exit(1);
  }
  console.log("schema.ts matches the server's API");
} else {
  writeFileSync(target, wanted);
  console.log(`${Object.keys(JSON.parse(text).paths).length} paths written to src/lib/api/schema.ts`);
}
