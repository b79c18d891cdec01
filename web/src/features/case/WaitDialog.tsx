// Waiting: for whom or what, and when the case comes back by itself to be looked at again.
import { DatePicker, Input, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";

import { useWords } from "@/lib/i18n";

import { words } from "./words";

interface Props {
  title: string | null; // null: not shown
  busy: boolean;
  onCancel: () => void;
  onDone: (reason: string, lookAgain: number | null) => void;
}

export function WaitDialog({ title, busy, onCancel, onDone }: Props) {
  const w = useWords(words);
  const [reason, setReason] = useState("");
  const [at, setAt] = useState<Dayjs | null>(null);
  const ready = reason.trim() !== "";
  const finish = () => ready && onDone(reason.trim(), at?.valueOf() ?? null);
  return (
    <Modal
      open={title !== null}
      title={title}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={busy}
      okButtonProps={{ disabled: !ready }}
      onCancel={onCancel}
      onOk={finish}
      afterClose={() => {
        setReason("");
        setAt(null);
      }}
      width={420}
    >
      <Input.TextArea
        autoFocus
        value={reason}
        placeholder={w.statusWhy}
        aria-label={w.statusWhy}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && finish()}
      />
      <DatePicker
        style={{ width: "100%", marginTop: 12 }}
        showTime={{ format: "HH:mm", minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        placeholder={w.lookAgainAt}
        aria-label={w.lookAgainAt}
        minDate={dayjs()}
        value={at}
        onChange={setAt}
      />
      <small className="quiet">{w.lookAgainHint}</small>
    </Modal>
  );
}
