// Keyboard shortcuts: single keys ("j"), and sequences ("g q"). Nothing fires while somebody types, or while a
// dialog is open that did not ask for the key itself.
export interface Shortcut {
  keys: string; // "j", "g q", "?", "Enter", "/"
  label: string; // what it does, for the help
  group?: string;
  run: () => void;
  hidden?: boolean; // works, but is not listed
}

const sequenceMs = 1200;

const typingIn = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.role === "combobox";
};

const overlay = () => document.querySelector(".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open") !== null;

// On a button or link, Enter and Space are its own.
const ownsEnter = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("button, a, [role=button], [role=menuitem], [role=tab]") !== null;

// The pure part: what has been pressed so far, and now this key. Says which shortcut is meant, and what to
// remember for the next key.
export function matchKeys(
  list: readonly { keys: string }[],
  pending: string,
  key: string,
): { hit: number; pending: string } {
  for (const pressed of pending ? [`${pending} ${key}`, key] : [key]) {
    // The one that was registered last stands on top.
    const hit = list.map((one) => one.keys).lastIndexOf(pressed);
    if (hit >= 0) return { hit, pending: "" };
    if (list.some((one) => one.keys.startsWith(`${pressed} `))) return { hit: -1, pending: pressed };
  }
  return { hit: -1, pending: "" };
}

export class Keyboard {
  private layers: Shortcut[][] = [];
  private pending = "";
  private pressedAt = 0;
  private listeners = new Set<() => void>();
  private shown: readonly Shortcut[] = [];

  add(layer: Shortcut[]): () => void {
    this.layers = [...this.layers, layer];
    this.changed();
    return () => {
      this.layers = this.layers.filter((one) => one !== layer);
      this.changed();
    };
  }

  all = (): readonly Shortcut[] => this.shown;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  handle = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typingIn(event.target) || overlay()) return;
    if ((event.key === "Enter" || event.key === " ") && ownsEnter(event.target)) return;
    const list = this.shown;
    const pending = event.timeStamp - this.pressedAt < sequenceMs ? this.pending : "";
    const found = matchKeys(list, pending, event.key);
    this.pending = found.pending;
    this.pressedAt = event.timeStamp;
    if (found.hit < 0) return;
    event.preventDefault();
    list[found.hit]?.run();
  };

  private changed() {
    this.shown = this.layers.flat();
    this.listeners.forEach((one) => one());
  }
}

export const keyboard = new Keyboard();
