// 退货地址: which warehouse takes back what, and which of them stands as default on a platform.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Modal, Select, Switch, Tag } from "antd";
import { useState } from "react";

import { api, type BodyOf, type ResponseOf } from "@/lib/api/client";
import { channels } from "@/lib/desk/words";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { Async } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { addressWords as words } from "./addressWords";

type List = ResponseOf<"GET /api/v1/return-addresses">;
type Address = List["items"][number];
type Draft = BodyOf<"POST /api/v1/return-addresses">;

const key = ["return", "addresses"];

export function ReturnAddresses() {
  const w = useWords(words);
  const may = useMay();
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => api("GET /api/v1/return-addresses", { signal }) });
  const [editing, setEditing] = useState<Partial<Address> | null>(null);
  return (
    <>
      <p className="quiet">{w.lead}</p>
      <Async query={list}>
        {(data) => (
          <>
            {data.items.length === 0 && <p>{w.none}</p>}
            {data.items.length > 0 && (
              <ul className="plain-list">
                {data.items.map((one) => (
                  <Row key={one.id} one={one} all={data} onEdit={() => setEditing(one)} />
                ))}
              </ul>
            )}
            <Dialog draft={editing} all={data} onClose={() => setEditing(null)} />
          </>
        )}
      </Async>
      {may("settings_write") && (
        <div className="card-acts">
          <Button type="primary" onClick={() => setEditing({})}>
            {w.add}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ one, all, onEdit }: { one: Address; all: List; onEdit: () => void }) {
  const w = useWords(words);
  const word = useWord();
  const may = useMay();
  const goods = one.categories.map((id) => all.categories.find((category) => category.id === id)?.name ?? id);
  return (
    <li>
      <b>{one.name}</b>
      <span>
        {one.receiver} {one.phone} <span className="quiet">{one.address}</span>
      </span>
      <Tag bordered={false}>{goods.join("、") || w.allGoods}</Tag>
      <Tag bordered={false}>{one.channels.map((channel) => word(channels, channel)).join("、") || w.allChannels}</Tag>
      {one.platform_default.map((channel) => (
        <Tag key={channel} bordered={false} color="gold">
          {w.defaultOn(word(channels, channel))}
        </Tag>
      ))}
      {!one.active && <Tag color="red">{w.inactive}</Tag>}
      {may("settings_write") && (
        <Button size="small" type="link" onClick={onEdit}>
          {w.edit}
        </Button>
      )}
    </li>
  );
}

function Dialog({ draft, all, onClose }: { draft: Partial<Address> | null; all: List; onClose: () => void }) {
  const w = useWords(words);
  const options = useOptions();
  const failure = useFailure();
  const client = useQueryClient();
  const [form] = Form.useForm<Draft>();
  const save = useMutation({
    mutationFn: (body: Draft) => api("POST /api/v1/return-addresses", { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["return"] }),
  });
  const done = async () => {
    const values = await form.validateFields();
    save.mutate({ ...values, ...(draft?.id ? { id: draft.id } : {}) }, { onSuccess: onClose, onError: (error) => failure(error, form) });
  };
  const needed = [{ required: true, message: w.needed }];
  const platforms = options(channels) as { value: Address["channels"][number]; label: string }[];
  return (
    <Modal
      open={draft !== null}
      title={draft?.id ? w.edit : w.add}
      okText={w.save}
      cancelText={w.cancel}
      onCancel={onClose}
      onOk={() => void done()}
      confirmLoading={save.isPending}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ rank: 100, active: true, channels: [], categories: [], platform_default: [], ...draft }}
      >
        <div className="form-pair">
          <Form.Item name="name" label={w.name} rules={needed}>
            <Input maxLength={40} placeholder={w.nameHint} />
          </Form.Item>
          <Form.Item name="rank" label={w.rank}>
            <InputNumber min={0} max={1000} />
          </Form.Item>
          <Form.Item name="receiver" label={w.receiver} rules={needed}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="phone" label={w.phone} rules={needed}>
            <Input maxLength={40} />
          </Form.Item>
        </div>
        <Form.Item name="address" label={w.address} rules={needed}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        <Form.Item name="categories" label={w.goods}>
          <Select mode="multiple" placeholder={w.allGoods} options={all.categories.map((one) => ({ value: one.id, label: one.name }))} optionFilterProp="label" />
        </Form.Item>
        <Form.Item name="channels" label={w.channels}>
          <Select mode="multiple" placeholder={w.allChannels} options={platforms} optionFilterProp="label" />
        </Form.Item>
        <Form.Item name="platform_default" label={w.platformDefault} extra={w.platformDefaultHint}>
          <Select mode="multiple" options={platforms} optionFilterProp="label" />
        </Form.Item>
        <Form.Item name="active" label={w.active} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
