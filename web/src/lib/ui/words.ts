import { defineWords } from "@/lib/i18n";

export const words = defineWords({
  zh: { product: "售后台", nothing: "暂时没有内容", failed: "出了点问题", again: "再试一次",
    handTitle: (number: number) => `转交 #${number}`,
    handTo: "转交给",
    handReason: "说明（对方会看到）",
    handRelease: "放回队列（不指定负责人）",
    handNeeded: "请选择转交给谁",
    ok: "确定",
    cancel: "取消",
  },
  en: { product: "Shouhou", nothing: "Nothing here yet", failed: "Something went wrong", again: "Try again",
    handTitle: (number: number) => `Hand over #${number}`,
    handTo: "To",
    handReason: "Note (they will see it)",
    handRelease: "Back to the queue (nobody)",
    handNeeded: "Choose somebody",
    ok: "OK",
    cancel: "Cancel",
  },
});
