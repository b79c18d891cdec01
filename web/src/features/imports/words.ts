import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: { title: "导入" },
  en: { title: "Import" },
});
