// The second factor: scan, prove with a code, keep the recovery codes.
import { Alert, App, Button, Form, Input, QRCode, Space, Tag, Typography } from "antd";
import { useState } from "react";

import { useWords } from "@/lib/i18n";
import { Async } from "@/lib/ui/Page";

import { useConfirmFactor, useDropFactor, useFactor, useRenewCodes, useStartFactor } from "./api";
import { FormError } from "./fields";
import { words } from "./words";

export function FactorPanel({ onDone }: { onDone?: () => void }) {
  const w = useWords(words);
  const factor = useFactor();
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) {
    return (
      <RecoveryCodes
        codes={codes}
        onKept={() => {
          setCodes(null);
          onDone?.();
        }}
      />
    );
  }
  return (
    <Async query={factor}>
      {(state) =>
        state.active ? (
          <Active left={state.recovery_codes_left} required={state.shop_requires} onCodes={setCodes} />
        ) : (
          <>
            <p className="quiet">{w.factorWhy}</p>
            <TurnOn onCodes={setCodes} />
          </>
        )
      }
    </Async>
  );
}

function CodeForm(props: { label: string; busy: boolean; error: Error | null; onCode: (code: string) => void }) {
  const w = useWords(words);
  return (
    <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={({ code }) => props.onCode(code.trim())}>
      <Form.Item name="code" label={w.code} rules={[{ required: true, message: w.codeHint }]}>
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={20} style={{ maxWidth: 200 }} />
      </Form.Item>
      <FormError error={props.error} />
      <Button type="primary" htmlType="submit" loading={props.busy}>
        {props.label}
      </Button>
    </Form>
  );
}

function TurnOn({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const w = useWords(words);
  const start = useStartFactor();
  const confirm = useConfirmFactor((made) => onCodes(made.codes));
  if (!start.data) {
    return (
      <>
        <FormError error={start.error} />
        <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
          {w.factorStart}
        </Button>
      </>
    );
  }
  return (
    <Space direction="vertical" size="middle">
      <span>{w.factorScan}</span>
      <QRCode value={start.data.uri} bordered={false} />
      <Typography.Text copyable code>
        {start.data.secret}
      </Typography.Text>
      <CodeForm
        label={w.factorConfirm}
        busy={confirm.isPending}
        error={confirm.error}
        onCode={(code) => confirm.mutate({ code })}
      />
    </Space>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const w = useWords(words);
  return (
    <Space direction="vertical" size="middle">
      <Alert type="warning" showIcon message={w.recoveryKeep} />
      <Typography.Paragraph copyable={{ text: codes.join("\n") }} className="recovery-codes">
        {codes.map((code) => (
          <code key={code}>{code}</code>
        ))}
      </Typography.Paragraph>
      <Button type="primary" onClick={onKept}>
        {w.recoveryKept}
      </Button>
    </Space>
  );
}

function Active(props: { left: number; required: boolean; onCodes: (codes: string[]) => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const drop = useDropFactor(() => void message.success(w.factorDropped));
  const renew = useRenewCodes((made) => props.onCodes(made.codes));
  const [wish, setWish] = useState<"drop" | "renew" | null>(null);
  return (
    <Space direction="vertical" size="middle">
      <Space wrap>
        <Tag color="green">{w.factorOn}</Tag>
        <span className="quiet">{w.recoveryLeft(props.left)}</span>
      </Space>
      <Space wrap>
        <Button onClick={() => setWish("renew")}>{w.recoveryRenew}</Button>
        {!props.required && (
          <Button danger onClick={() => setWish("drop")}>
            {w.factorDrop}
          </Button>
        )}
      </Space>
      {wish === "renew" && (
        <CodeForm
          label={w.recoveryRenew}
          busy={renew.isPending}
          error={renew.error}
          onCode={(code) => renew.mutate({ code })}
        />
      )}
      {wish === "drop" && (
        <CodeForm
          label={w.factorDrop}
          busy={drop.isPending}
          error={drop.error}
          onCode={(code) => drop.mutate({ code })}
        />
      )}
    </Space>
  );
}
