// Saying by hand what each column means; saved under a name for the next file of this kind.
import { Alert, Drawer, Button, Form, Input, Select } from "antd";
import { useEffect, useState } from "react";

import type { KindInfo } from "@/lib/api/schema";
import { channels } from "@/lib/desk/words";
import { useOptions } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { useSession } from "@/lib/session";
import { useFailure } from "@/lib/ui/useFailure";

import { useSaveMapping, type Table } from "./api";
import { complete, fieldName, guess, lackingIn, type Meanings } from "./mapping";
import { words } from "./words";

interface Props {
  table: Table | null; // null: not shown
  kinds: KindInfo[];
  onClose: () => void;
  onSaved: (name: string, kind: string) => void;
}

// What the desk took the columns for where it did, a guess by their names otherwise.
function firstMeanings(table: Table, kind: KindInfo): Meanings {
  const known = table.columns.some((column) => column.field) && table.kind === kind.kind;
  if (!known) return guess(table.columns.map((column) => column.header), kind);
  return Object.fromEntries(table.columns.map((column, index) => [index, column.field]).filter(([, field]) => field));
}

export function MapColumns({ table, kinds, onClose, onSaved }: Props) {
  const w = useWords(words);
  const options = useOptions();
  const session = useSession();
  const failure = useFailure();
  const save = useSaveMapping();
  const [form] = Form.useForm<{ name: string }>();
  const [kindName, setKindName] = useState("orders");
  const [channel, setChannel] = useState("imported");
  const [meanings, setMeanings] = useState<Meanings>({});
  const kind = kinds.find((one) => one.kind === kindName) ?? kinds[0];
  useEffect(() => {
    if (!table) return;
    setKindName(table.kind || "orders");
    setChannel(table.channel || "imported");
  }, [table]);
  useEffect(() => {
    if (table && kind) setMeanings(firstMeanings(table, kind));
  }, [table, kind]);
  if (!kind) return null;
  const lacking = lackingIn(meanings, kind);
  const names = (fields: string[]) => fields.map((field) => fieldName(kind, field)).join("、");
  const submit = ({ name }: { name: string }) => {
    const columns = (table?.columns ?? [])
      .map((column, index) => ({ header: column.header, field: meanings[index] ?? "" }))
      .filter((column) => column.field);
    save.mutate(
      { name: name.trim(), kind: kind.kind, channel, zone: session.zone, currency: "CNY", columns } as never,
      { onSuccess: () => onSaved(name.trim(), kind.kind), onError: (error) => failure(error, form) },
    );
  };
  return (
    <Drawer open={table !== null} onClose={onClose} title={w.mapColumns} width={Math.min(680, window.innerWidth)} destroyOnHidden>
      <div className="filter-bar import-choice">
        <label>
          {w.kind}
          <Select
            value={kind.kind}
            style={{ width: 150 }}
            onChange={setKindName}
            options={kinds.map((one) => ({ value: one.kind, label: one.name }))}
          />
        </label>
        <label>
          {w.channel}
          <Select value={channel} style={{ width: 150 }} onChange={setChannel} options={options(channels)} />
        </label>
      </div>
      <table className="map-table">
        <thead>
          <tr>
            <th>{w.column}</th>
            <th>{w.samples}</th>
            <th>{w.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {table?.columns.map((column, index) => (
            <tr key={column.header + index}>
              <td>{column.header}</td>
              <td className="quiet">{column.samples.slice(0, 3).join(" · ")}</td>
              <td>
                <Select
                  allowClear
                  showSearch
                  optionFilterProp="label"
                  size="small"
                  style={{ width: 180 }}
                  placeholder={w.unused}
                  aria-label={`${w.meaning} ${column.header}`}
                  value={meanings[index] || null}
                  options={kind.fields.map((one) => ({
                    value: one.field,
                    label: `${fieldName(kind, one.field)}${one.needed ? " *" : ""}`,
                  }))}
                  onChange={(field) => setMeanings((all) => ({ ...all, [index]: field ?? "" }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lacking.required.length > 0 && <Alert type="warning" showIcon message={w.lacking(names(lacking.required))} />}
      {lacking.oneOf.length > 0 && <Alert type="warning" showIcon message={w.lackingOne(names(lacking.oneOf))} />}
      {lacking.twice.map((field) => (
        <Alert key={field} type="warning" showIcon message={w.twice(fieldName(kind, field))} />
      ))}
      <Form form={form} layout="inline" className="map-save" onFinish={submit}>
        <Form.Item name="name" rules={[{ required: true, whitespace: true, message: w.mapNameNeeded }]}>
          <Input placeholder={w.mapName} title={w.mapNameHint} aria-label={w.mapName} maxLength={40} />
        </Form.Item>
        <Button type="primary" htmlType="submit" disabled={!complete(lacking)} loading={save.isPending}>
          {w.saveMap}
        </Button>
      </Form>
    </Drawer>
  );
}
