// Taking a photo of what came: the camera on a phone, a file on a desk.
import { CameraOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef, useState } from "react";

import { useWords } from "@/lib/i18n";
import { useFailure } from "@/lib/ui/useFailure";

import { words } from "./words";

interface Props {
  send: (file: File) => Promise<{ evidence: string }>;
  onSent: (evidence: string) => void;
}

export function PhotoButton({ send, onSent }: Props) {
  const w = useWords(words);
  const failure = useFailure();
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (files: FileList | null) => {
    setBusy(true);
    for (const file of files ?? []) {
      try {
        onSent((await send(file)).evidence);
      } catch (error) {
        failure(error);
      }
    }
    setBusy(false);
  };
  return (
    <>
      <Button size="small" icon={<CameraOutlined />} loading={busy} onClick={() => chooser.current?.click()}>
        {w.addPhoto}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept="image/*,video/mp4"
        capture="environment"
        aria-label={w.addPhoto}
        onChange={(event) => {
          void take(event.target.files);
          event.target.value = "";
        }}
      />
    </>
  );
}
