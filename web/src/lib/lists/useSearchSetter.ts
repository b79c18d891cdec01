// Filters live in the address, so that a list can be sent to a colleague: set({ kind: "daily_update" }); "" or
// nothing takes one out again. What changes together is set together: of two calls in one moment the router
// keeps the last.
import { useCallback } from "react";
import { useSearchParams } from "react-router-dom";

export type SetSearch = (values: Record<string, string | undefined>) => void;

export function useSearchSetter(): [URLSearchParams, SetSearch] {
  const [search, setSearch] = useSearchParams();
  const set = useCallback<SetSearch>(
    (values) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [name, value] of Object.entries(values)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [search, set];
}
