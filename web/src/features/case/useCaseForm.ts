// A form over a part of the case that other people may change at the same time. What the reader typed is never
// thrown away: while the form is untouched it follows the case; once touched it keeps the reader's words and says
// what somebody else changed underneath.
import { Form, type FormInstance } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";

type Values = object;

export interface Conflict<V extends Values> {
  fields: (keyof V & string)[];
  theirs: V;
}

export const differing = <V extends Values>(a: V, b: V): (keyof V & string)[] =>
  (Object.keys(b) as (keyof V & string)[]).filter((key) => JSON.stringify(a[key] ?? null) !== JSON.stringify(b[key] ?? null));

// What to do when the case on screen is renewed: pure, so that it can be tested. Only a field that somebody
// changed, and to something else than what stands in the form, is a conflict: the reader's own write comes back
// as a renewal too.
export function reconcile<V extends Values>(
  touched: boolean,
  base: V,
  latest: V,
  mine: V,
): { kind: "follow" } | { kind: "same" } | { kind: "conflict"; fields: (keyof V & string)[] } {
  if (!touched || differing(mine, latest).length === 0) return { kind: "follow" };
  const changed = differing(base, latest);
  const fields = differing(mine, latest).filter((field) => changed.includes(field));
  return fields.length === 0 ? { kind: "same" } : { kind: "conflict", fields };
}

export function useCaseForm<V extends Values>(version: number, latest: V) {
  const [form] = Form.useForm<V>() as unknown as [FormInstance<V>];
  const base = useRef(latest);
  const [touched, setTouched] = useState(false);
  const [conflict, setConflict] = useState<Conflict<V> | null>(null);
  const text = JSON.stringify(latest);

  const follow = useCallback(
    (values: V) => {
      base.current = values;
      form.setFieldsValue(values as never);
      setTouched(false);
      setConflict(null);
    },
    [form],
  );

  useEffect(() => {
    const found = reconcile<V>(touched, base.current, latest, Object.assign({}, latest, form.getFieldsValue(true)) as V);
    if (found.kind === "follow") follow(latest);
    if (found.kind === "conflict") setConflict({ fields: found.fields, theirs: latest });
    if (found.kind === "same") setConflict(null);
    // `text` stands for latest, and the form's own values are read when the case changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [version, text, follow]);

  return {
    form,
    touched,
    conflict,
    onValuesChange: () => setTouched(true),
    // After the write succeeded: what was typed is what the case is now.
    done: () => {
      setTouched(false);
      setConflict(null);
    },
    takeTheirs: () => follow(latest),
    keepMine: () => {
      base.current = latest;
      setConflict(null);
    },
  };
}
