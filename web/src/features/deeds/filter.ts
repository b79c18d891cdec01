// Which deeds are shown, as the address says it.
export const tabs = ["to_do", "mine", "failed", "held", "doubted", "open", "dead"] as const;
export type Tab = (typeof tabs)[number];

export const tabOf = (text: string | null): Tab => tabs.find((one) => one === text) ?? "to_do";

// The query of GET /api/v1/deeds for a tab; dead letters have a route of their own.
export function queryOf(tab: Tab, department: string | null): Record<string, string | boolean> {
  const byTab: Record<Tab, Record<string, string | boolean>> = {
    to_do: { state: "instructed" },
    mine: { mine: true },
    failed: { state: "failed" },
    held: { state: "held" },
    doubted: { doubted: true },
    open: {},
    dead: {},
  };
  // Who has it, or what perhaps happened twice, is asked over all departments.
  const narrow = tab !== "mine" && tab !== "doubted" && department;
  return { ...byTab[tab], ...(narrow ? { department } : {}) };
}
