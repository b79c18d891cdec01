// Small pieces that the parts of the case page have in common.
import { Alert, Button, Input, Modal } from "antd";
import { useState, type ReactNode } from "react";

import { fenOf, yuan } from "@/lib/format/money";
import { useWords } from "@/lib/i18n";

import type { Conflict } from "./useCaseForm";
import { words } from "./words";

export function Box({ title, extra, children, id }: { title: string; extra?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="box" id={id} aria-label={title}>
      <header className="box-head">
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}

// What somebody else changed under the form, field by field, and which side to keep.
interface ConflictProps<V extends object> {
  conflict: Conflict<V> | null;
  who: string;
  nameOf: (field: keyof V & string) => string;
  valueOf: (field: keyof V & string, value: V[keyof V & string]) => string;
  keepMine: () => void;
  takeTheirs: () => void;
}

export function ConflictNote<V extends object>({ conflict, who, nameOf, valueOf, keepMine, takeTheirs }: ConflictProps<V>) {
  const w = useWords(words);
  if (!conflict) return null;
  return (
    <Alert
      type="warning"
      role="alert"
      className="conflict"
      message={w.conflict(who || w.somebody)}
      description={
        <>
          <ul>
            {conflict.fields.map((field) => (
              <li key={field}>
                {nameOf(field)} — {w.now} <strong>{valueOf(field, conflict.theirs[field]) || "—"}</strong>
              </li>
            ))}
          </ul>
          <div className="conflict-choice">
            <Button size="small" type="primary" onClick={keepMine}>
              {w.keepMine}
            </Button>
            <Button size="small" onClick={takeTheirs}>
              {w.takeTheirs}
            </Button>
          </div>
        </>
      }
    />
  );
}

// Money in a form: typed in yuan, kept in fen. An amount that is none stays in the box and is refused.
export const moneyRule = (text: string) => ({
  validator: (_: unknown, value: unknown) =>
    value === undefined || value === null || value === "" || typeof value === "number"
      ? Promise.resolve()
      : Promise.reject(new Error(text)),
});

interface MoneyProps {
  value?: number | string | null;
  onChange?: (value: number | string | null) => void;
  id?: string;
  placeholder?: string;
}

export function MoneyInput({ value, onChange, ...rest }: MoneyProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (typeof value === "number" ? yuan(value).replace("¥", "").replace(/,/g, "") : (value ?? ""));
  return (
    <Input
      {...rest}
      prefix="¥"
      inputMode="decimal"
      maxLength={13}
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        onChange?.(text.trim() === "" ? null : (fenOf(text) ?? text));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

// Asks for a reason, then does it.
interface ReasonProps {
  title: string | null; // null: not shown
  hint?: string;
  needed?: boolean;
  busy: boolean;
  onCancel: () => void;
  onDone: (reason: string) => void;
}

export function ReasonDialog({ title, hint, needed = true, busy, onCancel, onDone }: ReasonProps) {
  const w = useWords(words);
  const [reason, setReason] = useState("");
  const ready = !needed || reason.trim().length > 0;
  const finish = () => ready && onDone(reason.trim());
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
      afterClose={() => setReason("")}
      width={420}
    >
      <Input.TextArea
        autoFocus
        value={reason}
        placeholder={hint ?? w.reasonNeeded}
        aria-label={hint ?? w.reasonNeeded}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && finish()}
      />
    </Modal>
  );
}
