// A colleague opens an invitation and chooses how to sign in.
import { Button, Form } from "antd";
import { useNavigate } from "react-router-dom";

import { useWords } from "@/lib/i18n";
import { Async } from "@/lib/ui/Page";

import { useJoin, useLink } from "./api";
import { EntryFrame } from "./EntryFrame";
import { FormError, IncompleteLink, LoginField, NewPasswordFields, OwnNameField, type NewPassword } from "./fields";
import { useLinkToken } from "./token";
import { words } from "./words";

interface Fields extends NewPassword {
  name: string;
  login: string;
}

export function JoinPage() {
  const w = useWords(words);
  const token = useLinkToken();
  const link = useLink(token);
  if (!token) return <IncompleteLink invited />;
  return (
    <Async query={link}>
      {(found) => (
        <EntryFrame title={w.join(found.shop)} lead={w.joinLead(w[found.role])}>
          <JoinForm token={token} />
        </EntryFrame>
      )}
    </Async>
  );
}

function JoinForm({ token }: { token: string }) {
  const w = useWords(words);
  const join = useJoin();
  const navigate = useNavigate();
  const submit = ({ repeat: _repeat, ...fields }: Fields) =>
    join.mutate({ token, ...fields }, { onSuccess: () => navigate("/", { replace: true }) });
  return (
    <Form<Fields> layout="vertical" size="large" requiredMark={false} onFinish={submit}>
      <OwnNameField />
      <LoginField />
      <NewPasswordFields />
      <FormError error={join.error} />
      <Button block type="primary" htmlType="submit" loading={join.isPending}>
        {w.begin}
      </Button>
    </Form>
  );
}
