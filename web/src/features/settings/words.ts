import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: { title: "设置" },
  en: { title: "Settings" },
});
