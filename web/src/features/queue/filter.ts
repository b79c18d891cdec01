// What the queue is narrowed to, and the address that says so: a filtered queue is a link one can send.
export interface QueueFilter {
  mine?: boolean;
  unassigned?: boolean;
  assignee?: string;
  step?: string;
  status?: string;
  issue?: string;
  issue_class?: string;
  channel?: string;
  tag?: string;
  clock_within_minutes?: number;
  text?: string;
}

const flags = ["mine", "unassigned"] as const;
const texts = ["assignee", "step", "status", "issue", "issue_class", "channel", "tag", "text"] as const;

// In the address the names are short ones that a person can read.
const inAddress: Record<string, string> = { issue_class: "class", clock_within_minutes: "within", text: "q" };
const nameOf = (key: string) => inAddress[key] ?? key;

export function filterOf(search: URLSearchParams): QueueFilter {
  const filter: QueueFilter = {};
  for (const key of flags) if (search.get(nameOf(key)) === "1") filter[key] = true;
  for (const key of texts) {
    const value = search.get(nameOf(key))?.trim();
    if (value) filter[key] = value.slice(0, 200);
  }
  const within = Number(search.get(nameOf("clock_within_minutes")));
  if (Number.isInteger(within) && within > 0 && within <= 60 * 24 * 60) filter.clock_within_minutes = within;
  // "Mine" and "nobody's" exclude each other, and both exclude somebody else's.
  if (filter.mine) delete filter.unassigned;
  if (filter.mine || filter.unassigned) delete filter.assignee;
  return filter;
}

export function searchOf(filter: QueueFilter): URLSearchParams {
  const search = new URLSearchParams();
  for (const key of flags) if (filter[key]) search.set(nameOf(key), "1");
  for (const key of texts) if (filter[key]) search.set(nameOf(key), filter[key]);
  if (filter.clock_within_minutes) search.set(nameOf("clock_within_minutes"), String(filter.clock_within_minutes));
  return search;
}

// A change of one condition; the ones it contradicts go.
export function narrowed(filter: QueueFilter, change: QueueFilter): QueueFilter {
  const next = { ...filter, ...change };
  if (change.mine) delete next.unassigned;
  if (change.unassigned) delete next.mine;
  if (change.mine || change.unassigned) delete next.assignee;
  if (change.assignee) {
    delete next.mine;
    delete next.unassigned;
  }
  return filterOf(searchOf(next));
}

export const isEmpty = (filter: QueueFilter) => Object.keys(filter).length === 0;
export const sameFilter = (a: QueueFilter, b: QueueFilter) => searchOf(a).toString() === searchOf(b).toString();
