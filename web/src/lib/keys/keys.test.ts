// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";

import { Keyboard, matchKeys } from "./keys";

const list = ["j", "k", "g q", "g i", "g", "?"].map((keys) => ({ keys }));
const others = list.filter((one) => one.keys !== "g");

test("a single key, a sequence, and what belongs to nothing", () => {
  expect(matchKeys(others, "", "j")).toEqual({ hit: 0, pending: "" });
  expect(matchKeys(others, "", "g")).toEqual({ hit: -1, pending: "g" });
  expect(matchKeys(others, "g", "q")).toEqual({ hit: 2, pending: "" });
  expect(matchKeys(others, "g", "i")).toEqual({ hit: 3, pending: "" });
  expect(matchKeys(others, "", "x")).toEqual({ hit: -1, pending: "" });
});

test("a broken sequence still lets the key itself work", () => {
  expect(matchKeys(others, "g", "j")).toEqual({ hit: 0, pending: "" });
  expect(matchKeys(others, "g", "g")).toEqual({ hit: -1, pending: "g" });
});

test("what was registered last wins", () => {
  expect(matchKeys([{ keys: "n" }, { keys: "n" }], "", "n").hit).toBe(1);
});

afterEach(() => document.body.replaceChildren());

function press(keyboard: Keyboard, target: HTMLElement, key: string, init: KeyboardEventInit = {}) {
  document.body.append(target);
  target.addEventListener("keydown", keyboard.handle, { once: true });
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init }));
}

test("nothing fires while somebody types, composes Chinese, or holds Control", () => {
  const run = vi.fn();
  const keyboard = new Keyboard();
  const leave = keyboard.add([{ keys: "j", label: "", run }]);
  press(keyboard, document.createElement("textarea"), "j");
  press(keyboard, document.createElement("input"), "j");
  press(keyboard, document.createElement("div"), "j", { ctrlKey: true });
  press(keyboard, document.createElement("div"), "j", { isComposing: true });
  expect(run).not.toHaveBeenCalled();
  press(keyboard, document.createElement("div"), "j");
  expect(run).toHaveBeenCalledOnce();
  leave();
  press(keyboard, document.createElement("div"), "j");
  expect(run).toHaveBeenCalledOnce();
});

test("an open dialog keeps the keys to itself", () => {
  const run = vi.fn();
  const keyboard = new Keyboard();
  keyboard.add([{ keys: "j", label: "", run }]);
  const dialog = document.createElement("div");
  dialog.className = "ant-modal-wrap";
  document.body.append(dialog);
  press(keyboard, document.createElement("div"), "j");
  expect(run).not.toHaveBeenCalled();
});

test("Enter on a button is the button's", () => {
  const run = vi.fn();
  const keyboard = new Keyboard();
  keyboard.add([{ keys: "Enter", label: "", run }]);
  press(keyboard, document.createElement("button"), "Enter");
  expect(run).not.toHaveBeenCalled();
  press(keyboard, document.createElement("li"), "Enter");
  expect(run).toHaveBeenCalledOnce();
});
