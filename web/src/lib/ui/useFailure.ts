// One way to tell that something did not work: the server's own sentence, at the field it is about if the form
// has that field, otherwise as a toast.
import { App, type FormInstance } from "antd";
import { useCallback } from "react";

import { Problem } from "@/lib/api/problem";
import { useWords } from "@/lib/i18n";

import { words } from "./words";

// "lines[2].quantity" → ["lines", 2, "quantity"]
export function fieldPath(field: string): (string | number)[] {
  return field
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

export function useFailure() {
  const { message } = App.useApp();
  const w = useWords(words);
  return useCallback(
    (error: unknown, form?: FormInstance) => {
      const text = error instanceof Error && error.message ? error.message : w.failed;
      const path = error instanceof Problem && error.field ? fieldPath(error.field) : [];
      const known = form && path.length > 0 && form.getFieldInstance(path) !== undefined;
      if (form && known) {
        form.setFields([{ name: path, errors: [text] }]);
        form.scrollToField(path, { behavior: "smooth", block: "center" });
        form.focusField?.(path);
        return;
      }
      message.error({ content: text, duration: Math.min(12, 4 + text.length / 20) });
    },
    [message, w.failed],
  );
}
