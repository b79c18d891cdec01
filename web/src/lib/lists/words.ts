import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: {
    more: "更多",
    end: (count: number) => `共 ${count} 项`,
    whose: "谁的",
    everybody: "全部",
    mine: "我的",
    nobodys: "没人负责的",
    down: "下一个",
    up: "上一个",
    open: "打开",
  },
  en: {
    more: "More",
    end: (count: number) => `${count} in all`,
    whose: "Whose",
    everybody: "All",
    mine: "Mine",
    nobodys: "Nobody's",
    down: "Next",
    up: "Previous",
    open: "Open",
  },
});
