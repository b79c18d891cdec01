// A list that comes in pages: skeleton, failure and emptiness like everywhere, all pages so far as one list, and
// its end: a button for more, or how many there are.
import type { InfiniteData } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";

import { useWords } from "@/lib/i18n";
import { Async } from "@/lib/ui/Page";

import { words } from "./words";

interface Pages<T> {
  data: InfiniteData<{ items: T[] }, unknown> | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

interface Props<T> {
  query: Pages<T>;
  emptyText: string;
  children: (items: T[]) => ReactNode;
}

export function Paged<T>({ query, emptyText, children }: Props<T>) {
  const w = useWords(words);
  return (
    <Async query={query} empty={(data) => data.pages[0]?.items.length === 0} emptyText={emptyText}>
      {(data) => {
        const items = data.pages.flatMap((page) => page.items);
        return (
          <>
            {children(items)}
            <p className="list-end quiet">
              {query.hasNextPage ? (
                <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {w.more}
                </Button>
              ) : (
                w.end(items.length)
              )}
            </p>
          </>
        );
      }}
    </Async>
  );
}
