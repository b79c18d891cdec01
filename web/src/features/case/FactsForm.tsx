import { Button, Form, Select } from "antd";

import { demands, faults, moods, phases } from "@/lib/desk/words";
import { useIssueNames, useIssues } from "@/lib/desk/issues";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { useWords, type Words } from "@/lib/i18n";
import { useWorking } from "@/lib/live/presence";

import type { CaseView } from "./api";
import { useThisCase } from "./context";
import { ConflictNote, MoneyInput, moneyRule } from "./parts";
import { differing, useCaseForm } from "./useCaseForm";
import { useLastChanger } from "./useLastChanger";
import { words } from "./words";

const factsOf = (view: CaseView) => ({
  issue: view.issue || null,
  phase: view.phase,
  fault: view.fault,
  demand: view.demand,
  demand_amount: view.demand_amount > 0 ? view.demand_amount : null,
  mood: view.mood,
});
type Facts = ReturnType<typeof factsOf>;
const lists: Partial<Record<keyof Facts, Words<Record<string, string>>>> = { phase: phases, fault: faults, demand: demands, mood: moods };

export function FactsForm() {
  const w = useWords(words);
  const word = useWord();
  const options = useOptions();
  const issues = useIssues();
  const issueName = useIssueNames();
  const who = useLastChanger();
  const { view, run, busy } = useThisCase();
  const now = factsOf(view);
  const { form, touched, conflict, onValuesChange, done, takeTheirs, keepMine } = useCaseForm(view.version, now);
  useWorking(view.id, touched);
  const closed = view.status === "closed";
  const submit = async (values: Facts) => {
    const changed = differing(now, { ...now, ...values });
    const body = Object.fromEntries(changed.map((key) => [key, values[key] ?? (key === "demand_amount" ? 0 : "")]));
    if (changed.length === 0 || (await run("facts", body as never, w.saved, form as never))) done();
  };
  const names: Record<keyof Facts, string> = {
    issue: w.issue,
    phase: w.phase,
    fault: w.fault,
    demand: w.demand,
    demand_amount: w.demandAmount,
    mood: w.mood,
  };
  const valueOf = (field: keyof Facts, value: Facts[keyof Facts]) => {
    if (value == null) return "";
    if (typeof value === "number") return yuan(value);
    return field === "issue" ? issueName(value) : word(lists[field] ?? { zh: {}, en: {} }, value);
  };
  return (
    <Form
      form={form}
      layout="vertical"
      size="small"
      className="case-form"
      disabled={closed}
      requiredMark={false}
      onValuesChange={onValuesChange}
      onFinish={submit}
      id="facts-form"
    >
      <ConflictNote conflict={conflict} who={who} nameOf={(field) => names[field]} valueOf={valueOf} keepMine={keepMine} takeTheirs={takeTheirs} />
      <div data-lack="issue">
        <Form.Item name="issue" label={w.issue}>
          <Select
            showSearch
            optionFilterProp="label"
            options={(issues.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      </div>
      <div className="form-pair">
        <div data-lack="phase">
          <Form.Item name="phase" label={w.phase}>
            <Select options={options(phases)} />
          </Form.Item>
        </div>
        <div data-lack="fault">
          <Form.Item name="fault" label={w.fault}>
            <Select options={options(faults)} />
          </Form.Item>
        </div>
        <Form.Item name="demand" label={w.demand}>
          <Select options={options(demands)} />
        </Form.Item>
        <Form.Item name="demand_amount" label={w.demandAmount} rules={[moneyRule(w.amountWrong)]}>
          <MoneyInput placeholder={w.amountHint} />
        </Form.Item>
        <Form.Item name="mood" label={w.mood}>
          <Select options={options(moods)} />
        </Form.Item>
        <Form.Item label=" " colon={false}>
          <Button block type={touched ? "primary" : "default"} htmlType="submit" loading={busy} disabled={!touched || closed || conflict !== null}>
            {w.save}
          </Button>
        </Form.Item>
      </div>
    </Form>
  );
}
