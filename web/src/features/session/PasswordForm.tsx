import { App, Button, Form, Input } from "antd";

import { useWords } from "@/lib/i18n";

import { useChangePassword } from "./api";
import { FormError, NewPasswordFields, type NewPassword } from "./fields";
import { words } from "./words";

interface Fields extends NewPassword {
  current: string;
}

export function PasswordForm() {
  const w = useWords(words);
  const [form] = Form.useForm<Fields>();
  const { message } = App.useApp();
  const change = useChangePassword();
  const submit = ({ current, password }: Fields) =>
    change.mutate(
      { current, password },
      {
        onSuccess: () => {
          form.resetFields();
          void message.success(w.passwordChanged);
        },
      },
    );
  return (
    <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item name="current" label={w.currentPassword} rules={[{ required: true, message: w.passwordNeeded }]}>
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <NewPasswordFields label={w.newPassword} />
      <FormError error={change.error} />
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {w.changePassword}
      </Button>
    </Form>
  );
}
