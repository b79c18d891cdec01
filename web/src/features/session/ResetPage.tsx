// A forgotten password: the link of a lead or owner opens this page, once.
import { Button, Form, Result } from "antd";
import { Link } from "react-router-dom";

import { useWords } from "@/lib/i18n";
import { Async } from "@/lib/ui/Page";

import { useLink, useReset } from "./api";
import { EntryFrame } from "./EntryFrame";
import { FormError, IncompleteLink, NewPasswordFields, type NewPassword } from "./fields";
import { useLinkToken } from "./token";
import { words } from "./words";

export function ResetPage() {
  const w = useWords(words);
  const token = useLinkToken();
  const link = useLink(token);
  const reset = useReset();
  if (!token) return <IncompleteLink invited />;
  if (reset.isSuccess) {
    return <Result status="success" title={w.resetDone} extra={<Link to="/">{w.toSignIn}</Link>} />;
  }
  return (
    <Async query={link}>
      {(found) => (
        <EntryFrame title={w.reset} lead={`${found.shop} · ${found.login}`}>
          <Form<NewPassword>
            layout="vertical"
            size="large"
            requiredMark={false}
            onFinish={({ password }) => reset.mutate({ token, password })}
          >
            <NewPasswordFields label={w.newPassword} />
            <FormError error={reset.error} />
            <Button block type="primary" htmlType="submit" loading={reset.isPending}>
              {w.save}
            </Button>
          </Form>
        </EntryFrame>
      )}
    </Async>
  );
}
