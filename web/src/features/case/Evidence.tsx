// 凭证: what is needed, what is there, and getting photos in: by button, by dropping, by pasting.
import { CameraOutlined, FileTextOutlined, LoadingOutlined, WarningFilled } from "@ant-design/icons";
import { Button, Image, Input, Progress, Select, Tooltip } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router-dom";

import { evidenceKinds } from "@/lib/desk/words";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import type { EvidenceKind } from "@/lib/api/schema";
import { useMay } from "@/lib/session";

import type { CaseView } from "./api";
import { useThisCase } from "./context";
import { ReasonDialog } from "./parts";
import { useUploads, type Upload } from "./uploads";
import { words } from "./words";

type Piece = CaseView["evidence"][number];
type Need = CaseView["evidence_needed"][number];

const fileOf = (caseId: string, piece: string, small: boolean) =>
  `/api/v1/cases/${caseId}/evidence/${piece}${small ? "?thumbnail=true" : ""}`;

// Other cases that show the same picture, as it was found when the picture came.
function alsoIn(view: CaseView, id: string): string[] {
  for (const entry of view.timeline) {
    const body = entry.body as { piece?: { id?: string }; also_in?: string[] } | null;
    if (body?.piece?.id === id) return body.also_in ?? [];
  }
  return [];
}

// A picture of the case, opened large on a click.
export function Picture({ piece }: { piece: Piece | undefined }) {
  const { view } = useThisCase();
  const w = useWords(words);
  const word = useWord();
  if (!piece) return null;
  const also = alsoIn(view, piece.id);
  const label = `${word(evidenceKinds, piece.kind)} · ${piece.given_by_buyer ? w.byBuyer : piece.added_by_name || w.byUs} · ${shortTime(piece.at)}`;
  if (piece.media_type.startsWith("video/")) {
    return <video className="evidence-video" controls preload="metadata" src={fileOf(view.id, piece.id, false)} aria-label={label} />;
  }
  if (!piece.media_type.startsWith("image/")) {
    return (
      <span className="evidence-text" title={label}>
        <FileTextOutlined /> {piece.reference || word(evidenceKinds, piece.kind)}
      </span>
    );
  }
  return (
    <span className="evidence-picture">
      <Image
        width={72}
        height={72}
        alt={label}
        src={fileOf(view.id, piece.id, true)}
        preview={{ src: fileOf(view.id, piece.id, false), mask: null }}
      />
      {also[0] && (
        <Tooltip title={w.alsoIn(also.length)}>
          <Link to={`/cases/${also[0]}`} className="evidence-twice" aria-label={w.alsoIn(also.length)}>
            <WarningFilled />
          </Link>
        </Tooltip>
      )}
    </span>
  );
}

export function Evidence() {
  const w = useWords(words);
  const may = useMay();
  const { view } = useThisCase();
  const uploads = useUploads(view.id);
  const chooser = useRef<HTMLInputElement>(null);
  const answers = useRef("");
  const choose = (rule: string) => {
    answers.current = rule;
    chooser.current?.click();
  };
  const add = (files: Iterable<File>, rule = "") => uploads.add([...files], rule);
  usePasteAndDrop((files) => add(files), may("case_write"));
  const writable = may("case_write") && view.status !== "closed";
  return (
    <div className="evidence" id="case-evidence">
      <h3>{w.evidence}</h3>
      {view.evidence_needed.length > 0 && (
        <ul className="needs">
          {view.evidence_needed.map((need) => (
            <NeedRow key={need.id} need={need} writable={writable} onUpload={() => choose(need.id)} />
          ))}
        </ul>
      )}
      <Image.PreviewGroup>
        <div className="evidence-grid">
          {view.evidence.map((piece) => (
            <span key={piece.id} className="evidence-item">
              <Picture piece={piece} />
              <small className="quiet evidence-from">{piece.given_by_buyer ? w.byBuyer : piece.added_by_name || w.byUs}</small>
              {writable && <Remove piece={piece} />}
            </span>
          ))}
          {uploads.list.map((upload) => (
            <Uploading key={upload.key} upload={upload} again={() => uploads.again(upload.key)} drop={() => uploads.drop(upload.key)} />
          ))}
          {writable && (
            <button type="button" className="evidence-add" id="evidence-add" title={w.uploadHint} onClick={() => choose("")}>
              <CameraOutlined />
              <span>{w.upload}</span>
            </button>
          )}
        </div>
      </Image.PreviewGroup>
      {writable && <TextEvidence />}
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept="image/jpeg,image/png,image/webp,image/gif,image/heic,video/mp4"
        aria-label={w.upload}
        onChange={(event) => {
          add(event.target.files ?? [], answers.current);
          event.target.value = "";
        }}
      />
    </div>
  );
}

