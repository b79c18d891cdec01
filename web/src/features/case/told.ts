// What happened, as a sentence. The names of events and of what is in them are those of src/domain/case_events.h;
// what has its default value is left out of them.
import {
  agreementKinds,
  channels,
  clockEnds,
  clockKinds,
  demands,
  departments,
  evidenceKinds,
  faults,
  moods,
  phases,
  remedies,
  returnStates,
  sources,
  statuses,
  steps,
  talkStates,
  taskStates,
} from "@/lib/desk/words";
import { yuan } from "@/lib/format/money";
import { effects } from "@/lib/settle/words";
import { shortTime } from "@/lib/format/time";
import type { Language, Words } from "@/lib/i18n";

import { returnTells } from "./toldReturns";

export interface Teller {
  language: Language;
  issueName: (id: string) => string;
}

type Body = Record<string, unknown>;
type List = Words<Record<string, string>>;
interface Tools {
  zh: boolean;
  word: (list: List, value: unknown) => string;
  issueName: (id: string) => string;
}
type Tell = (body: Body, tools: Tools) => string;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const inner = (value: unknown): Body => (value && typeof value === "object" ? (value as Body) : {});
// A key that people typed is shown; the id of a record is not.
const key = (value: unknown): string => (/^\d{16,}$/.test(text(value)) ? "" : text(value));
const money = (value: unknown): string => (typeof value === "number" && value !== 0 ? yuan(value) : "");
const joined = (...parts: string[]) => parts.filter(Boolean).join(" · ");
const because = (reason: unknown, zh: boolean) => (text(reason) ? (zh ? `：${text(reason)}` : `: ${text(reason)}`) : "");

