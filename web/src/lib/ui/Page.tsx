// The frame of every page: title, what can be done, and one way to show loading, failure and emptiness.
import { Button, Empty, Result, Skeleton } from "antd";
import { useEffect, type ReactNode } from "react";

import { Problem } from "@/lib/api/problem";
import { useWords } from "@/lib/i18n";

import { LinkButton } from "./LinkButton";
import { words } from "./words";

interface PageProps {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, actions, children }: PageProps) {
  const w = useWords(words);
  useEffect(() => {
    document.title = `${title} · ${w.product}`;
  }, [title, w.product]);
  return (
    <section className="page">
      <header className="page-head">
        <h1>{title}</h1>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

// What TanStack Query gives, as much of it as is needed here.
interface Loaded<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

interface AsyncProps<T> {
  query: Loaded<T>;
  empty?: (data: T) => boolean;
  emptyText?: string;
  emptyAction?: ReactNode;
  children: (data: T) => ReactNode;
}

// Shows a query: a skeleton at first, the failure with a way to try again, an empty state, or the data.
export function Async<T>({ query, empty, emptyText, emptyAction, children }: AsyncProps<T>) {
  const w = useWords(words);
  if (query.data === undefined && query.isPending) return <Skeleton active className="page-skeleton" />;
  if (query.data === undefined) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (empty?.(query.data)) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={emptyText ?? w.nothing}>
        {emptyAction}
      </Empty>
    );
  }
  return <>{children(query.data)}</>;
}

export function Failure({ error, retry }: { error: Error | null; retry?: () => void }) {
  const w = useWords(words);
  const problem = error instanceof Problem ? error : null;
  const gone = problem?.status === 404; // trying again would not bring it back
  return (
    <Result
      status="warning"
      title={problem?.message ?? w.failed}
      subTitle={problem?.code === "link.invalid" ? undefined : gone ? w.goneHint : problem?.code}
      extra={
        gone ? (
          <LinkButton to="/" type="primary">
            {w.toStart}
          </LinkButton>
        ) : (
          retry && <Button onClick={retry}>{w.again}</Button>
        )
      }
    />
  );
}
