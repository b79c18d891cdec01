// Generated from the server's OpenAPI (./x web generate). Do not edit.

export type SessionView = {
  account: string;
  name: string;
  role: "owner" | "lead" | "agent" | "warehouse" | "viewer";
  permissions: string[];
  shop: string;
  shop_name: string;
  zone: string;
  csrf_token: string;
};

export type SignIn = {
  login: string;
  password: string;
  code?: string;
};

export type SetUpOwner = {
  token: string;
  shop_name: string;
  name: string;
  login: string;
  password: string;
};

export type Named = { id: string; name: string };

export type Colleague = { id: string; name: string; role: string };
export type ColleagueList = { items: Colleague[] };

export type QueueReason = { code: string; text: string; by: number };
export type QueueItem = {
  id: string;
  number: number;
  version: number;
  channel: string;
  step: string;
  status: string;
  issue: string;
  issue_name: string;
  issue_class: string;
  mood: string;
  assignee: string;
  subject: string;
  buyer_label: string;
  opened: number;
  due: number;
  next_deadline: number | null;
  next_clock: string;
  reasons: QueueReason[];
  tags: string[];
};
export type QueuePage = { items: QueueItem[]; next: string };
export type NamedCount = { name: string; count: number };
export type QueueCounts = {
  open: number;
  mine: number;
  unassigned: number;
  closed: number;
  steps: NamedCount[];
  statuses: NamedCount[];
  issues: NamedCount[];
  classes: NamedCount[];
  channels: NamedCount[];
  assignees: NamedCount[];
  tags: NamedCount[];
};
export type CaseChanged = {
  id: string;
  number: number;
  version: number;
  step: string;
  status: string;
  assignee: string;
  due: number;
  events: string[];
};
export type OpenedCase = { id: string; number: number; version: number; opening: string };

export type Lack = { code: string; text: string; about: string };
export type CaseClockView = {
  kind: string;
  name: string;
  source: string;
  consequence: string;
  start: number;
  deadline: number | null;
  standing_still: boolean;
  elapsed: number;
  basis: string;
  end: string;
};
export type CaseLineView = {
  line: string;
  title: string;
  sku: string;
  quantity: number;
  ordered: number;
  price: number;
  paid: number;
  refunded: number;
};
export type CaseOrderView = {
  id: string;
  number: string;
  channel: string;
  status: string;
  placed: number | null;
  paid_at: number | null;
  paid: number;
  postage: number;
  buyer_note: string;
  seller_note: string;
};
export type TrackView = { at: number; text: string; place: string };
export type ParcelView = {
  id: string;
  carrier: string;
  tracking_number: string;
  state: string;
  shipped: number | null;
  signed: number | null;
  tracks: TrackView[];
};
export type CaseBuyerView = {
  id: string;
  label: string;
  name: string;
  phone: string;
  address: string;
  value: number;
  orders: number;
  other_cases: { id: string; number: number; subject: string; status: string; opened: number }[];
};
export type EvidenceNeedView = { id: string; kind: string; what: string; met: boolean; waived: string };
export type EvidenceView = {
  id: string;
  kind: string;
  answers: string;
  media_type: string;
  reference: string;
  given_by_buyer: boolean;
  added_by: string;
  at: number;
  thumbnail: boolean;
  also_in: { id: string; number: number }[];
};
export type TaskView = {
  id: string;
  department: string;
  title: string;
  assignee: string;
  due: number | null;
  state: string;
  result: string;
  added: number;
  finished: number | null;
};
export type AgreementView = {
  kind: string;
  remedy: string | null;
  refund: number;
  goods_come_back: boolean;
  reason: string;
  at: number;
};
export type RefundMarkView = { key: string; amount: number; granted: number; paid: number | null };
export type ReturnMarkView = { key: string; state: string; at: number };
export type RegistrationView = { root_cause: string; outcome: string; summary: string; cost: number | null };
export type StepView = { step: string; lacks: Lack[] };
export type MoveView = {
  id: string;
  name: string;
  to_step: string | null;
  to_status: string | null;
  needs_reason: boolean;
  lacks: Lack[];
};
export type TimelineItem = {
  sequence: number;
  at: number;
  account: string;
  actor: string;
  kind: string;
  text: string;
  words: string;
  evidence: string;
};
export type Timeline = { items: TimelineItem[]; next: string };
export type CaseView = {
  id: string;
  number: number;
  version: number;
  channel: string;
  source: string;
  step: string;
  status: string;
  status_since: number;
  waiting_for: string;
  assignee: string;
  subject: string;
  opened: number;
  changed: number;
  due: number;
  reasons: QueueReason[];
  issue: string;
  issue_name: string;
  issue_class: string;
  phase: string | null;
  fault: string;
  demand: string;
  demand_amount: number;
  mood: string;
  heard: boolean;
  last_contact: number | null;
  talk: string;
  still_angry: boolean;
  apologies: number;
  soothe_left_out: string;
  buyer: CaseBuyerView | null;
  order: CaseOrderView | null;
  lines: CaseLineView[];
  parcels: ParcelView[];
  clocks: CaseClockView[];
  evidence_needed: EvidenceNeedView[];
  evidence: EvidenceView[];
  agreement: AgreementView | null;
  refunds: RefundMarkView[];
  returns: ReturnMarkView[];
  tasks: TaskView[];
  daily_update: boolean;
  last_update: number | null;
  registration: RegistrationView | null;
  drafted_summary: string;
  tags: string[];
  merged: Named[];
  merged_into: Named | null;
  times_reopened: number;
  steps: StepView[];
  moves: MoveView[];
};

