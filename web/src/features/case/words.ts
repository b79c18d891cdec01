import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: { title: "售后单" },
  en: { title: "Case" },
});
