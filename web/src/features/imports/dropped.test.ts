import { expect, test } from "vitest";

import { filesIn, type Entry } from "./dropped";

const file = (name: string): Entry => ({ isFile: true, isDirectory: false, name, file: (done) => done(new File(["x"], name)) });
const folder = (name: string, ...content: Entry[]): Entry => ({
  isFile: false,
  isDirectory: true,
  name,
  createReader: () => {
    let at = 0;
    return { readEntries: (done) => done(content.slice(at, (at += 2))) };
  },
});

test("a folder gives all its files, in folders too, and not what the system put there", async () => {
  const found = await filesIn(folder("导出", file("a.csv"), file(".DS_Store"), folder("退款", file("b.csv")), folder("__MACOSX", file("a.csv")), file("c.zip")));
  expect(found.map((one) => one.name)).toEqual(["a.csv", "b.csv", "c.zip"]);
});
