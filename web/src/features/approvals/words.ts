import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: {
    title: "待审批",
    lead: "超出个人权限的善意给付，由另一位同意后执行。买家应得的从不需要审批。",
    none: "没有等待审批的方案",
    group: "待审批",
    above: "超出您的权限，同意后会上交",
    more: "只显示最早的 100 个",
    waits: (span: string) => `已等 ${span}`,
  },
  en: {
    title: "Approvals",
    lead: "Goodwill above somebody's own limit, carried out once a second person agrees. What is owed never waits here.",
    none: "Nothing waits for approval",
    group: "Approvals",
    above: "Above your limit: agreeing passes it on",
    more: "Only the 100 oldest are shown",
    waits: (span: string) => `waits ${span}`,
  },
});
