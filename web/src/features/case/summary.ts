// The summary of a case as a first draft, out of what the case knows (P-F1). A person has the last word.
import { demands, faults, phases, remedies } from "@/lib/desk/words";
import { yuan } from "@/lib/format/money";
import { span } from "@/lib/format/time";
import type { Language, Words } from "@/lib/i18n";

import type { CaseView } from "./api";

type Known = Pick<
  CaseView,
  "subject" | "issue_name" | "phase" | "fault" | "demand" | "demand_amount" | "agreement" | "refunds" | "returns" | "tasks" | "opened" | "changed"
>;

export function draftedSummary(view: Known, language: Language): string {
  const zh = language === "zh";
  const word = (list: Words<Record<string, string>>, value: string) => (list[language] as Record<string, string>)[value] ?? value;
  const paid = view.refunds.filter((one) => one.paid).reduce((sum, one) => sum + one.amount, 0);
  const done = view.tasks.filter((task) => task.state === "done" && task.result).map((task) => task.result);
  const asked = view.demand === "none" ? "" : word(demands, view.demand) + (view.demand_amount > 0 ? ` ${yuan(view.demand_amount)}` : "");
  const parts = zh
    ? [
        `${view.subject || "买家"}：${view.issue_name || "问题待定"}${view.phase ? `（${word(phases, view.phase)}）` : ""}`,
        asked && `买家要求${asked}`,
        view.fault !== "unknown" && `责任方为${word(faults, view.fault)}`,
        agreedIn(view, zh, word),
        paid > 0 && `已退款 ${yuan(paid)}`,
        view.returns.some((one) => one.state === "accepted") && "退货已验收",
        ...done,
        `用时 ${span(Math.max(60_000, view.changed - view.opened), language)}`,
      ]
    : [
        `${view.subject || "The buyer"}: ${view.issue_name || "issue not set"}${view.phase ? ` (${word(phases, view.phase)})` : ""}`,
        asked && `asked for: ${asked}`,
        view.fault !== "unknown" && `fault: ${word(faults, view.fault)}`,
        agreedIn(view, zh, word),
        paid > 0 && `${yuan(paid)} refunded`,
        view.returns.some((one) => one.state === "accepted") && "return accepted",
        ...done,
        `took ${span(Math.max(60_000, view.changed - view.opened), language)}`,
      ];
  const sentences = parts.filter(Boolean).join(zh ? "；" : "; ");
  return sentences + (zh ? "。" : ".");
}

function agreedIn(view: Known, zh: boolean, word: (list: Words<Record<string, string>>, value: string) => string): string {
  const made = view.agreement;
  if (!made) return "";
  const why = made.reason ? (zh ? `（${made.reason}）` : ` (${made.reason})`) : "";
  if (made.kind === "declined") return (zh ? "已婉拒" : "declined") + why;
  const what = joinWords([made.remedy ? word(remedies, made.remedy) : "", made.refund > 0 ? yuan(made.refund) : ""]);
  const who = made.kind === "platform_decided" ? (zh ? "平台裁定" : "the platform decided ") : zh ? "商定" : "agreed on ";
  return who + what + why;
}

const joinWords = (words: string[]) => words.filter(Boolean).join(" ");
