// Fields that several forms of this feature share.
import { Alert, Form, Input, Result } from "antd";
import { Link } from "react-router-dom";

import { useWords } from "@/lib/i18n";

import { words } from "./words";

export interface NewPassword {
  password: string;
  repeat: string;
}

export function NewPasswordFields({ label }: { label?: string }) {
  const w = useWords(words);
  return (
    <>
      <Form.Item
        name="password"
        label={label ?? w.password}
        extra={w.passwordRule}
        rules={[{ required: true, min: 10, message: w.passwordRule }]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={w.repeat}
        dependencies={["password"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(w.repeatWrong)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  );
}

export function LoginField({ autoFocus }: { autoFocus?: boolean }) {
  const w = useWords(words);
  return (
    <Form.Item name="login" label={w.login} rules={[{ required: true, message: w.loginNeeded }]}>
      <Input autoFocus={autoFocus ?? false} autoComplete="username" maxLength={64} />
    </Form.Item>
  );
}

export function OwnNameField() {
  const w = useWords(words);
  return (
    <Form.Item name="name" label={w.ownName} rules={[{ required: true, message: w.ownNameNeeded }]}>
      <Input placeholder={w.ownNameHint} autoComplete="name" maxLength={40} />
    </Form.Item>
  );
}

export function FormError({ error }: { error: Error | null }) {
  return error ? <Alert className="entry-alert" type="error" showIcon role="alert" message={error.message} /> : null;
}

// `invited`: the link came from a colleague, not from the terminal.
export function IncompleteLink({ invited = false }: { invited?: boolean }) {
  const w = useWords(words);
  return (
    <Result
      status="warning"
      title={w.linkMissing}
      subTitle={invited ? w.linkMissingInvited : w.linkMissingHint}
      extra={<Link to="/">{w.toSignIn}</Link>}
    />
  );
}
