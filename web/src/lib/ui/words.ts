import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: { product: "售后台", nothing: "暂时没有内容", failed: "出了点问题", again: "再试一次" },
  en: { product: "Shouhou", nothing: "Nothing here yet", failed: "Something went wrong", again: "Try again" },
});
