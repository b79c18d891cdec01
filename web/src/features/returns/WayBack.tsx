// Where it goes, what the buyer is told, and the buyer's number.
import { App, Button, Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";

import { dateTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { useFailure } from "@/lib/ui/useFailure";

import { useAddresses, useTerms, useWork, type ReturnView } from "./api";
import { words } from "./words";

export function WayBack({ view, works }: { view: ReturnView; works: boolean }) {
  const w = useWords(words);
  const open = view.reception === "announced" || view.reception === "in_transit" || view.reception === "delivered";
  return (
    <section className="card return-part" aria-label={w.way}>
      <h2>{w.way}</h2>
      {view.address ? (
        <p>
          <b>{view.address.name}</b> {view.address.receiver} {view.address.phone}
          <br />
          <span className="quiet">{view.address.address}</span>
        </p>
      ) : (
        <p className="quiet">{w.addressNone}</p>
      )}
      {works && open && <ChooseAddress view={view} />}
      {view.ship_by != null && view.reception === "announced" && (
        <p className={view.late ? "return-late" : "quiet"}>
          {w.shipBy} {dateTime(view.ship_by)}
        </p>
      )}
      {view.tracking_number && (
        <p>
          {w.tracking} {view.carrier} <b className="tracking">{view.tracking_number}</b>
        </p>
      )}
      {view.carrier_word && (
        <p className="quiet">
          {w.carrierSays} {dateTime(view.carrier_word.at)} {view.carrier_word.words}
        </p>
      )}
      {works && open && <Tracking view={view} />}
      {open && <Terms view={view} />}
    </section>
  );
}

function ChooseAddress({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const failure = useFailure();
  const work = useWork(view);
  const all = useAddresses(view.addresses_allowed.length > 0);
  if (view.addresses_allowed.length === 0) return <Link to="/settings/addresses">{w.addressAdd}</Link>;
  if (view.addresses_allowed.length === 1 && view.address) return null;
  const options = (all.data?.items ?? [])
    .filter((one) => view.addresses_allowed.includes(one.id))
    .map((one) => ({ value: one.id, label: one.name }));
  return (
    <Select
      className="address-choice"
      aria-label={w.addressChange}
      placeholder={w.addressChange}
      value={view.address?.id}
      loading={work.isPending}
      options={options}
      onChange={(address) => work.mutate({ step: "address", body: { address } }, { onError: (error) => failure(error) })}
    />
  );
}

function Tracking({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const failure = useFailure();
  const work = useWork(view);
  const [form] = Form.useForm<{ tracking_number: string; carrier: string; together: boolean }>();
  return (
    <Form
      form={form}
      className="tracking-form"
      initialValues={{ tracking_number: view.tracking_number, carrier: view.carrier, together: false }}
      onFinish={(values) => work.mutate({ step: "tracking", body: values }, { onError: (error) => failure(error, form) })}
    >
      <Form.Item name="tracking_number">
        <Input placeholder={w.tracking} aria-label={w.tracking} maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="carrier">
        <Input placeholder={w.carrier} aria-label={w.carrier} maxLength={40} />
      </Form.Item>
      <Form.Item name="together" valuePropName="checked">
        <Checkbox>{w.together}</Checkbox>
      </Form.Item>
      <Button htmlType="submit" loading={work.isPending}>
        {w.save}
      </Button>
    </Form>
  );
}

function Terms({ view }: { view: ReturnView }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const terms = useTerms(view.id, open);
  const copy = async () => {
    if (!terms.data) return;
    await navigator.clipboard?.writeText(terms.data.text);
    message.success(w.copied);
  };
  return (
    <div className="return-terms">
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {w.terms}
      </Button>
      {open && terms.data && (
        <>
          <pre>{terms.data.text}</pre>
          <Button size="small" onClick={() => void copy()}>
            {w.copyTerms}
          </Button>
        </>
      )}
    </div>
  );
}
