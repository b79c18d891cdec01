// A deadline of one's own is near, or a task is overdue: said once, with the way there (P-E5).
import { App, Button } from "antd";
import { useRef } from "react";
import { useNavigate } from "react-router-dom";

import { span } from "@/lib/format/time";
import { now } from "@/lib/format/now";
import { useLanguage, useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useLiveEvents } from "@/lib/live/LiveProvider";
import type { LiveEvent } from "@/lib/live/socket";
import { useMay, useSession } from "@/lib/session";

import { words } from "../words";

interface Body {
  number?: number;
  assignee?: string;
  deadline?: number;
  zh?: string;
  en?: string;
  title?: string;
}

const shownMs = 12_000;

export function Warnings() {
  const w = useWords(words);
  const { language } = useLanguage();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const session = useSession();
  const may = useMay();
  const told = useRef(new Set<number>());

  // Mine, or nobody's that I could take.
  const concerns = (body: Body) =>
    body.assignee === session.account || (!some(body.assignee) && may("case_write"));

  const show = (event: LiveEvent, title: string, text: string) => {
    if (told.current.has(event.sequence)) return;
    told.current.add(event.sequence);
    const key = `${event.kind}-${event.case_id}`;
    notification.warning({
      key,
      message: title,
      description: text,
      duration: shownMs / 1000,
      btn: (
        <Button
          size="small"
          type="primary"
          onClick={() => {
            notification.destroy(key);
            navigate(`/cases/${event.case_id}`);
          }}
        >
          {w.openCase}
        </Button>
      ),
    });
  };

  useLiveEvents((event) => {
    const body = (event.body ?? {}) as Body;
    if (event.kind === "clock.warning" && concerns(body)) {
      const left = Math.max(0, (body.deadline ?? 0) - now());
      if (left > 0) show(event, w.warningTitle(body.number ?? 0), w.warningText(body[language] ?? "", span(left, language)));
    }
    if (event.kind === "task.overdue" && (concerns(body) || may("case_assign"))) {
      show(event, w.overdueTitle(body.number ?? 0), body.title ?? "");
    }
  });
  return null;
}
