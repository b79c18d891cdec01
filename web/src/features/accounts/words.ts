import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: { title: "账号" },
  en: { title: "Accounts" },
});
