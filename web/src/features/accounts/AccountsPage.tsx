// Who works at the desk: invite, give a role, disable, help somebody back in.
import { MoreOutlined, UserAddOutlined } from "@ant-design/icons";
import { App, Alert, Button, Dropdown, Form, Grid, Input, Modal, Select, Table, Tag } from "antd";
import { useState } from "react";

import { roles } from "@/lib/desk/words";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { dateTime, shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { useMay, useSession } from "@/lib/session";
import { PersonMark } from "@/lib/ui/Marks";
import { Async, Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import {
  useAccounts,
  useChangeAccount,
  useDropFactor,
  useInvite,
  useOpenLinks,
  useResetLink,
  useWithdrawLink,
  type Account,
  type LinkMade,
} from "./api";
import { words } from "./words";

export function AccountsPage() {
  const w = useWords(words);
  const may = useMay();
  const accounts = useAccounts();
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<LinkMade | null>(null);
  return (
    <Page
      title={w.title}
      actions={
        may("account_write") && (
          <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
            {w.invite}
          </Button>
        )
      }
    >
      <Async query={accounts}>
        {(data) => (
          <>
            <People accounts={data.pages.flatMap((page) => page.items)} onLink={setLink} />
            {accounts.hasNextPage && <Button onClick={() => void accounts.fetchNextPage()}>{w.loadMore}</Button>}
          </>
        )}
      </Async>
      {may("account_write") && <OpenLinks />}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} onMade={setLink} />
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </Page>
  );
}

function People({ accounts, onLink }: { accounts: Account[]; onLink: (link: LinkMade) => void }) {
  const w = useWords(words);
  const word = useWord();
  const may = useMay();
  const session = useSession();
  const writable = may("account_write");
  const { md } = Grid.useBreakpoint();
  return (
    <Table<Account>
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={accounts}
      columns={[
        {
          title: w.name,
          render: (_, one) => (
            <span className={one.disabled ? "quiet" : undefined}>
              <PersonMark name={one.name} withName /> {one.id === session.account && <small className="quiet">{w.you}</small>}
              {!md && <small className="account-login quiet">{one.login}</small>}
            </span>
          ),
        },
        { title: w.login, dataIndex: "login", responsive: ["md"] },
        {
          title: w.role,
          render: (_, one) =>
            writable && one.id !== session.account ? <RoleSelect account={one} /> : word(roles, one.role),
        },
        {
          title: w.factor,
          responsive: ["md"],
          render: (_, one) => <Tag bordered={false} color={one.second_factor ? "green" : "default"}>{one.second_factor ? w.on : w.off}</Tag>,
        },
        { title: w.lastLogin, responsive: ["md"], render: (_, one) => (one.last_login ? shortTime(one.last_login) : <span className="quiet">{w.never}</span>) },
        {
          title: w.state,
          render: (_, one) =>
            one.disabled ? (
              <Tag bordered={false} color="red">{w.disabled}</Tag>
            ) : one.password_temporary ? (
              <Tag bordered={false} color="gold">{w.temporary}</Tag>
            ) : (
              <Tag bordered={false} color="green">{w.active}</Tag>
            ),
        },
        {
          title: "",
          width: 56,
          render: (_, one) => writable && one.id !== session.account && <PersonActs account={one} onLink={onLink} />,
        },
      ]}
    />
  );
}

function RoleSelect({ account }: { account: Account }) {
  const w = useWords(words);
  const options = useOptions();
  const change = useChangeAccount();
  const failure = useFailure();
  const word = useWord();
  const { modal, message } = App.useApp();
  const give = (role: string) =>
    change.mutateAsync({ id: account.id, version: account.version, role: role as never }).then(
      () => void message.success(w.saved),
      (error: Error) => failure(error),
    );
  return (
    <Select
      size="small"
      variant="filled"
      style={{ width: 104 }}
      aria-label={`${w.role} ${account.name}`}
      value={account.role}
      loading={change.isPending}
      options={options(roles)}
      onChange={(role: string) =>
        void modal.confirm({
          title: w.roleSure(account.name, word(roles, role)),
          okText: w.ok,
          cancelText: w.cancel,
          onOk: () => give(role),
        })
      }
    />
  );
}

function PersonActs({ account, onLink }: { account: Account; onLink: (link: LinkMade) => void }) {
  const w = useWords(words);
  const { modal, message } = App.useApp();
  const failure = useFailure();
  const change = useChangeAccount();
  const reset = useResetLink();
  const drop = useDropFactor();
  const told = { onError: (error: Error) => failure(error), onSuccess: () => void message.success(w.saved) };
  const sure = (title: string, act: () => void) =>
    void modal.confirm({ title, okText: w.ok, cancelText: w.cancel, okButtonProps: { danger: true }, onOk: act });
  const setDisabled = (disabled: boolean) => change.mutate({ id: account.id, version: account.version, disabled }, told);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          {
            key: "reset",
            label: w.reset,
            onClick: () => reset.mutate(account.id, { onError: told.onError, onSuccess: onLink }),
          },
          {
            key: "factor",
            label: w.dropFactor,
            disabled: !account.second_factor,
            onClick: () => sure(w.dropFactorSure(account.name), () => drop.mutate(account.id, told)),
          },
          account.disabled
            ? { key: "enable", label: w.enable, onClick: () => setDisabled(false) }
            : {
                key: "disable",
                label: w.disable,
                danger: true,
                onClick: () => sure(w.disableSure(account.name), () => setDisabled(true)),
              },
        ],
      }}
    >
      <Button type="text" icon={<MoreOutlined />} aria-label={`${w.more} ${account.name}`} />
    </Dropdown>
  );
}