// A wrong file goes again, with the reason.
function Remove({ piece }: { piece: Piece }) {
  const w = useWords(words);
  const { run, busy } = useThisCase();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="evidence-remove" title={w.removeEvidence} aria-label={w.removeEvidence} onClick={() => setAsking(true)}>
        ×
      </button>
      <ReasonDialog
        title={asking ? w.removeWhy : null}
        busy={busy}
        onCancel={() => setAsking(false)}
        onDone={async (reason) => (await run("removed-evidence", { evidence: piece.id, reason }, w.removed)) && setAsking(false)}
      />
    </>
  );
}

function NeedRow({ need, writable, onUpload }: { need: Need; writable: boolean; onUpload: () => void }) {
  const w = useWords(words);
  const may = useMay();
  const { run, busy } = useThisCase();
  const [waiving, setWaiving] = useState(false);
  const settled = need.met || need.waived !== "";
  return (
    <li className={settled ? "need met" : "need"}>
      <span className="need-mark" aria-hidden>
        {settled ? "✓" : "○"}
      </span>
      <span className="need-what">
        {need.what}
        {need.waived && (
          <small className="quiet">
            {" "}
            {w.waived}{w.colon}{need.waived}
          </small>
        )}
      </span>
      {writable && !settled && (
        <>
          <Button size="small" type="link" onClick={onUpload}>
            {w.upload}
          </Button>
          {may("case_waive") && (
            <Button size="small" type="text" onClick={() => setWaiving(true)}>
              {w.waive}
            </Button>
          )}
        </>
      )}
      <ReasonDialog
        title={waiving ? w.waiveWhy : null}
        busy={busy}
        onCancel={() => setWaiving(false)}
        onDone={async (reason) => (await run("waivers", { rule: need.id, reason }, w.saved)) && setWaiving(false)}
      />
    </li>
  );
}

function Uploading({ upload, again, drop }: { upload: Upload; again: () => void; drop: () => void }) {
  const w = useWords(words);
  return (
    <span className={upload.error ? "evidence-upload failed" : "evidence-upload"} title={upload.error || upload.name}>
      {upload.error ? (
        <>
          <small>{upload.error}</small>
          <Button size="small" type="link" onClick={again}>
            {w.retry}
          </Button>
          <Button size="small" type="text" onClick={drop} aria-label={w.cancel}>
            ×
          </Button>
        </>
      ) : upload.share < 1 ? (
        <Progress type="circle" size={44} percent={Math.round(upload.share * 100)} />
      ) : (
        <LoadingOutlined />
      )}
    </span>
  );
}

// A chat line or a tracking record: evidence without a file.
function TextEvidence() {
  const w = useWords(words);
  const options = useOptions();
  const { view } = useThisCase();
  const uploads = useUploads(view.id);
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<EvidenceKind>("chat_line");
  const [reference, setReference] = useState("");
  if (!open) {
    return (
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {w.addReference}
      </Button>
    );
  }
  return (
    <div className="text-evidence">
      <Select
        size="small"
        value={kind}
        onChange={setKind}
        options={options(evidenceKinds).filter((one) => one.value !== "photo" && one.value !== "video")}
      />
      <Input
        size="small"
        autoFocus
        value={reference}
        maxLength={500}
        aria-label={w.reference}
        placeholder={w.reference}
        onChange={(event) => setReference(event.target.value)}
      />
      <Button
        size="small"
        type="primary"
        disabled={!reference.trim()}
        onClick={() => void uploads.addText(kind, reference.trim()).then((done) => done && (setOpen(false), setReference("")))}
      >
        {w.save}
      </Button>
    </div>
  );
}

// Files dropped or pasted anywhere on the page.
function usePasteAndDrop(add: (files: File[]) => void, allowed: boolean) {
  const w = useWords(words);
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  useEffect(() => {
    if (!allowed) return;
    const filesIn = (data: DataTransfer | null) => [...(data?.files ?? [])];
    const paste = (event: ClipboardEvent) => {
      const files = filesIn(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      document.body.dataset["drop"] = w.dropHere;
    };
    const leave = (event?: DragEvent) => {
      if (!event || event.relatedTarget === null) delete document.body.dataset["drop"];
    };
    const drop = (event: DragEvent) => {
      leave();
      const files = filesIn(event.dataTransfer);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    window.addEventListener("paste", paste);
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      leave();
      window.removeEventListener("paste", paste);
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [allowed, w.dropHere]);
}
