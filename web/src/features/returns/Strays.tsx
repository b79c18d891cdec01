// 无主包裹: registered with what stands on them, matched later by reasons one can read.
import { Button, Form, Image, Input, InputNumber, Modal, Radio, Tag } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router-dom";

import { dateTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { Async } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { sendPhoto, useStrays, useStrayWork, type Stray } from "./api";
import { PhotoButton } from "./Photos";
import { words } from "./words";

export function Strays() {
  const w = useWords(words);
  const strays = useStrays(true);
  return (
    <Async query={strays} empty={(data) => data.pages[0]?.items.length === 0} emptyText={w.empty}>
      {(data) => (
        <>
          <ul className="return-list">
            {data.pages.flatMap((page) => page.items).map((stray) => (
              <li key={stray.id}>
                <StrayCard stray={stray} />
              </li>
            ))}
          </ul>
          {strays.hasNextPage && (
            <Button className="page-more" onClick={() => void strays.fetchNextPage()}>
              {w.more}
            </Button>
          )}
        </>
      )}
    </Async>
  );
}

function StrayCard({ stray }: { stray: Stray }) {
  const w = useWords(words);
  const failure = useFailure();
  const navigate = useNavigate();
  const work = useStrayWork();
  const [closing, setClosing] = useState(false);
  const [photos, setPhotos] = useState(stray.photos);
  return (
    <article className="return-card plain">
      <span className="return-card-head">
        <b>{w.stray(stray.number)}</b>
        <span className="quiet">
          {w.seen} {dateTime(stray.seen)}
        </span>
      </span>
      <span className="return-goods">
        {stray.contents || w.noPhone}
        {stray.pieces > 0 && ` ×${stray.pieces}`}
      </span>
      <span className="quiet return-facts">
        {stray.tracking_number && (
          <span>
            {stray.carrier} {stray.tracking_number}
          </span>
        )}
        {stray.phone && <span>…{stray.phone}</span>}
        {stray.grams > 0 && <span>{stray.grams} g</span>}
        {stray.note && <span>{stray.note}</span>}
      </span>
      {photos.length > 0 && (
        <span className="return-photos">
          {photos.map((photo) => (
            <Image key={photo} width={56} height={56} alt={w.photos} src={`/api/v1/unknown-parcels/${stray.id}/photos/${photo}?thumbnail=true`}
              preview={{ src: `/api/v1/unknown-parcels/${stray.id}/photos/${photo}`, mask: null }} />
          ))}
        </span>
      )}
      <span className="stray-matches">
        {stray.matches.length === 0 && <span className="quiet">{w.noSuggestion}</span>}
        {stray.matches.map((match) => (
          <span key={match.return_order.id} className="stray-match">
            <span>
              {w.suggestions} <b>{w.number(match.return_order.number)}</b> {match.return_order.goods}{" "}
              <Tag bordered={false} color={match.points >= 60 ? "green" : "gold"}>
                {w.points(match.points)}
              </Tag>
              <small className="quiet">{match.reasons.join(" · ")}</small>
            </span>
            <Button
              size="small"
              type={match.points >= 60 ? "primary" : "default"}
              loading={work.match.isPending}
              onClick={() =>
                work.match.mutate(
                  { id: stray.id, to: match.return_order.id },
                  { onSuccess: (to) => navigate(`/returns/${to.id}`), onError: (error) => failure(error) },
                )
              }
            >
              {w.match}
            </Button>
          </span>
        ))}
      </span>
      <span className="card-acts">
        <PhotoButton send={(file) => sendPhoto("unknown-parcels", stray.id, file)} onSent={(id) => setPhotos((all) => [...all, id])} />
        <Button size="small" onClick={() => setClosing(true)}>
          {w.close}
        </Button>
      </span>
      <CloseDialog stray={stray} open={closing} onClose={() => setClosing(false)} />
    </article>
  );
}

function CloseDialog({ stray, open, onClose }: { stray: Stray; open: boolean; onClose: () => void }) {
  const w = useWords(words);
  const failure = useFailure();
  const work = useStrayWork();
  const [form] = Form.useForm<{ state: "sent_back" | "kept"; reason: string }>();
  const done = async () => {
    const values = await form.validateFields();
    work.close.mutate({ id: stray.id, ...values }, { onSuccess: onClose, onError: (error) => failure(error, form) });
  };
  return (
    <Modal open={open} title={w.stray(stray.number)} okText={w.ok} cancelText={w.cancel} onCancel={onClose} onOk={() => void done()} confirmLoading={work.close.isPending}>
      <Form form={form} layout="vertical" initialValues={{ state: "sent_back", reason: "" }}>
        <Form.Item name="state">
          <Radio.Group options={[{ value: "sent_back", label: w.sent_back }, { value: "kept", label: w.kept }]} />
        </Form.Item>
        <Form.Item name="reason" label={w.why} rules={[{ required: true, message: w.why }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface StrayForm {
  carrier: string;
  tracking_number: string;
  phone: string;
  contents: string;
  pieces: number | null;
  grams: number | null;
  note: string;
}

export function StrayDialog({ open, number, onClose }: { open: boolean; number: string; onClose: () => void }) {
  const w = useWords(words);
  const failure = useFailure();
  const navigate = useNavigate();
  const work = useStrayWork();
  const [form] = Form.useForm<StrayForm>();
  const done = async () => {
    const values = await form.validateFields();
    work.register.mutate(
      { ...values, pieces: values.pieces ?? 0, grams: values.grams ?? 0 },
      {
        onSuccess: () => {
          form.resetFields();
          onClose();
          navigate("/returns?stage=strays");
        },
        onError: (error) => failure(error, form),
      },
    );
  };
  const tail = /^\d{4}$|^\d{11}$/.test(number) ? number : "";
  return (
    <Modal
      open={open}
      title={w.strayTitle}
      okText={w.register}
      cancelText={w.cancel}
      onCancel={onClose}
      onOk={() => void done()}
      confirmLoading={work.register.isPending}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={() => void done()}
        initialValues={{ carrier: "", tracking_number: tail ? "" : number, phone: tail, contents: "", pieces: 1, grams: null, note: "" }}
      >
        <div className="form-pair">
          <Form.Item name="tracking_number" label={w.tracking}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="carrier" label={w.carrier}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="phone" label={w.phone}>
            <Input maxLength={20} inputMode="numeric" />
          </Form.Item>
          <Form.Item name="pieces" label={w.pieces}>
            <InputNumber min={0} max={1000} />
          </Form.Item>
        </div>
        <Form.Item name="contents" label={w.contents}>
          <Input maxLength={200} autoFocus />
        </Form.Item>
        <div className="form-pair">
          <Form.Item name="grams" label={w.grams}>
            <InputNumber min={0} max={100000} />
          </Form.Item>
          <Form.Item name="note" label={w.note}>
            <Input maxLength={300} />
          </Form.Item>
        </div>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Modal>
  );
}
