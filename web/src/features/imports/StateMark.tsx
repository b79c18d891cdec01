import { Tag } from "antd";

import { useWords } from "@/lib/i18n";

import type { Import } from "./api";
import { words } from "./words";

const colours: Record<Import["state"], string> = {
  waiting: "gold",
  running: "processing",
  finished: "green",
  failed: "red",
  cancelled: "default",
};

export function StateMark({ state }: { state: Import["state"] }) {
  const w = useWords(words);
  return (
    <Tag bordered={false} color={colours[state]}>
      {w[state]}
    </Tag>
  );
}
