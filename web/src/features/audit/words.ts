import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: { title: "审计" },
  en: { title: "Audit" },
});
