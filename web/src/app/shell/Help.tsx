// The keys that work on this page, shown by "?"; and those that lead from page to page.
import { Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router-dom";

import { useWords } from "@/lib/i18n";
import type { Shortcut } from "@/lib/keys/keys";
import { useAllShortcuts, useKeyboard, useShortcuts } from "@/lib/keys/useShortcuts";

import { words } from "../words";
import { usePlaces } from "./places";

const letters: Record<string, string> = {
  "/queue": "q",
  "/approvals": "v",
  "/deeds": "d",
  "/follow-ups": "f",
  "/tasks": "t",
  "/imports": "i",
  "/accounts": "p",
  "/audit": "l",
  "/settings": "s",
};

export function Help() {
  const w = useWords(words);
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  useKeyboard();
  const go = usePlaces()
    .filter((place) => letters[place.path])
    .map((place) => ({
      keys: `g ${letters[place.path]}`,
      label: w[place.word],
      group: w.goTo,
      run: () => navigate(place.path),
    }));
  useShortcuts([...go, { keys: "?", label: w.help, group: w.everywhere, run: () => setOpen(true) }]);
  return (
    <Modal open={open} title={w.help} footer={null} onCancel={() => setOpen(false)} width={560}>
      {open && <Keys />}
    </Modal>
  );
}

function Keys() {
  const groups = new Map<string, Shortcut[]>();
  for (const one of useAllShortcuts()) {
    if (one.hidden) continue;
    const group = one.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return (
    <div className="help">
      {[...groups].reverse().map(([group, list]) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl>
            {list.map((one) => (
              <div key={one.keys}>
                <dt>
                  {one.keys.split(" ").map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{one.label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
