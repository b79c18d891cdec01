// 退货: the dock with its one big field, lists of returns by what is to be done, and one return.
import { Button, Tabs } from "antd";
import { Route, Routes, useSearchParams } from "react-router-dom";

import { useWords } from "@/lib/i18n";
import { Async, Page } from "@/lib/ui/Page";

import { useReturns, type Stage } from "./api";
import { Dock } from "./Dock";
import { ReturnCard } from "./parts";
import { ReturnPage } from "./ReturnPage";
import "./returns.css";
import { Strays } from "./Strays";
import { stages, words } from "./words";

export function ReturnsPage() {
  return (
    <Routes>
      <Route index element={<Home />} />
      <Route path=":id" element={<ReturnPage />} />
    </Routes>
  );
}

function Home() {
  const w = useWords(words);
  const stageWords = useWords(stages);
  const [search, setSearch] = useSearchParams();
  const at = search.get("stage") ?? "to_inspect";
  const tabs = [
    ...(Object.keys(stageWords) as Stage[]).map((stage) => ({
      key: stage as string,
      label: stageWords[stage],
      children: <Stack stage={stage} />,
    })),
    { key: "strays", label: w.strays, children: <Strays /> },
  ];
  return (
    <Page title={w.title}>
      <Dock />
      <Tabs
        className="return-stages"
        activeKey={tabs.some((tab) => tab.key === at) ? at : "to_inspect"}
        onChange={(stage) => setSearch({ stage }, { replace: true })}
        items={tabs}
        destroyOnHidden
      />
    </Page>
  );
}

function Stack({ stage }: { stage: Stage }) {
  const w = useWords(words);
  const returns = useReturns(stage);
  return (
    <Async query={returns} empty={(data) => data.pages[0]?.items.length === 0} emptyText={w.empty}>
      {(data) => (
        <>
          <ul className="return-list">
            {data.pages.flatMap((page) => page.items).map((item) => (
              <li key={item.id}>
                <ReturnCard item={item} />
              </li>
            ))}
          </ul>
          {returns.hasNextPage && (
            <Button className="page-more" loading={returns.isFetchingNextPage} onClick={() => void returns.fetchNextPage()}>
              {w.more}
            </Button>
          )}
        </>
      )}
    </Async>
  );
}