// A remedy and what became of it; a thing to do and what became of it.
function remedyTold(b: Body, { zh, word }: Tools, zhWhat: string, enWhat: string): string {
  return joined(`${zh ? zhWhat : enWhat}${b["remedy"] ? ` · ${word(remedies, b["remedy"])}` : ""}`, money(b["amount"])) + because(b["reason"] ?? b["why"], zh);
}
function deedTold(b: Body, { zh, word }: Tools, zhWhat: string, enWhat: string): string {
  const marks = [text(b["reference"]), text(b["other"])].filter(Boolean).join(" / ");
  return joined(b["kind"] ? word(effects, b["kind"]) : zh ? "执行项" : "a deed", money(b["amount"]), zh ? zhWhat : enWhat, marks) + because(b["reason"], zh);
}
const tells: Record<string, Tell> = {
  ...returnTells,
  "case.opened": (b, { zh, word }) =>
    `${zh ? "受理" : "opened"} · ${joined(word(channels, b["channel"] ?? "imported"), word(sources, b["source"] ?? "manual"))}`,
  "case.reported_again": (b, { zh, word }) =>
    `${zh ? "同一问题再次反映" : "told again"} · ${word(sources, inner(b["report"])["source"] ?? "manual")}`,
  "case.assigned": (b, { zh }) =>
    (text(b["to_name"])
      ? zh
        ? `分给 ${text(b["to_name"])}`
        : `assigned to ${text(b["to_name"])}`
      : zh
        ? "放回队列"
        : "back to the queue") + because(b["reason"], zh),
  "case.contacted": (b, { zh }) => {
    const call = b["kind"] === "call";
    if (b["direction"] === "from_buyer") return zh ? (call ? "买家来电" : "买家来消息") : call ? "the buyer called" : "the buyer wrote";
    return zh ? (call ? "给买家打了电话" : "给买家发了消息") : call ? "called the buyer" : "wrote to the buyer";
  },
  "case.facts_set": (b, { zh, word, issueName }) =>
    `${zh ? "事实" : "facts"} · ${joined(
      text(b["issue"]) && issueName(text(b["issue"])),
      word(phases, b["phase"]),
      `${zh ? "责任方" : "fault"} ${word(faults, b["fault"] ?? "unknown")}`,
      b["demand"] ? word(demands, b["demand"]) : "",
      money(b["demand_amount"]),
    )}`,
  "case.lines_set": (b, { zh }) => `${zh ? "关联订单" : "linked the order"} · ${text(b["subject"])}`,
  "case.mood_set": (b, { zh, word }) => `${zh ? "情绪" : "mood"} · ${word(moods, b["mood"] ?? "calm")}`,
  "case.evidence_added": (b, { zh, word }) => {
    const piece = inner(b["piece"]);
    const also = Array.isArray(b["also_in"]) && b["also_in"].length > 0;
    return joined(
      `${zh ? "凭证" : "evidence"} · ${word(evidenceKinds, piece["kind"] ?? "photo")}`,
      text(piece["reference"]),
      also ? (zh ? "⚠ 其他售后单用过同一张图" : "⚠ the same picture is in another case") : "",
    );
  },
  "case.evidence_removed": (b, { zh, word }) =>
    `${zh ? "撤下凭证" : "evidence taken away"} · ${word(evidenceKinds, b["kind"] ?? "photo")}` + because(b["reason"], zh),
  "case.evidence_waived": (b, { zh }) =>
    (zh ? "免除凭证" : "evidence waived") + because(inner(b["waiver"])["reason"], zh),
  "case.talk_moved": (b, { zh, word }) =>
    joined(
      `${zh ? "安抚" : "talk"} · ${word(talkStates, b["state"] ?? "none")}`,
      b["still_angry"] ? (zh ? "仍然生气" : "still angry") : "",
    ),
  "case.soothe_left_out": (b, { zh }) => (zh ? "无需安抚" : "soothing does not apply") + because(b["reason"], zh),
  "case.agreed": (b, { zh, word }) => {
    const made = inner(b["agreement"]);
    return (
      joined(
        word(agreementKinds, made["kind"] ?? "chosen"),
        word(remedies, made["remedy"]),
        money(made["refund"]),
        made["goods_come_back"] ? (zh ? "退货" : "goods come back") : "",
      ) + because(made["reason"], zh)
    );
  },
  "case.refund_granted": (b, { zh }) => joined(`${zh ? "登记退款" : "refund granted"} ${money(b["amount"])}`, key(b["key"])),
  "case.refund_paid": (b, { zh }) => joined(zh ? "退款已到账" : "refund paid", key(b["key"])),
  "case.refund_withdrawn": (b, { zh }) => joined(zh ? "撤回退款" : "refund withdrawn", key(b["key"])) + because(b["reason"], zh),
  "case.return_moved": (b, { zh, word }) =>
    joined(zh ? "退货" : "return", key(b["key"]), word(returnStates, b["state"] ?? "announced")) + because(b["reason"], zh),
  "case.buyer_updated": (_, { zh }) => (zh ? "告知买家进展" : "told the buyer where it stands"),
  "case.registered": (b, { zh }) => {
    const made = inner(b["registration"]);
    return `${zh ? "登记" : "registered"} · ${joined(text(made["root_cause"]), text(made["outcome"]), money(made["cost"]))}`;
  },
  "case.step_moved": (b, { zh, word }) =>
    (zh ? `进入「${word(steps, b["to"] ?? "contact")}」` : `now at “${word(steps, b["to"] ?? "contact")}”`) + because(b["reason"], zh),
  "case.status_moved": (b, { zh, word }) =>
    joined(
      `${zh ? "状态" : "status"} · ${word(statuses, b["to"] ?? "open")}`,
      b["by_platform"] ? (zh ? "平台" : "by the platform") : "",
      typeof b["look_again"] === "number" ? `${zh ? "再看" : "look again"} ${shortTime(b["look_again"])}` : "",
    ) +
    because(b["reason"], zh),
  "case.reopened": (b, { zh }) => (zh ? "重新打开" : "reopened") + because(b["reason"], zh),
  "case.note_added": (_, { zh }) => (zh ? "备注" : "note"),
  "case.tagged": (b, { zh }) => `${zh ? "加标签" : "tagged"} ${text(b["tag"])}`,
  "case.untagged": (b, { zh }) => `${zh ? "去标签" : "tag removed"} ${text(b["tag"])}`,
  "case.task_added": (b, { zh, word }) => {
    const task = inner(b["task"]);
    return `${zh ? "派任务" : "task"} · ${joined(word(departments, task["department"] ?? "service"), text(task["title"]))}`;
  },
  "case.task_finished": (b, { zh, word }) =>
    `${zh ? "任务" : "task"} · ${word(taskStates, b["state"] ?? "done")}${because(b["result"], zh)}`,
  "case.clock_started": (b, { zh, word }) =>
    `${zh ? "开始计时" : "clock started"} · ${word(clockKinds, inner(b["clock"])["kind"])}`,
  "case.clock_ended": (b, { word }) => joined(word(clockKinds, b["kind"]), word(clockEnds, b["end"] ?? "met")),
  "case.answered": (b, { zh }) => {
    const given = inner(b["answer"]);
    return text(given["value"]) ? (zh ? "确认了一项事实" : "a fact was found out") : zh ? "收回了一项确认" : "a finding was taken back";
  },
  "case.judged": (_, { zh }) => (zh ? "按规则判定了应得权益" : "rights were judged by the rules"),

  "offer.proposed": (_, { zh }) => (zh ? "拟定方案单" : "an offer was made"),
  "offer.edited": (_, { zh }) => (zh ? "改了方案单" : "the offer was changed"),
  "offer.sent": (_, { zh }) => (zh ? "方案单已发给买家" : "the offer went to the buyer"),
  "offer.chosen": (b, { zh }) => {
    const chosen = Array.isArray(b["chosen"]) ? b["chosen"].join("、") : "";
    return zh ? `买家选定方案${chosen && ` ${chosen}`}` : `the buyer chose${chosen && ` item ${chosen}`}`;
  },
  "offer.refused": (_, { zh }) => (zh ? "买家都不要" : "the buyer refused the offer"),
  "offer.expired": (_, { zh }) => (zh ? "方案单过了有效期" : "the offer ran out"),
  "offer.replaced": (_, { zh }) => (zh ? "事实有变，方案单换新" : "the facts changed: a new offer"),
  "offer.withdrawn": (_, { zh }) => (zh ? "撤回方案单" : "the offer was withdrawn"),

  "remedy.proposed": (b, tools) => remedyTold(b, tools, "提请审批", "approval asked for"),
  "remedy.escalated": (b, tools) => remedyTold(b, tools, "上交审批", "went up for approval"),
  "remedy.honoured": (b, tools) => remedyTold(b, tools, "已发给买家，照办（超出上限）", "shown to the buyer, so it stands (above a cap)"),
  "remedy.granted": (b, tools) => remedyTold(b, tools, "授予", "granted"),
  "remedy.refused": (b, tools) => remedyTold(b, tools, "审批未同意", "not approved"),
  "remedy.withdrawn": (b, tools) => remedyTold(b, tools, "撤回授予", "grant withdrawn"),

  "deed.ready": (b, tools) => deedTold(b, tools, "可以办了", "can be done now"),
  "deed.instructed": (b, tools) => deedTold(b, tools, "待人办理", "for a person to do"),
  "deed.in_hand": (b, tools) => deedTold(b, tools, "开始办理", "in hand"),
  "deed.released": (b, tools) => deedTold(b, tools, "放回待办", "put back"),
  "deed.done": (b, tools) => deedTold(b, tools, "办妥", "done"),
  "deed.failed": (b, tools) => deedTold(b, tools, "没办成", "failed"),
  "deed.retried": (b, tools) => deedTold(b, tools, "再试", "tried again"),
  "deed.cancelled": (b, tools) => deedTold(b, tools, "取消", "cancelled"),
  "deed.held_again": (b, tools) => deedTold(b, tools, "重新等退货", "waits for the goods again"),
  "deed.cut": (b, tools) => deedTold(b, tools, "扣减", "cut"),
  "deed.doubted": (b, tools) => deedTold(b, tools, "⚠ 可能重复，请主管核对", "⚠ perhaps twice, a lead has to look"),
  "deed.doubt_settled": (b, tools) => deedTold(b, tools, "已核对，没有重复", "looked at: not twice"),


  "case.task_assigned": (b, { zh }) =>
    text(b["to_name"])
      ? `${zh ? "任务给" : "task taken by"} ${text(b["to_name"])}`
      : zh
        ? "任务放回部门"
        : "task back to its department",
  "clock.warning": (b, { zh }) => `${zh ? "快到时限" : "close to a deadline"} · ${text(b[zh ? "zh" : "en"])}`,
  "clock.explained": (_, { zh }) => (zh ? "补写了超时原因" : "said why a deadline was missed"),
  "task.overdue": (b, { zh }) => `${zh ? "任务超时" : "task overdue"} · ${text(b["title"])}`,
  "case.merged_in": (b, { zh }) => `${zh ? "并入了" : "took in"} #${String(b["other_number"] ?? "")}`,
  "case.merged_away": (b, { zh }) => `${zh ? "已并入" : "went into"} #${String(b["into_number"] ?? "")}`,
};

export const knownKinds = Object.keys(tells);

export function told(kind: string, body: unknown, { language, issueName }: Teller): string {
  const word = (list: List, value: unknown) =>
    typeof value === "string" && value ? ((list[language] as Record<string, string>)[value] ?? value) : "";
  return tells[kind]?.(inner(body), { zh: language === "zh", word, issueName }) ?? kind;
}

// Whose words an event carries.
export function voiceOf(kind: string, body: unknown): "buyer" | "shop" | "note" {
  if (kind === "case.note_added") return "note";
  const from = inner(body)["direction"] === "from_buyer";
  return from || kind === "case.opened" || kind === "case.reported_again" ? "buyer" : "shop";
}
