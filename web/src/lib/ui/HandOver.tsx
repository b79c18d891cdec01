// Whom to give a case to, and why. Used in the queue and on the case.
import { Form, Input, Modal, Select } from "antd";
import { useEffect } from "react";

import { useColleagues } from "@/lib/desk/colleagues";
import { roles } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";

import { words } from "./words";

interface Props {
  number: number | null; // of the case; null: not shown
  assignee: string;
  busy: boolean;
  onCancel: () => void;
  onDone: (to: string, name: string, reason: string) => void;
}

export function HandOver({ number, assignee, busy, onCancel, onDone }: Props) {
  const w = useWords(words);
  const word = useWord();
  const colleagues = useColleagues();
  const [form] = Form.useForm<{ to: string; reason?: string }>();
  useEffect(() => {
    if (number !== null) form.resetFields();
  }, [number, form]);
  const options = [
    ...(colleagues.data ?? [])
      .filter((one) => one.id !== assignee && one.role !== "viewer")
      .map((one) => ({ value: one.id, label: `${one.name} · ${word(roles, one.role)}` })),
    { value: "0", label: w.handRelease },
  ];
  const nameOf = (id: string) => colleagues.data?.find((one) => one.id === id)?.name ?? "";
  return (
    <Modal
      open={number !== null}
      title={w.handTitle(number ?? 0)}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => form.submit()}
      destroyOnHidden
      width={420}
    >
      <Form form={form} layout="vertical" onFinish={({ to, reason }) => onDone(to, nameOf(to), reason ?? "")}>
        <Form.Item name="to" label={w.handTo} rules={[{ required: true, message: w.handNeeded }]}>
          <Select autoFocus showSearch optionFilterProp="label" options={options} loading={colleagues.isPending} />
        </Form.Item>
        <Form.Item name="reason" label={w.handReason}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
