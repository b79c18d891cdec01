// A problem that reached the shop in some other way (a call, a message somewhere else) becomes a case by hand.
import { App, Form, Input, Modal, Select } from "antd";
import { useNavigate } from "react-router-dom";

import { channels, moods } from "@/lib/desk/words";
import { useIssues } from "@/lib/desk/issues";
import { useOptions } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { useFailure } from "@/lib/ui/useFailure";

import { useOpenCase } from "./api";
import { words } from "./words";

interface Fields {
  order_number?: string;
  channel: string;
  subject?: string;
  issue?: string;
  mood: string;
  words?: string;
}

export function NewCase({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(words);
  const options = useOptions();
  const issues = useIssues();
  const [form] = Form.useForm<Fields>();
  const create = useOpenCase();
  const failure = useFailure();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const submit = (fields: Fields) => {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
    create.mutate(given as never, {
      onSuccess: (found) => {
        const told = found.opening === "opened" ? w.opened : found.opening === "reopened" ? w.reopened : w.merged;
        message.success(told(found.number));
        onClose();
        navigate(`/cases/${found.id}`);
      },
      onError: (error) => failure(error, form),
    });
  };
  return (
    <Modal
      open={open}
      title={w.newCase}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={create.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
      width={520}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ channel: "own", mood: "calm" }}
        onFinish={submit}
      >
        <div className="form-pair">
          <Form.Item name="channel" label={w.channel}>
            <Select options={options(channels)} />
          </Form.Item>
          <Form.Item name="order_number" label={w.orderNumber} tooltip={w.orderHint}>
            <Input autoFocus maxLength={64} />
          </Form.Item>
        </div>
        <Form.Item
          name="subject"
          label={w.subject}
          dependencies={["order_number"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value || getFieldValue("order_number")
                  ? Promise.resolve()
                  : Promise.reject(new Error(w.subjectNeeded)),
            }),
          ]}
        >
          <Input maxLength={200} placeholder={w.subjectHint} />
        </Form.Item>
        <div className="form-pair">
          <Form.Item name="issue" label={w.issue}>
            <Select
              allowClear
              showSearch
              optionFilterProp="label"
              options={(issues.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="mood" label={w.mood}>
            <Select options={options(moods)} />
          </Form.Item>
        </div>
        <Form.Item name="words" label={w.words}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} placeholder={w.wordsHint} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
