import { Button, Form, Input } from "antd";
import { useNavigate } from "react-router-dom";

import { useWords } from "@/lib/i18n";

import { useSetUp } from "./api";
import { EntryFrame } from "./EntryFrame";
import { FormError, IncompleteLink, LoginField, NewPasswordFields, OwnNameField, type NewPassword } from "./fields";
import { useLinkToken } from "./token";
import { words } from "./words";

interface Fields extends NewPassword {
  shop_name: string;
  name: string;
  login: string;
}

export function SetupPage() {
  const token = useLinkToken();
  return token ? <OwnerForm token={token} /> : <IncompleteLink />;
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
        <OwnNameField />
        <LoginField />
        <NewPasswordFields />
        <FormError error={setUp.error} />
        <Button block type="primary" htmlType="submit" loading={setUp.isPending}>
          {w.begin}
        </Button>
      </Form>
    </EntryFrame>
  );
}
