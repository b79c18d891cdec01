// What the shop decides for itself: every change with its reason, every version kept and restorable.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer, Form, Input, Modal, Switch, Tag } from "antd";
import { useState } from "react";

import { api, type ResponseOf } from "@/lib/api/client";
import { Problem } from "@/lib/api/problem";
import { dateTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { Async } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { words } from "./words";

type Setting = ResponseOf<"GET /api/v1/settings">["items"][number];
const listKey = ["setting"];
const factorKey = "security.second_factor";

export function Shop() {
  const w = useWords(words);
  const may = useMay();
  const settings = useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await api("GET /api/v1/settings", { signal })).items,
  });
  const [editing, setEditing] = useState<Partial<Setting> | null>(null);
  const [history, setHistory] = useState<string | null>(null);
  return (
    <Async query={settings}>
      {(list) => {
        const factor = list.find((one) => one.key === factorKey);
        const others = list.filter((one) => one.key !== factorKey);
        return (
          <>
            <FactorSwitch setting={factor} onHistory={() => setHistory(factorKey)} onChange={setEditing} />
            <section className="page-section">
              <h2>{w.others}</h2>
              {others.length === 0 && <p className="quiet">{w.noSettings}</p>}
              {others.length > 0 && (
                <ul className="plain-list">
                  {others.map((one) => (
                    <SettingRow key={one.key} setting={one} onEdit={() => setEditing(one)} onHistory={() => setHistory(one.key)} />
                  ))}
                </ul>
              )}
              {may("settings_write") && (
                <div className="card-acts">
                  <Button onClick={() => setEditing({})}>{w.add}</Button>
                </div>
              )}
            </section>
            <EditDialog setting={editing} onClose={() => setEditing(null)} />
            <History name={history} onClose={() => setHistory(null)} onUse={setEditing} />
          </>
        );
      }}
    </Async>
  );
}

interface FactorProps {
  setting: Setting | undefined;
  onHistory: () => void;
  onChange: (setting: Partial<Setting>) => void;
}

function FactorSwitch({ setting, onHistory, onChange }: FactorProps) {
  const w = useWords(words);
  const may = useMay();
  const required = (setting?.value as { required?: boolean } | undefined)?.required === true;
  return (
    <section className="card">
      <h2>{w.security}</h2>
      <label className="switch-row">
        <Switch
          checked={required}
          disabled={!may("settings_write")}
          onChange={(next) => onChange({ key: factorKey, value: { required: next }, version: setting?.version ?? 0 })}
        />
        <span>
          {w.requireFactor}
          <small className="quiet">{w.requireFactorHint}</small>
        </span>
      </label>
      {setting && setting.version > 0 && (
        <Button type="link" size="small" onClick={onHistory}>
          {w.history} · {w.version(setting.version)}
        </Button>
      )}
    </section>
  );
}

function SettingRow({ setting, onEdit, onHistory }: { setting: Setting; onEdit: () => void; onHistory: () => void }) {
  const w = useWords(words);
  const may = useMay();
  return (
    <li>
      <code>{setting.key}</code>
      <code className="quiet setting-value">{JSON.stringify(setting.value)}</code>
      <Tag bordered={false}>{w.version(setting.version)}</Tag>
      <span className="quiet">
        {setting.actor} · {dateTime(setting.at)} · {setting.why}
      </span>
      <span className="mark-acts">
        <Button size="small" type="link" onClick={onHistory}>
          {w.history}
        </Button>
        {may("settings_write") && (
          <Button size="small" onClick={onEdit}>
            {w.edit}
          </Button>
        )}
      </span>
    </li>
  );
}

interface EditFields {
  key: string;
  value: string;
  why: string;
}

function EditDialog({ setting, onClose }: { setting: Partial<Setting> | null; onClose: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const failure = useFailure();
  const client = useQueryClient();
  const [form] = Form.useForm<EditFields>();
  const save = useMutation({
    mutationFn: ({ key, value, why }: EditFields) =>
      api("PUT /api/v1/settings/{key}", {
        path: { key },
        body: { value: JSON.parse(value) as never, why, ...(setting?.version !== undefined ? { version: setting.version } : {}) },
      }),
    onSuccess: async () => {
      message.success(w.saved);
      onClose();
      await client.invalidateQueries({ queryKey: listKey });
    },
    onError: async (error) => {
      if (error instanceof Problem && error.status === 412) {
        message.warning(w.stale);
        await client.invalidateQueries({ queryKey: listKey });
      } else failure(error, form);
    },
  });
  const fresh = setting !== null && setting.key === undefined;
  return (
    <Modal
      open={setting !== null}
      title={setting?.key ?? w.add}
      okText={w.save}
      cancelText={w.cancel}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
      width={560}
    >
      {setting && (
        <Form<EditFields>
          form={form}
          layout="vertical"
          requiredMark={false}
          preserve={false}
          initialValues={{ key: setting.key ?? "", value: fresh ? "" : JSON.stringify(setting.value, null, 2), why: "" }}
          onFinish={save.mutate}
        >
          <Form.Item
            name="key"
            label={w.key}
            hidden={!fresh}
            rules={[{ required: true, pattern: /^[a-z0-9_]+(\.[a-z0-9_]+)*$/, message: w.keyWrong }]}
          >
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item
            name="value"
            label={w.value}
            rules={[
              {
                validator: (_, text: string) => {
                  try {
                    JSON.parse(text);
                    return Promise.resolve();
                  } catch {
                    return Promise.reject(new Error(w.valueWrong));
                  }
                },
              },
            ]}
          >
            <Input.TextArea className="code-area" autoSize={{ minRows: 3, maxRows: 18 }} spellCheck={false} />
          </Form.Item>
          <Form.Item name="why" label={w.why} rules={[{ required: true, whitespace: true, message: w.whyNeeded }]}>
            <Input autoFocus maxLength={500} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}

interface HistoryProps {
  name: string | null;
  onClose: () => void;
  onUse: (setting: Partial<Setting>) => void;
}

function History({ name, onClose, onUse }: HistoryProps) {
  const w = useWords(words);
  const may = useMay();
  const versions = useQuery({
    queryKey: [...listKey, "history", name],
    enabled: name !== null,
    queryFn: async ({ signal }) => (await api("GET /api/v1/settings/{key}/history", { path: { key: name ?? "" }, signal })).items,
  });
  const newest = versions.data?.[0]?.version;
  return (
    <Drawer open={name !== null} onClose={onClose} title={`${w.history} · ${name ?? ""}`} width={460}>
      <Async query={versions}>
        {(list) => (
          <ol className="setting-history">
            {list.map((one) => (
              <li key={one.version}>
                <header>
                  <Tag bordered={false}>{w.version(one.version)}</Tag>
                  <span className="quiet">
                    {one.actor || w.system} · {dateTime(one.at)}
                  </span>
                  {may("settings_write") && one.version !== newest && (
                    <Button size="small" type="link" onClick={() => (onClose(), onUse({ ...one, ...(newest ? { version: newest } : {}) }))}>
                      {w.useThis}
                    </Button>
                  )}
                </header>
                <p>{one.why}</p>
                <pre>{JSON.stringify(one.value, null, 2)}</pre>
              </li>
            ))}
          </ol>
        )}
      </Async>
    </Drawer>
  );
}
