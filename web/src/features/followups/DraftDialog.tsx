// Today's word to the buyer, drafted from what happened; a person reads it, sends it in the chat and logs it.
import { App, Button, Input, Modal, Skeleton } from "antd";
import { useEffect, useState } from "react";

import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { Failure } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { useFollowUpActs, useUpdateDraft, type Draft, type FollowUp } from "./api";
import { words } from "./words";

export function DraftDialog({ item, onClose }: { item: FollowUp | null; onClose: () => void }) {
  const w = useWords(words);
  const draft = useUpdateDraft(item?.case_id ?? null);
  return (
    <Modal
      open={item !== null}
      title={item ? w.draftTitle(item.case_number) : ""}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
      width={560}
    >
      {draft.data ? (
        <Writing key={item?.case_id} id={item?.case_id ?? ""} draft={draft.data} onClose={onClose} />
      ) : draft.error ? (
        <Failure error={draft.error} retry={() => void draft.refetch()} />
      ) : (
        <Skeleton active />
      )}
    </Modal>
  );
}

// The buyer reads Chinese: the draft in Chinese is what is sent, whatever the screen speaks.
function Writing({ id, draft, onClose }: { id: string; draft: Draft; onClose: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const failure = useFailure();
  const { tell } = useFollowUpActs();
  const [text, setText] = useState(draft.zh);
  useEffect(() => setText(draft.zh), [draft.zh]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    message.success(w.copied);
  };
  const send = () =>
    tell.mutate(
      { id, words: text.trim() },
      {
        onSuccess: () => {
          message.success(w.told);
          onClose();
        },
        onError: (error) => failure(error),
      },
    );
  return (
    <div className="draft">
      <p className="quiet">{w.draftHint}</p>
      <Input.TextArea
        autoFocus
        value={text}
        maxLength={2000}
        autoSize={{ minRows: 5, maxRows: 14 }}
        aria-label={w.write}
        onChange={(event) => setText(event.target.value)}
      />
      <Basis draft={draft} />
      <div className="draft-end">
        <Button onClick={() => void copy()}>{w.draftCopy}</Button>
        <Button type="primary" loading={tell.isPending} disabled={text.trim() === ""} onClick={send}>
          {w.draftSend}
        </Button>
      </div>
    </div>
  );
}

function Basis({ draft }: { draft: Draft }) {
  const w = useWords(words);
  return (
    <section className="draft-basis" aria-label={w.basis}>
      <h3>
        {w.basis} <small className="quiet">{`${w.since} ${shortTime(draft.since)}`}</small>
      </h3>
      {draft.happened.length === 0 && <p className="quiet">{w.noNews}</p>}
      <ul>
        {draft.happened.map((one, place) => (
          <li key={place}>
            <time className="mono quiet">{shortTime(one.at)}</time> {one.text}
            {one.detail && <small className="quiet"> — {one.detail}</small>}
          </li>
        ))}
      </ul>
      {draft.pending.length > 0 && (
        <p>
          <span className="quiet">{w.still}{w.colon}</span>
          {draft.pending.join("；")}
        </p>
      )}
    </section>
  );
}