function OpenLinks() {
  const w = useWords(words);
  const word = useWord();
  const links = useOpenLinks(true);
  const withdraw = useWithdrawLink();
  const failure = useFailure();
  const { modal } = App.useApp();
  const sure = (id: string) =>
    void modal.confirm({
      title: w.withdrawSure,
      okText: w.ok,
      cancelText: w.cancel,
      okButtonProps: { danger: true },
      onOk: () => withdraw.mutate(id, { onError: (error) => failure(error) }),
    });
  if (!links.data?.length) return null;
  const kinds: Record<string, string> = { invitation: w.kindInvitation, reset: w.kindReset, owner: w.kindOwner };
  return (
    <section className="page-section">
      <h2>{w.open}</h2>
      <ul className="plain-list">
        {links.data.map((one) => (
          <li key={one.id}>
            <Tag bordered={false}>{kinds[one.kind] ?? one.kind}</Tag>
            <span>{one.note || word(roles, one.role)}</span>
            <span className="quiet">
              {w.expires} {dateTime(one.expires)}
            </span>
            <Button size="small" type="text" danger onClick={() => sure(one.id)}>
              {w.withdraw}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface InviteProps {
  open: boolean;
  onClose: () => void;
  onMade: (link: LinkMade) => void;
}

function InviteDialog({ open, onClose, onMade }: InviteProps) {
  const w = useWords(words);
  const options = useOptions();
  const invite = useInvite();
  const failure = useFailure();
  const [form] = Form.useForm<{ role: string; note?: string }>();
  return (
    <Modal
      open={open}
      title={w.invite}
      okText={w.make}
      cancelText={w.cancel}
      confirmLoading={invite.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
      width={440}
    >
      <p className="quiet">{w.inviteHint}</p>
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ role: "agent" }}
        onFinish={({ role, note }) =>
          invite.mutate(
            { role: role as never, ...(note ? { note } : {}) },
            {
              onError: (error) => failure(error, form),
              onSuccess: (made) => {
                onClose();
                onMade(made);
              },
            },
          )
        }
      >
        <Form.Item name="role" label={w.role} extra={w.roleHint}>
          <Select options={options(roles)} />
        </Form.Item>
        <Form.Item name="note" label={w.inviteFor}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function LinkDialog({ link, onClose }: { link: LinkMade | null; onClose: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const address = link ? window.location.origin + link.path : "";
  return (
    <Modal open={link !== null} title={w.linkReady} onCancel={onClose} footer={<Button onClick={onClose}>{w.close}</Button>}>
      <Alert type="success" message={<code className="one-time-link">{address}</code>} />
      {link && (
        <p className="quiet">
          {w.expires} {dateTime(link.expires)}
        </p>
      )}
      {navigator.clipboard && (
        <Button type="primary" onClick={() => void navigator.clipboard.writeText(address).then(() => message.success(w.copied))}>
          {w.copy}
        </Button>
      )}
    </Modal>
  );
}
