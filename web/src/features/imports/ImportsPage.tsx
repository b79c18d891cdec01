// Files come in: dropped, looked at, imported, reported on.
import { InboxOutlined } from "@ant-design/icons";
import { Button, Progress, Table, Tag, Upload } from "antd";
import { useState } from "react";
import { Link, Route, Routes, useNavigate } from "react-router-dom";

import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { Async, Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { sendFile, useImports, useStartAll, type Import } from "./api";
import { ImportPage } from "./ImportPage";
import "./imports.css";
import { words } from "./words";

export function ImportsPage() {
  return (
    <Routes>
      <Route index element={<All />} />
      <Route path=":id" element={<ImportPage />} />
    </Routes>
  );
}

function All() {
  const w = useWords(words);
  const imports = useImports();
  return (
    <Page title={w.title}>
      <Drop />
      <section className="page-section">
        <h2>{w.history}</h2>
        <Async query={imports} empty={(data) => data.pages[0]?.items.length === 0} emptyText={w.none}>
          {(data) => (
            <>
              <StartAll waiting={data.pages.flatMap((page) => page.items).filter((one) => one.state === "waiting")} />
              <History list={data.pages.flatMap((page) => page.items)} />
              {imports.hasNextPage && (
                <Button className="page-more" onClick={() => void imports.fetchNextPage()}>
                  {w.more}
                </Button>
              )}
            </>
          )}
        </Async>
      </section>
    </Page>
  );
}

// Several files at once: they are queued in the order in which they need each other.
function StartAll({ waiting }: { waiting: Import[] }) {
  const w = useWords(words);
  const failure = useFailure();
  const startAll = useStartAll();
  if (waiting.length < 2 && !startAll.data?.length) return null;
  return (
    <div className="start-all">
      {waiting.length > 1 && (
        <Button type="primary" loading={startAll.isPending} onClick={() => startAll.mutate(waiting, { onError: (error) => failure(error) })}>
          {w.startAll(waiting.length)}
        </Button>
      )}
      <span className="quiet">{startAll.data?.length ? w.leftOver(startAll.data.join("、")) : w.startAllHint}</span>
    </div>
  );
}

interface Sending {
  name: string;
  share: number;
}

function Drop() {
  const w = useWords(words);
  const failure = useFailure();
  const navigate = useNavigate();
  const [sending, setSending] = useState<Sending[]>([]);
  const send = async (file: File, alone: boolean) => {
    const put = (share: number) =>
      setSending((all) => [...all.filter((one) => one.name !== file.name), { name: file.name, share }]);
    put(0);
    try {
      const made = await sendFile(file, put).done;
      if (alone) navigate(`/imports/${made.id}`);
    } catch (error) {
      failure(error);
    } finally {
      setSending((all) => all.filter((one) => one.name !== file.name));
    }
  };
  return (
    <>
      <Upload.Dragger
        multiple
        accept=".csv,.tsv,.txt,.xlsx,.zip,.gz"
        showUploadList={false}
        beforeUpload={(file, all) => {
          void send(file, all.length === 1);
          return false;
        }}
      >
        <InboxOutlined className="drop-icon" />
        <p className="drop-text">{w.drop}</p>
        <p className="quiet">{w.dropHint}</p>
      </Upload.Dragger>
      {sending.map((one) => (
        <div key={one.name} className="sending" role="status">
          {w.uploading(one.name)}
          <Progress percent={Math.round(one.share * 100)} size="small" />
        </div>
      ))}
    </>
  );
}

const colours: Record<Import["state"], string> = {
  waiting: "gold",
  running: "processing",
  finished: "green",
  failed: "red",
  cancelled: "default",
};

export function StateMark({ state }: { state: Import["state"] }) {
  const w = useWords(words);
  return (
    <Tag bordered={false} color={colours[state]}>
      {w[state]}
    </Tag>
  );
}

function History({ list }: { list: Import[] }) {
  const w = useWords(words);
  return (
    <Table<Import>
      rowKey="id"
      size="middle"
      pagination={false}
      scroll={{ x: 720 }}
      dataSource={list}
      columns={[
        { title: w.title, render: (_, one) => <Link to={`/imports/${one.id}`}>{one.file_name}</Link> },
        { title: "", width: 110, render: (_, one) => <StateMark state={one.state} /> },
        { title: w.rows, align: "right", width: 100, render: (_, one) => one.rows.toLocaleString() },
        {
          title: w.refused,
          align: "right",
          width: 110,
          render: (_, one) => <span className={one.refused > 0 ? "bad-count" : "quiet"}>{one.refused.toLocaleString()}</span>,
        },
        { title: w.opened, align: "right", width: 110, render: (_, one) => one.cases_opened.toLocaleString() },
        {
          title: "",
          width: 190,
          render: (_, one) => (
            <span className="quiet">
              {one.actor} · {shortTime(one.created_at)}
            </span>
          ),
        },
      ]}
    />
  );
}
