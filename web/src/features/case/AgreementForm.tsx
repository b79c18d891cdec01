// What was agreed: a remedy, a gentle refusal with its reason, or the platform's ruling.
import { Button, Checkbox, Form, Input, Segmented, Select } from "antd";
import { useState } from "react";

import { agreementKinds, remedies } from "@/lib/desk/words";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { dateTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { useWorking } from "@/lib/live/presence";

import type { CaseView } from "./api";
import { useThisCase } from "./context";
import { ConflictNote, MoneyInput, moneyRule } from "./parts";
import { useCaseForm } from "./useCaseForm";
import { useLastChanger } from "./useLastChanger";
import { words } from "./words";

interface Fields {
  kind: string;
  remedy: string | null;
  refund: number | string | null;
  goods_come_back: boolean;
  reason: string;
}

const fieldsOf = (view: CaseView): Fields => ({
  kind: view.agreement?.kind ?? "chosen",
  remedy: view.agreement?.remedy ?? null,
  refund: view.agreement?.refund ?? null,
  goods_come_back: view.agreement?.goods_come_back ?? false,
  reason: view.agreement?.reason ?? "",
});

// What usually follows from the remedy; the person can change it.
const bringsGoodsBack = ["return_refund", "exchange", "repair_service", "intercept"];
const wholeRefund = ["cancel_refund", "refund_only", "return_refund", "intercept"];

export function AgreementForm() {
  const { view } = useThisCase();
  const [changing, setChanging] = useState(false);
  if (view.agreement && !changing) return <Agreed view={view} onChange={() => setChanging(true)} />;
  return <EditAgreement onDone={() => setChanging(false)} />;
}

function Agreed({ view, onChange }: { view: CaseView; onChange: () => void }) {
  const w = useWords(words);
  const word = useWord();
  const made = view.agreement;
  if (!made) return null;
  return (
    <div className="case-form">
      <dl className="facts">
        <dt>{word(agreementKinds, made.kind)}</dt>
        <dd>
          <strong>{made.remedy ? word(remedies, made.remedy) : ""}</strong> {made.refund > 0 && yuan(made.refund)}
          {made.goods_come_back && ` · ${w.goodsBack}`}
        </dd>
        {made.reason && (
          <>
            <dt>{w.reason}</dt>
            <dd>{made.reason}</dd>
          </>
        )}
        <dt />
        <dd className="quiet">{dateTime(made.at)}</dd>
      </dl>
      {view.status !== "closed" && (
        <Button size="small" onClick={onChange}>
          {w.changeAgreement}
        </Button>
      )}
    </div>
  );
}

function EditAgreement({ onDone }: { onDone: () => void }) {
  const w = useWords(words);
  const word = useWord();
  const options = useOptions();
  const who = useLastChanger();
  const { view, run, busy } = useThisCase();
  const { form, touched, conflict, onValuesChange, done, takeTheirs, keepMine } = useCaseForm(view.version, fieldsOf(view));
  useWorking(view.id, touched);
  const kind = Form.useWatch("kind", form) ?? "chosen";
  const paid = view.lines.reduce((sum, line) => sum + line.paid, 0);
  const chooseRemedy = (remedy: string) => {
    onValuesChange();
    form.setFieldsValue({ goods_come_back: bringsGoodsBack.includes(remedy) });
    if (wholeRefund.includes(remedy) && !form.getFieldValue("refund") && paid > 0) form.setFieldsValue({ refund: paid });
  };
  const submit = async ({ remedy, refund, reason, ...rest }: Fields) => {
    const body = {
      ...rest,
      ...(rest.kind === "chosen" && remedy ? { remedy } : {}),
      refund: rest.kind === "declined" ? 0 : Number(refund ?? 0),
      goods_come_back: rest.kind !== "declined" && !!rest.goods_come_back,
      reason: reason ?? "",
    };
    if (await run("agreement", body as never, w.saved, form as never)) {
      done();
      onDone();
    }
  };
  const names: Record<keyof Fields, string> = {
    kind: w.agreement,
    remedy: w.remedy,
    refund: w.refund,
    goods_come_back: w.goodsBack,
    reason: w.reason,
  };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      size="small"
      className="case-form"
      requiredMark={false}
      disabled={view.status === "closed"}
      onValuesChange={onValuesChange}
      onFinish={submit}
    >
      <ConflictNote
        conflict={conflict}
        who={who}
        nameOf={(field) => names[field]}
        valueOf={(field, value) =>
          field === "refund" ? yuan(Number(value ?? 0)) : field === "remedy" ? word(remedies, String(value ?? "")) : String(value ?? "")
        }
        keepMine={keepMine}
        takeTheirs={takeTheirs}
      />
      <div data-lack="agreement">
        <Form.Item name="kind" label={w.agreement}>
          <Segmented block options={options(agreementKinds)} />
        </Form.Item>
      </div>
      {kind === "chosen" && (
        <Form.Item name="remedy" label={w.remedy} rules={[{ required: true, message: w.remedyNeeded }]}>
          <Select showSearch optionFilterProp="label" options={options(remedies)} onChange={chooseRemedy} />
        </Form.Item>
      )}
      {kind !== "declined" && (
        <div className="form-pair">
          <Form.Item
            name="refund"
            label={w.refund}
            extra={paid > 0 ? `${w.paid} ${yuan(paid)}` : undefined}
            rules={[moneyRule(w.amountWrong)]}
          >
            <MoneyInput placeholder="0.00" />
          </Form.Item>
          <Form.Item name="goods_come_back" valuePropName="checked" label=" " colon={false}>
            <Checkbox>{w.goodsBack}</Checkbox>
          </Form.Item>
        </div>
      )}
      <Form.Item name="reason" label={w.reason} rules={[{ required: kind !== "chosen", message: w.reasonNeeded }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      <Button block type="primary" htmlType="submit" loading={busy} disabled={conflict !== null}>
        {w.agree}
      </Button>
    </Form>
  );
}
