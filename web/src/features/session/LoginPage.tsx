import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";

import { Problem } from "@/lib/api/problem";
import { useWords } from "@/lib/i18n";

import { useSignIn } from "./api";
import { EntryFrame } from "./EntryFrame";
import { words } from "./words";

interface Fields {
  login: string;
  password: string;
  code?: string;
}

// The server asks for the second factor only when the password was right.
const asksForCode = (error: Error | null) => error instanceof Problem && /^session\.(code_needed|wrong_code)$/.test(error.code);

export function LoginPage() {
  const w = useWords(words);
  const signIn = useSignIn();
  const [withCode, setWithCode] = useState(false);
  const submit = (fields: Fields) =>
    signIn.mutate(fields, { onError: (error) => asksForCode(error) && setWithCode(true) });
  return (
    <EntryFrame title="售后台 Shouhou" lead={w.promise}>
      <Form<Fields> layout="vertical" size="large" requiredMark={false} onFinish={submit}>
        <Form.Item name="login" label={w.login} rules={[{ required: true, message: w.loginNeeded }]}>
          <Input autoFocus autoComplete="username" maxLength={64} />
        </Form.Item>
        <Form.Item name="password" label={w.password} rules={[{ required: true, message: w.passwordNeeded }]}>
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
        {withCode && (
          <Form.Item name="code" label={w.code} extra={w.codeHint}>
            <Input autoFocus autoComplete="one-time-code" maxLength={32} />
          </Form.Item>
        )}
        {signIn.error && (
          <Alert className="entry-alert" type="error" showIcon role="alert" message={signIn.error.message} />
        )}
        <Button block type="primary" htmlType="submit" loading={signIn.isPending}>
          {w.signIn}
        </Button>
      </Form>
    </EntryFrame>
  );
}
