// 登记 (P-F1): cause, outcome, cost, summary, tags; then closed. The summary is drafted, a person has the last word.
import { Button, Form, Input, Select } from "antd";

import { useState } from "react";

import { yuan } from "@/lib/format/money";
import { useLanguage, useWords } from "@/lib/i18n";
import { useWorking } from "@/lib/live/presence";
import { useMay } from "@/lib/session";

import type { CaseView } from "./api";
import { useThisCase } from "./context";
import { ConflictNote, MoneyInput, moneyRule } from "./parts";
import { draftedSummary } from "./summary";
import { useCaseForm } from "./useCaseForm";
import { useLastChanger } from "./useLastChanger";
import { words } from "./words";

interface Fields {
  root_cause: string;
  outcome: string;
  summary: string;
  cost: number | string | null;
  tags: string[];
}

// What the shop has spent so far as far as the case knows it: a first figure, not the last word.
const knownCost = (view: CaseView) => view.refunds.reduce((sum, one) => sum + (one.paid ? one.amount : 0), 0);

const fieldsOf = (view: CaseView, drafted: string): Fields => ({
  root_cause: view.registration?.root_cause ?? "",
  outcome: view.registration?.outcome ?? "",
  summary: view.registration?.summary || drafted,
  cost: view.registration?.cost ?? knownCost(view),
  tags: view.tags,
});

export function RegisterForm() {
  const w = useWords(words);
  const may = useMay();
  const who = useLastChanger();
  const { language } = useLanguage();
  const { view, run, busy } = useThisCase();
  // As it was when the form opened: a draft that grows with every event is nobody's change.
  const [drafted] = useState(() => draftedSummary(view, language));
  const { form, touched, conflict, onValuesChange, done, takeTheirs, keepMine } = useCaseForm(view.version, fieldsOf(view, drafted));
  useWorking(view.id, touched);
  const closed = view.status === "closed";
  const closable = view.step === "register" && view.status === "resolved" && may("case_close");
  const send = async (close: boolean) => {
    const fields = await form.validateFields().catch(() => null);
    if (!fields) return;
    const { cost, tags, ...rest } = fields;
    const fresh = tags.filter((tag) => !view.tags.includes(tag));
    const gone = view.tags.filter((tag) => !tags.includes(tag));
    if (gone.length > 0 && !(await run("tags", { remove: gone }))) return;
    const body = { ...rest, cost: Number(cost), tags: fresh, close };
    if (await run("registration", body, close ? w.closed(view.number) : w.saved, form as never)) done();
  };
  const needed = [{ required: true, whitespace: true, message: w.needed }];
  const names: Record<keyof Fields, string> = {
    root_cause: w.rootCause,
    outcome: w.outcome,
    summary: w.summary,
    cost: w.cost,
    tags: w.tags,
  };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      size="small"
      className="case-form"
      requiredMark={false}
      disabled={closed}
      onValuesChange={onValuesChange}
    >
      <ConflictNote
        conflict={conflict}
        who={who}
        nameOf={(field) => names[field]}
        valueOf={(field, value) => (field === "cost" ? yuan(Number(value ?? 0)) : String(value ?? ""))}
        keepMine={keepMine}
        takeTheirs={takeTheirs}
      />
      <div data-lack="root_cause">
        <Form.Item name="root_cause" label={w.rootCause} rules={needed}>
          <Input maxLength={200} placeholder={w.rootCauseHint} />
        </Form.Item>
      </div>
      <div data-lack="outcome">
        <Form.Item name="outcome" label={w.outcome} rules={needed}>
          <Input maxLength={200} placeholder={w.outcomeHint} />
        </Form.Item>
      </div>
      <div className="form-pair">
        <div data-lack="cost">
          <Form.Item name="cost" label={w.cost} rules={[{ required: true, message: w.amountWrong }, moneyRule(w.amountWrong)]}>
            <MoneyInput />
          </Form.Item>
        </div>
        <div data-lack="tags">
          <Form.Item name="tags" label={w.tags} rules={[{ required: true, type: "array", min: 1, message: w.needed }]}>
            <Select mode="tags" placeholder={w.tagsHint} open={false} suffixIcon={null} tokenSeparators={[",", "，", " "]} maxCount={20} />
          </Form.Item>
        </div>
      </div>
      <div data-lack="summary">
        <Form.Item name="summary" label={w.summary} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
        </Form.Item>
      </div>
      {!closed && (
        <div className="form-end">
          <Button
            type="link"
            onClick={() => {
              form.setFieldsValue({ summary: draftedSummary(view, language) });
              onValuesChange();
            }}
          >
            {w.useDraft}
          </Button>
          <Button loading={busy} disabled={conflict !== null} onClick={() => void send(false)}>
            {w.saveRegister}
          </Button>
          {closable && (
            <Button type="primary" loading={busy} disabled={conflict !== null} onClick={() => void send(true)}>
              {w.closeIt}
            </Button>
          )}
        </div>
      )}
    </Form>
  );
}
