// Where words are written: a note for colleagues, what was said with the buyer, a word on progress. The draft is
// kept while it is typed.
import { MessageOutlined, PhoneOutlined } from "@ant-design/icons";
import { Button, Mentions, Popconfirm, Segmented, type GetRef } from "antd";
import { forwardRef, useImperativeHandle, useRef, useState } from "react";

import { useColleagues } from "@/lib/desk/colleagues";
import { useWords } from "@/lib/i18n";
import { useWorking } from "@/lib/live/presence";
import { useSession } from "@/lib/session";

import { useFailure } from "@/lib/ui/useFailure";

import { loadUpdateDraft } from "./api";
import { CallBack } from "./CallBack";
import { useThisCase } from "./context";
import { useDraft } from "./draft";
import { mentionedIn } from "./mentions";
import { words } from "./words";

export type Mode = "note" | "contact" | "update";
export interface ComposerHandle {
  write: (mode: Mode) => void;
}

// Fills in the message that what happened suggests; words already written are not thrown away unasked.
function DraftButton({ onDraft, empty }: { onDraft: (text: string) => void; empty: boolean }) {
  const w = useWords(words);
  const failure = useFailure();
  const { view } = useThisCase();
  const [loading, setLoading] = useState(false);
  const fill = async () => {
    setLoading(true);
    try {
      onDraft((await loadUpdateDraft(view.id)).zh);
    } catch (error) {
      failure(error);
    } finally {
      setLoading(false);
    }
  };
  const button = (
    <Button size="small" loading={loading} onClick={empty ? () => void fill() : undefined}>
      {w.draftUpdate}
    </Button>
  );
  if (empty) return button;
  return (
    <Popconfirm title={w.draftOver} okText={w.ok} cancelText={w.cancel} onConfirm={() => void fill()}>
      {button}
    </Popconfirm>
  );
}

export const Composer = forwardRef<ComposerHandle>(function Composer(_, ref) {
  const w = useWords(words);
  const { view, run, busy } = useThisCase();
  const session = useSession();
  const colleagues = useColleagues();
  const draft = useDraft(session.account, view.id);
  useWorking(view.id, draft.state !== "idle" && draft.text.trim() !== "");
  const [mode, setMode] = useState<Mode>("note");
  const [kind, setKind] = useState<"message" | "call">("message");
  const [direction, setDirection] = useState<"to_buyer" | "from_buyer">("to_buyer");
  const box = useRef<GetRef<typeof Mentions>>(null);
  useImperativeHandle(ref, () => ({
    write: (next) => {
      setMode(next);
      setTimeout(() => box.current?.focus());
    },
  }));

  const text = draft.text.trim();
  // A call may be logged without words.
  const ready = text !== "" || (mode === "contact" && kind === "call");
  const send = async () => {
    if (!ready || busy) return;
    const people = (colleagues.data ?? []).map(({ id, name }) => ({ id, name }));
    const done =
      mode === "note"
        ? await run("notes", { text, mentions: mentionedIn(text, people) }, w.saved)
        : mode === "contact"
          ? await run("contacts", { kind, direction, words: text }, w.saved)
          : await run("updates", { words: text }, w.saved);
    if (done) draft.clear();
  };

  const placeholder = { note: w.notePlaceholder, contact: w.contactPlaceholder, update: w.updatePlaceholder }[mode];
  const told = { idle: w.sendKeys, typing: w.draftTyping, saved: w.draftSaved, local: w.draftLocal }[draft.state];
  return (
    <section className={`composer mode-${mode}`} aria-label={w[mode]}>
      <div className="composer-head">
        <Segmented<Mode>
          size="small"
          value={mode}
          onChange={setMode}
          options={[
            { value: "note", label: w.note },
            { value: "contact", label: w.contact },
            { value: "update", label: w.update },
          ]}
        />
        {mode === "update" && <DraftButton onDraft={draft.write} empty={text === ""} />}
        {mode === "contact" && (
          <>
            <Segmented<"message" | "call">
              size="small"
              value={kind}
              onChange={setKind}
              options={[
                { value: "message", label: w.message, icon: <MessageOutlined /> },
                { value: "call", label: w.call, icon: <PhoneOutlined /> },
              ]}
            />
            <Segmented<"to_buyer" | "from_buyer">
              size="small"
              value={direction}
              onChange={setDirection}
              options={[
                { value: "to_buyer", label: w.toBuyer },
                { value: "from_buyer", label: w.fromBuyer },
              ]}
            />
            <CallBack />
          </>
        )}
      </div>
      <Mentions
        ref={box}
        value={draft.text}
        onChange={draft.write}
        prefix={mode === "note" ? "@" : []}
        placeholder={placeholder}
        aria-label={placeholder}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={4000}
        variant="borderless"
        options={(colleagues.data ?? []).map((one) => ({ key: one.id, value: one.name, label: one.name }))}
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.key === "Enter") void send();
          if (event.key === "Escape") (event.target as HTMLElement).blur();
        }}
      />
      <footer>
        <small className={draft.state === "idle" ? "quiet keys-only" : "quiet"} aria-live="polite">
          {told}
        </small>
        <Button type="primary" size="small" disabled={!ready} loading={busy} onClick={() => void send()}>
          {w.send}
        </Button>
      </footer>
    </section>
  );
});
