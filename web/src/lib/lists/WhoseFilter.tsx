// Everybody's, mine or nobody's: in the address as ?whose=.
import { Segmented } from "antd";

import { useWords } from "@/lib/i18n";

import { useSearchSetter } from "./useSearchSetter";
import { words } from "./words";

type Whose = "everybody" | "mine" | "nobodys";

// What of it a list asks the desk for.
export const whoseOf = (search: URLSearchParams): { mine?: boolean; unassigned?: boolean } => ({
  ...(search.get("whose") === "mine" ? { mine: true } : {}),
  ...(search.get("whose") === "nobodys" ? { unassigned: true } : {}),
});

export function WhoseFilter() {
  const w = useWords(words);
  const [search, set] = useSearchSetter();
  return (
    <Segmented<Whose>
      aria-label={w.whose}
      value={(search.get("whose") as Whose | null) ?? "everybody"}
      onChange={(value) => set({ whose: value === "everybody" ? "" : value })}
      options={[
        { value: "everybody", label: w.everybody },
        { value: "mine", label: w.mine },
        { value: "nobodys", label: w.nobodys },
      ]}
    />
  );
}
