// A promised call: when, and what about. It becomes a deadline and a task; logging a call meets it.
import { PhoneOutlined } from "@ant-design/icons";
import { Button, DatePicker, Input, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";

import { useWords } from "@/lib/i18n";

import { useThisCase } from "./context";
import { words } from "./words";

export function CallBack() {
  const w = useWords(words);
  const { view, run, busy } = useThisCase();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState<Dayjs | null>(null);
  const [about, setAbout] = useState("");
  if (view.status === "closed") return null;
  const promise = async () => {
    if (!at) return;
    const done = await run("calls", { at: at.valueOf(), about: about.trim() } as never, w.callPromised);
    if (done) setOpen(false);
  };
  return (
    <>
      <Button size="small" icon={<PhoneOutlined />} onClick={() => setOpen(true)}>
        {w.promiseCall}
      </Button>
      <Modal
        open={open}
        title={w.promiseCall}
        okText={w.ok}
        cancelText={w.cancel}
        confirmLoading={busy}
        okButtonProps={{ disabled: !at }}
        onCancel={() => setOpen(false)}
        onOk={() => void promise()}
        afterClose={() => {
          setAt(null);
          setAbout("");
        }}
        width={400}
      >
        <DatePicker
          autoFocus
          style={{ width: "100%", marginBottom: 12 }}
          showTime={{ format: "HH:mm", minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          placeholder={w.callAt}
          aria-label={w.callAt}
          minDate={dayjs()}
          maxDate={dayjs().add(30, "day")}
          value={at}
          onChange={setAt}
        />
        <Input
          value={about}
          maxLength={100}
          placeholder={w.callAbout}
          aria-label={w.callAbout}
          onChange={(event) => setAbout(event.target.value)}
        />
      </Modal>
    </>
  );
}
