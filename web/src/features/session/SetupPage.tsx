import { Alert, Button, Form, Input, Result } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";

import { useWords } from "@/lib/i18n";

import { useSetUp } from "./api";
import { EntryFrame } from "./EntryFrame";
import { words } from "./words";

interface Fields {
  shop_name: string;
  name: string;
  login: string;
  password: string;
  repeat: string;
}

// The token stands behind the # so that it never reaches a log on the way.
const tokenOf = (hash: string) => new URLSearchParams(hash.replace(/^#/, "")).get("token") ?? "";

export function SetupPage() {
  const w = useWords(words);
  const [token] = useState(() => tokenOf(window.location.hash));
  if (token) return <OwnerForm token={token} />;
  return (
    <Result
      status="warning"
      title={w.linkMissing}
      subTitle={w.linkMissingHint}
      extra={<Link to="/">{w.toSignIn}</Link>}
    />
  );
}

function OwnerForm({ token }: { token: string }) {
  const w = useWords(words);
  const setUp = useSetUp();
  const navigate = useNavigate();
  const submit = ({ repeat: _repeat, ...fields }: Fields) =>
    setUp.mutate({ token, ...fields }, { onSuccess: () => navigate("/", { replace: true }) });
  return (
    <EntryFrame title={w.setUp} lead={w.setUpLead}>
      <Form<Fields> layout="vertical" size="large" requiredMark={false} onFinish={submit}>
        <Form.Item name="shop_name" label={w.shopName} rules={[{ required: true, message: w.shopNameNeeded }]}>
          <Input autoFocus placeholder={w.shopNameHint} maxLength={60} />
        </Form.Item>
        <Form.Item name="name" label={w.ownName} rules={[{ required: true, message: w.ownNameNeeded }]}>
          <Input placeholder={w.ownNameHint} autoComplete="name" maxLength={40} />
        </Form.Item>
        <Form.Item name="login" label={w.login} rules={[{ required: true, message: w.loginNeeded }]}>
          <Input autoComplete="username" maxLength={64} />
        </Form.Item>
        <Form.Item
          name="password"
          label={w.password}
          extra={w.passwordRule}
          rules={[{ required: true, min: 10, message: w.passwordRule }]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
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
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        {setUp.error && (
          <Alert className="entry-alert" type="error" showIcon role="alert" message={setUp.error.message} />
        )}
        <Button block type="primary" htmlType="submit" loading={setUp.isPending}>
          {w.begin}
        </Button>
      </Form>
    </EntryFrame>
  );
}
