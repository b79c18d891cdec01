// Where files come in: dropped, or chosen one by one or as a folder.
import { InboxOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router-dom";

import { useWords } from "@/lib/i18n";
import { useFailure } from "@/lib/ui/useFailure";

import { batch, readable } from "./batch";
import { droppedFiles, shown } from "./dropped";
import { words } from "./words";

const accepted = ".csv,.tsv,.txt,.xlsx,.zip,.gz";

// A single file is looked at on its own page; several stay together here.
function useLookAtSingle(others: number) {
  const navigate = useNavigate();
  const alone = useRef(false);
  alone.current = others === 0;
  useEffect(() => {
    batch.listen((made) => {
      if (batch.all().length > 1 || !alone.current) return;
      batch.clear();
      navigate(`/imports/${made.id}`);
    });
    return () => batch.listen(() => undefined);
  }, [navigate]);
}

export function DropZone({ others }: { others: number }) {
  const w = useWords(words);
  const failure = useFailure();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  useLookAtSingle(others);
  const refuse = (file: File) => {
    if (/\.xls$/i.test(file.name)) return w.oldExcel;
    if (!readable.test(file.name)) return w.notATable;
    return file.size === 0 ? w.emptyFile : null;
  };
  const take = (list: File[]) => batch.add(list, refuse);
  const picked = (event: React.ChangeEvent<HTMLInputElement>) => {
    take(shown(event.target.files));
    event.target.value = "";
  };
  return (
    <div
      className={`drop-zone ${over ? "over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        droppedFiles(event.dataTransfer).then(take, failure);
      }}
    >
      <InboxOutlined className="drop-icon" />
      <p className="drop-text">{w.drop}</p>
      <p className="quiet">{w.dropHint}</p>
      <div className="drop-acts">
        <Button type="primary" onClick={() => files.current?.click()}>
          {w.chooseFiles}
        </Button>
        <Button onClick={() => folder.current?.click()}>{w.chooseFolder}</Button>
      </div>
      <input ref={files} type="file" name="files" multiple hidden accept={accepted} aria-label={w.chooseFiles} onChange={picked} />
      <input ref={folder} type="file" name="folder" hidden {...{ webkitdirectory: "" }} aria-label={w.chooseFolder} onChange={picked} />
    </div>
  );
}
