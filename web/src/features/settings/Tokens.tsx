// Tokens for programs: made here, shown once, revoked here.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Form, Input, InputNumber, Modal, Table, Tag } from "antd";
import { useState } from "react";

import { api, type BodyOf, type ResponseOf } from "@/lib/api/client";
import { permissions } from "@/lib/desk/words";
import { useNames } from "@/lib/desk/colleagues";
import { useWord } from "@/lib/desk/useWord";
import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { useSession } from "@/lib/session";
import { Async } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { words } from "./words";

type Token = ResponseOf<"GET /api/v1/tokens">["items"][number];
const key = ["tokens"];

export function Tokens() {
  const w = useWords(words);
  const tokens = useQuery({ queryKey: key, queryFn: async ({ signal }) => (await api("GET /api/v1/tokens", { signal })).items });
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { message } = App.useApp();
  return (
    <>
      <p className="quiet">{w.tokensLead}</p>
      <Button type="primary" onClick={() => setMaking(true)}>
        {w.makeToken}
      </Button>
      <div className="page-section">
        <Async query={tokens} empty={(list) => list.length === 0} emptyText={w.noTokens}>
          {(list) => <TokenTable list={list} />}
        </Async>
      </div>
      <MakeToken open={making} onClose={() => setMaking(false)} onMade={setSecret} />
      <Modal open={secret !== null} title={w.secret} onCancel={() => setSecret(null)} footer={null} maskClosable={false}>
        <Alert type="success" message={<code className="one-time-link">{secret}</code>} />
        {navigator.clipboard && (
          <div className="card-acts">
            <Button type="primary" onClick={() => void navigator.clipboard.writeText(secret ?? "").then(() => message.success(w.copied))}>
              {w.copy}
            </Button>
          </div>
        )}
      </Modal>
    </>
  );
}

function TokenTable({ list }: { list: Token[] }) {
  const w = useWords(words);
  const word = useWord();
  const nameOf = useNames();
  const client = useQueryClient();
  const failure = useFailure();
  const { modal } = App.useApp();
  const revoke = useMutation({
    mutationFn: (id: string) => api("DELETE /api/v1/tokens/{id}", { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
    onError: (error) => failure(error),
  });
  return (
    <Table<Token>
      rowKey="id"
      size="middle"
      pagination={false}
      scroll={{ x: 700 }}
      dataSource={list}
      columns={[
        {
          title: w.tokenName,
          render: (_, one) => (
            <>
              {one.name} <code className="quiet">{one.start}</code>
              <br />
              <small className="quiet">{nameOf(one.account)}</small>
            </>
          ),
        },
        {
          title: w.scopes,
          render: (_, one) =>
            one.scopes.map((scope) => (
              <Tag key={scope} bordered={false}>
                {word(permissions, scope)}
              </Tag>
            )),
        },
        { title: w.expires, width: 110, render: (_, one) => (one.expires ? shortTime(one.expires) : w.forever) },
        { title: w.lastUsed, width: 110, render: (_, one) => (one.last_used ? shortTime(one.last_used) : w.never) },
        {
          title: "",
          width: 90,
          render: (_, one) =>
            one.revoked ? (
              <Tag>{w.revoked}</Tag>
            ) : (
              <Button
                size="small"
                danger
                type="text"
                onClick={() =>
                  void modal.confirm({
                    title: w.revokeSure(one.name),
                    okText: w.ok,
                    cancelText: w.cancel,
                    okButtonProps: { danger: true },
                    onOk: () => revoke.mutateAsync(one.id),
                  })
                }
              >
                {w.revoke}
              </Button>
            ),
        },
      ]}
    />
  );
}

interface MakeProps {
  open: boolean;
  onClose: () => void;
  onMade: (secret: string) => void;
}

// Accounts and further tokens can never be made by a token (src/domain/accounts.h).
const neverForTokens = ["account_write", "token_write"];

function MakeToken({ open, onClose, onMade }: MakeProps) {
  const w = useWords(words);
  const word = useWord();
  const session = useSession();
  const failure = useFailure();
  const client = useQueryClient();
  const [form] = Form.useForm<{ name: string; scopes: string[]; days?: number | null }>();
  const make = useMutation({
    mutationFn: (body: BodyOf<"POST /api/v1/tokens">) => api("POST /api/v1/tokens", { body }),
    onSuccess: ({ secret }) => {
      onClose();
      onMade(secret);
      return client.invalidateQueries({ queryKey: key });
    },
    onError: (error) => failure(error, form),
  });
  return (
    <Modal
      open={open}
      title={w.makeToken}
      okText={w.makeToken}
      cancelText={w.cancel}
      confirmLoading={make.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
      width={560}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={{ scopes: ["case_read"], days: 365 }}
        onFinish={({ days, ...rest }) => make.mutate({ ...rest, ...(days ? { days } : {}) } as never)}
      >
        <Form.Item name="name" label={w.tokenName} rules={[{ required: true, whitespace: true, message: w.tokenNameNeeded }]}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="scopes" label={w.scopes} rules={[{ required: true, type: "array", min: 1, message: w.scopesNeeded }]}>
          <Checkbox.Group
            className="scope-grid"
            options={session.permissions
              .filter((scope) => !neverForTokens.includes(scope))
              .map((scope) => ({ value: scope, label: word(permissions, scope) }))}
          />
        </Form.Item>
        <Form.Item name="days" label={w.days} extra={w.daysHint}>
          <InputNumber min={1} max={3650} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
