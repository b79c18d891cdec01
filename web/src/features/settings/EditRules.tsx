// The shop's own rules as a text: checked while it is written, each problem at its line, saved with a reason.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Input, type GetRef } from "antd";
import { useEffect, useRef, useState } from "react";

import { Problem } from "@/lib/api/problem";
import type { OwnRulesCheck, OwnRulesView, RuleProblemView } from "@/lib/api/schema";
import { useWords } from "@/lib/i18n";
import { call } from "@/lib/settle/api";
import { Async } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { rulesKey, RuleMarks, useOwnRules } from "./Rules";
import { lineOf, rangeOfLine, withRow } from "./rulesText";
import { ruleWords } from "./ruleWords";

interface Props {
  open: boolean;
  row: string; // a row of the book to begin with; empty: none
  onClose: () => void;
}

export function EditRules({ open, row, onClose }: Props) {
  const w = useWords(ruleWords);
  const own = useOwnRules(open);
  return (
    <Drawer open={open} onClose={onClose} title={w.editTitle} width={760} destroyOnHidden maskClosable={false}>
      <p className="quiet">{w.editLead}</p>
      <Async query={own}>{(data) => <Editor own={data} row={row} onClose={onClose} />}</Async>
    </Drawer>
  );
}

const checkAfterMs = 500;

function Editor({ own, row, onClose }: { own: OwnRulesView; row: string; onClose: () => void }) {
  const w = useWords(ruleWords);
  const failure = useFailure();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState(() => withRow(own.text, row));
  const [why, setWhy] = useState("");
  const [found, setFound] = useState<OwnRulesCheck | null>(null);
  const [refused, setRefused] = useState<RuleProblemView | null>(null); // by the save itself
  const area = useRef<GetRef<typeof Input.TextArea>>(null);

  useEffect(() => {
    setFound(null);
    let gone = false;
    const timer = setTimeout(() => {
      call<OwnRulesCheck>("POST /api/v1/rules/own/check", { body: { text } })
        .then((check) => !gone && setFound(check))
        .catch((error) => !gone && failure(error));
    }, checkAfterMs);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text, failure]);

  const save = useMutation({
    mutationFn: () =>
      call<OwnRulesView>("PUT /api/v1/rules/own", { body: { text, why: why.trim(), version: own.version } }),
    onSuccess: (view) => {
      message.success(w.saved(view.version));
      onClose();
    },
    onError: (error) => {
      if (error instanceof Problem && error.status === 412) message.warning(w.stale, 8);
      else if (error instanceof Problem && error.field?.includes(":")) setRefused({ place: error.field, why: error.message });
      else failure(error);
    },
    onSettled: () => client.invalidateQueries({ queryKey: rulesKey }),
  });

  const goTo = (place: string) => {
    const box = area.current?.resizableTextArea?.textArea;
    if (!box) return;
    const [from, to] = rangeOfLine(text, lineOf(place));
    box.focus();
    box.setSelectionRange(from, to);
    // A line is as high as the box's line height.
    box.scrollTop = Math.max(0, (lineOf(place) - 4) * parseFloat(getComputedStyle(box).lineHeight || "20"));
  };
  const problems = [...(refused ? [refused] : []), ...(found?.problems ?? [])];
  return (
    <>
      <Input.TextArea
        ref={area}
        className="code-area"
        value={text}
        rows={18}
        spellCheck={false}
        aria-label={w.text}
        onChange={(event) => {
          setRefused(null);
          setText(event.target.value);
        }}
      />
      <div className="rules-check" role="status">
        {found === null && <span className="quiet">{w.checking}</span>}
        {found?.fine && (
          <>
            <p className="rules-fine">
              ✓ {w.fine(found.rows.length)}
              {found.ranks_anew && `；${w.ranks}`}
            </p>
            <ul className="rule-problems">
              {found.rows.map((one) => (
                <li key={one.table + one.id}>
                  {one.name || one.id} <RuleMarks row={one} /> <small className="quiet">{one.source}</small>
                </li>
              ))}
            </ul>
          </>
        )}
        {problems.length > 0 && (
          <Alert
            type="error"
            message={w.problems(problems.length)}
            description={
              <ul className="rule-problems">
                {problems.map((one) => (
                  <li key={one.place + one.why}>
                    {lineOf(one.place) > 0 && (
                      <Button size="small" type="link" onClick={() => goTo(one.place)}>
                        {w.line(lineOf(one.place))}
                      </Button>
                    )}
                    {one.why}
                  </li>
                ))}
              </ul>
            }
          />
        )}
      </div>
      <Input value={why} maxLength={500} placeholder={w.why} aria-label={w.why} onChange={(event) => setWhy(event.target.value)} />
      <div className="card-acts">
        <Button
          type="primary"
          disabled={!found?.fine || why.trim() === "" || text === own.text}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {w.save}
        </Button>
        <Button onClick={onClose}>{w.cancel}</Button>
      </div>
    </>
  );
}
