// Files come in: chosen, looked at, imported in the right order, reported on.
import { Button, Table } from "antd";
import { Link, Route, Routes } from "react-router-dom";

import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { Async, Page } from "@/lib/ui/Page";

import { useImports, type Import } from "./api";
import { BatchPanel } from "./BatchPanel";
import { useBatch } from "./batch";
import { DropZone } from "./DropZone";
import { ImportPage } from "./ImportPage";
import "./imports.css";
import { StateMark } from "./StateMark";
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
  const listed = (imports.data?.pages ?? []).flatMap((page) => page.items);
  const busy = useBatch().length > 0;
  return (
    <Page title={w.title}>
      <DropZone others={listed.filter((one) => one.state === "waiting").length} />
      <BatchPanel />
      {!(busy && listed.length === 0) && (
        <section className="page-section">
          <h2>{w.history}</h2>
          <Async query={imports} empty={() => listed.length === 0} emptyText={w.none} emptyAction={<p className="quiet">{w.noneHint}</p>}>
            {() => (
              <>
                <History list={listed} />
                {imports.hasNextPage && (
                  <Button className="page-more" loading={imports.isFetchingNextPage} onClick={() => void imports.fetchNextPage()}>
                    {w.more}
                  </Button>
                )}
              </>
            )}
          </Async>
        </section>
      )}
    </Page>
  );
}

function History({ list }: { list: Import[] }) {
  const w = useWords(words);
  return (
    <Table<Import>
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={list}
      columns={[
        { title: w.file, render: (_, one) => <Link className="file-name" to={`/imports/${one.id}`}>{one.file_name}</Link> },
        { title: w.state, width: 100, render: (_, one) => <StateMark state={one.state} /> },
        { title: w.rows, align: "right", width: 100, responsive: ["md"], render: (_, one) => one.rows.toLocaleString() },
        {
          title: w.refused,
          align: "right",
          width: 110,
          responsive: ["sm"],
          render: (_, one) => <span className={one.refused > 0 ? "bad-count" : "quiet"}>{one.refused.toLocaleString()}</span>,
        },
        { title: w.opened, align: "right", width: 110, responsive: ["md"], render: (_, one) => one.cases_opened.toLocaleString() },
        {
          title: w.by,
          width: 190,
          responsive: ["md"],
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
