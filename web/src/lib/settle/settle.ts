// What the screens of settling compute: pure, so that it can be tested.
import { yuan } from "@/lib/format/money";
import { some } from "@/lib/ids";
import type { Language } from "@/lib/i18n";

import type { DeedView, GrantView, Text } from "./types";

export const inWords = (text: Text | null | undefined, language: Language): string => text?.[language] ?? "";

export const movesMoney = (kind: string): boolean => kind === "pay_refund" || kind === "pay_out";

// "¥10.00", or "¥10.00 – ¥30.00" where the conditions decide; nothing where no money goes.
export function moneyRange(least: number, most: number): string {
  if (most <= 0) return "";
  return least >= most ? yuan(most) : `${yuan(Math.max(0, least))} – ${yuan(most)}`;
}

// What a remedy gives, in money or in kind.
export function given(remedy: { money: number; credit: number; gift_cost: number }): number {
  return remedy.money + remedy.credit + remedy.gift_cost;
}

// P(accept) as a person says it; the figure stands beside it. Bounds are the middle between two words.
export function acceptance(chance: number, language: Language): string {
  const zh = language === "zh";
  if (chance >= 0.8) return zh ? "接受可能很大" : "very good chance";
  if (chance >= 0.6) return zh ? "接受可能较大" : "good chance";
  if (chance >= 0.4) return zh ? "接受可能各半" : "even chance";
  if (chance >= 0.2) return zh ? "接受可能较小" : "low chance";
  return zh ? "接受可能很小" : "slim chance";
}

export const percent = (chance: number): string => `${Math.round(Math.min(1, Math.max(0, chance)) * 100)}%`;

// Who pays which way.
export function freight(out: string, back: string, language: Language): string[] {
  const zh = language === "zh";
  const payer: Record<string, [string, string]> = {
    seller: ["我们承担", "we pay"],
    buyer: ["买家承担", "the buyer pays"],
    insurance: ["运费险承担", "the insurance pays"],
  };
  const one = (way: string, zhWay: string, enWay: string): string[] => {
    if (way === "none" || !way) return [];
    const who = payer[way] ?? [way, way];
    return [zh ? `${zhWay}${who[0]}` : `${enWay}: ${who[1]}`];
  };
  if (out === back) return one(out, "来回运费", "freight both ways");
  return [...one(back, "寄回运费", "freight back"), ...one(out, "寄出运费", "freight out")];
}

export type DeedAct = "take" | "release" | "confirm" | "fail" | "retry" | "cancel" | "settle";

interface Reader {
  account: string;
  may: (permission: string) => boolean;
}

// What this reader can do about a deed now, the usual act first. The server has the last word
// (src/domain/grants.cpp); this only spares people buttons that would be refused. Whoever pays money takes it in
// hand first; a return is received at the dock.
export function deedActs(deed: DeedView, { account, may }: Reader): DeedAct[] {
  const acts: DeedAct[] = [];
  if (deed.doubt) return may("remedy_approve") ? ["settle"] : [];
  const able = may(movesMoney(deed.kind) ? "refund_pay" : "task_write");
  const ours = deed.kind !== "await_return";
  const add = (act: DeedAct, when = true) => void (when && acts.push(act));
  if (deed.state === "in_hand") {
    if (deed.in_hand_by === account) {
      add("confirm", able);
      add("fail", able);
      add("release", able);
    } else {
      add("release", able && may("remedy_approve"));
    }
    return acts;
  }
  if (deed.state === "instructed" && ours) {
    add("confirm", able && !movesMoney(deed.kind));
    add("take", able);
    add("fail", able && !movesMoney(deed.kind));
  }
  if (deed.state === "failed") {
    add("take", able && ours);
    add("retry", able);
  }
  if (["held", "due", "instructed", "failed"].includes(deed.state)) add("cancel", able && may("remedy_propose"));
  return acts;
}

export const openDeed = (deed: DeedView): boolean => deed.state !== "done" && deed.state !== "cancelled";

// What can be done about a grant by this reader.
export type GrantAct = "approve" | "refuse" | "withdraw" | "revoke";
export function grantActs(grant: GrantView, { account, may }: Reader): GrantAct[] {
  const mine = grant.proposed_by === account;
  if (grant.state === "proposed") {
    const acts: GrantAct[] = [];
    if (!mine && may("remedy_approve")) acts.push("approve", "refuse");
    if (mine && may("remedy_propose")) acts.push("withdraw");
    return acts;
  }
  const carried = grant.deeds.some((deed) => deed.state === "done" || deed.state === "in_hand");
  const over = grant.deeds.every((deed) => !openDeed(deed));
  return grant.state === "granted" && !carried && !over && may("remedy_propose") ? ["revoke"] : [];
}

// The tasks and refunds of a case that a deed stands for: they are shown as deeds, not twice.
export function deedMarks(grants: GrantView[]): { tasks: Set<string>; refunds: Set<string> } {
  const deeds = grants.flatMap((grant) => grant.deeds);
  return {
    tasks: new Set(deeds.map((deed) => deed.task).filter(some)),
    refunds: new Set(deeds.filter((deed) => movesMoney(deed.kind)).map((deed) => deed.id)),
  };
}