export interface Operations {
  "GET /api/v1/session": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: SessionView;
  };
  "POST /api/v1/session": {
    path: undefined;
    query: undefined;
    body: SignIn;
    response: SessionView;
  };
  "DELETE /api/v1/session": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: void;
  };
  "POST /api/v1/setup": {
    path: undefined;
    query: undefined;
    body: SetUpOwner;
    response: SessionView;
  };
  "GET /api/v1/queue": {
    path: undefined;
    query: {
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
      cursor?: string;
      limit?: number;
    };
    body: undefined;
    response: QueuePage;
  };
  "GET /api/v1/queue/counts": { path: undefined; query: undefined; body: undefined; response: QueueCounts };
  "GET /api/v1/colleagues": { path: undefined; query: undefined; body: undefined; response: ColleagueList };
  "POST /api/v1/cases": { path: undefined; query: undefined; body: Record<string, unknown>; response: OpenedCase };
  "POST /api/v1/cases/{id}/take": { path: { id: string }; query: undefined; body: { version?: number }; response: CaseChanged };
  "POST /api/v1/cases/{id}/assign": { path: { id: string }; query: undefined; body: { version?: number; to: string; reason?: string }; response: CaseChanged };
  "GET /api/v1/issues": { path: undefined; query: undefined; body: undefined; response: { items: { id: string; name: string; issue_class: string }[] } };
  "POST /api/v1/cases/{id}/move": { path: { id: string }; query: undefined; body: { version?: number; to: string; reason?: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/status": { path: { id: string }; query: undefined; body: { version?: number; to: string; reason?: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/facts": { path: { id: string }; query: undefined; body: { version?: number; issue?: string; phase?: string; fault?: string; demand?: string; demand_amount?: number; mood?: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/contacts": { path: { id: string }; query: undefined; body: { version?: number; kind?: string; direction?: string; words?: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/waivers": { path: { id: string }; query: undefined; body: { version?: number; rule: string; reason: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/talk": { path: { id: string }; query: undefined; body: { version?: number; state?: string; still_angry?: boolean; leave_out?: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/agreement": { path: { id: string }; query: undefined; body: { version?: number; kind: string; remedy?: string; refund?: number; goods_come_back?: boolean; reason?: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/refunds": { path: { id: string }; query: undefined; body: { version?: number; step: string; key: string; amount?: number; reason?: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/returns": { path: { id: string }; query: undefined; body: { version?: number; key: string; state: string; reason?: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/updates": { path: { id: string }; query: undefined; body: { version?: number; words: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/register": { path: { id: string }; query: undefined; body: { version?: number; root_cause: string; outcome: string; summary: string; cost?: number; tags?: string[]; close?: boolean }; response: CaseChanged };
  "POST /api/v1/cases/{id}/close": { path: { id: string }; query: undefined; body: { version?: number }; response: CaseChanged };
  "POST /api/v1/cases/{id}/reopen": { path: { id: string }; query: undefined; body: { version?: number; reason: string }; response: CaseChanged };
  "POST /api/v1/cases/{id}/notes": { path: { id: string }; query: undefined; body: { text: string; mentions?: string[] }; response: CaseChanged };
  "POST /api/v1/cases/{id}/tags": { path: { id: string }; query: undefined; body: { add?: string[]; remove?: string[] }; response: CaseChanged };
  "POST /api/v1/cases/{id}/merge": { path: { id: string }; query: undefined; body: { away: string; version?: number }; response: CaseChanged };
  "POST /api/v1/cases/{id}/tasks": { path: { id: string }; query: undefined; body: { department: string; title: string; assignee?: string; due?: number }; response: CaseChanged };
  "POST /api/v1/cases/{id}/tasks/{task}": { path: { id: string; task: string }; query: undefined; body: { state: string; result?: string }; response: CaseChanged };
  "GET /api/v1/cases/{id}": { path: { id: string }; query: undefined; body: undefined; response: CaseView };
  "GET /api/v1/cases/{id}/timeline": { path: { id: string }; query: { cursor?: string; limit?: number }; body: undefined; response: Timeline };
  "GET /api/v1/cases/{id}/draft": { path: { id: string }; query: undefined; body: undefined; response: { text: string; saved: number } };
  "PUT /api/v1/cases/{id}/draft": { path: { id: string }; query: undefined; body: { text: string }; response: { text: string; saved: number } };
  "POST /api/v1/buyers/{id}/reveal": { path: { id: string }; query: undefined; body: { case: string; reason: string }; response: { name: string; phone: string; address: string } };
}
