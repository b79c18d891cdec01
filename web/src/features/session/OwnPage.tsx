// The reader's own account: password, second factor, and where one is signed in.
import { App, Button, Card, List, Tag } from "antd";

import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { useSession } from "@/lib/session";
import { Async, Page } from "@/lib/ui/Page";

import { useEndLogin, useEndOtherLogins, useLogins } from "./api";
import { deviceOf } from "./device";
import { FactorPanel } from "./FactorPanel";
import { PasswordForm } from "./PasswordForm";
import { words } from "./words";

export function OwnPage() {
  const w = useWords(words);
  const session = useSession();
  return (
    <Page title={w.own}>
      <p className="quiet">
        {session.name} · {session.login} · {w[session.role]}
      </p>
      <div className="own-cards">
        <Card title={w.changePassword}>
          <PasswordForm />
        </Card>
        <Card title={w.factor}>
          <FactorPanel />
        </Card>
        <Card title={w.logins}>
          <Logins />
        </Card>
      </div>
    </Page>
  );
}

function Logins() {
  const w = useWords(words);
  const { message } = App.useApp();
  const logins = useLogins();
  const end = useEndLogin();
  const endOthers = useEndOtherLogins();
  const failed = (error: Error) => void message.error(error.message);
  return (
    <Async query={logins}>
      {({ items }) => (
        <>
          <List
            dataSource={items}
            rowKey="id"
            renderItem={(login) => (
              <List.Item
                actions={
                  login.current
                    ? [<Tag key="here">{w.thisDevice}</Tag>]
                    : [
                        <Button key="end" size="small" onClick={() => end.mutate(login.id, { onError: failed })}>
                          {w.signOut}
                        </Button>,
                      ]
                }
              >
                <List.Item.Meta
                  title={deviceOf(login.user_agent) || w.unknownDevice}
                  description={`${login.address} · ${w.lastSeen(shortTime(login.last_seen))}`}
                />
              </List.Item>
            )}
          />
          {items.length > 1 && (
            <Button danger loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined, { onError: failed })}>
              {w.signOutOthers}
            </Button>
          )}
        </>
      )}
    </Async>
  );
}
