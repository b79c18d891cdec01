import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: { title: "队列" },
  en: { title: "Queue" },
});
