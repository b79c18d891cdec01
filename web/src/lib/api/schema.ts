// Generated from the server's OpenAPI (./x web generate). Do not edit.

export type AccountPage = {
  items: AccountView[];
  next?: string | null;
};

export type AccountView = {
  id: string;
  login: string;
  name: string;
  role: Role;
  disabled: boolean;
  second_factor: boolean;
  password_temporary: boolean;
  last_login?: number | null;
  /** UTC epoch milliseconds */
  created: number;
  version: number;
};

export type AddAccountBody = {
  login: string;
  name?: string | null;
  role: Role;
  password: string;
};

export type AddEvidenceBody = {
  version?: number | null;
  kind?: EvidenceKind;
  answers?: string;
  reference?: string;
  given_by_buyer?: boolean;
};

export type AddNoteBody = {
  text?: string;
  mentions?: string[];
};

export type AddTaskBody = {
  department?: Department;
  title?: string;
  assignee?: string;
  due?: number | null;
};

export type AgreeCaseBody = {
  version?: number | null;
  kind?: AgreementKind;
  remedy?: RemedyKind | null;
  /** fen, 1/100 yuan */
  refund?: number;
  goods_come_back?: boolean;
  reason?: string;
};

export type Agreement = {
  kind: AgreementKind;
  remedy?: RemedyKind | null;
  /** fen, 1/100 yuan */
  refund: number;
  goods_come_back: boolean;
  reason: string;
  /** UTC epoch milliseconds */
  at: number;
};

export type AgreementKind = "chosen" | "declined" | "platform_decided";

export type AssignCaseBody = {
  version?: number | null;
  to?: string;
  reason?: string;
};

export type AuditCheck = {
  rows: number;
  sound: boolean;
  first_wrong?: number | null;
  head: string;
};

export type AuditPage = {
  items: AuditRowView[];
  next?: number | null;
};

export type AuditRowView = {
  number: number;
  /** UTC epoch milliseconds */
  at: number;
  account: string;
  actor: string;
  act: string;
  subject: string;
  detail: unknown;
  address: string;
};

export type BuyerForgotten = {
  id: string;
  /** UTC epoch milliseconds */
  at: number;
  contacts: number;
  cases: number;
};

export type BuyerView = {
  id: string;
  label: string;
  /** fen, 1/100 yuan */
  value: number;
  orders: number;
  contact: ContactView;
  other_cases: string[];
};

export type CaseChanged = {
  id: string;
  number: number;
  version: number;
  step: Step;
  status: Status;
  assignee: string;
  /** UTC epoch milliseconds */
  due: number;
  events: string[];
};

export type CaseLineView = {
  line: string;
  title: string;
  attributes: string;
  code: string;
  quantity: number;
  ordered: number;
  /** fen, 1/100 yuan */
  price: number;
  /** fen, 1/100 yuan */
  paid: number;
  /** fen, 1/100 yuan */
  refunded: number;
};

export type CaseView = {
  id: string;
  number: number;
  version: number;
  channel: Channel;
  source: Source;
  subject: string;
  step: Step;
  status: Status;
  /** UTC epoch milliseconds */
  status_since: number;
  waiting_for: string;
  assignee: string;
  assignee_name: string;
  /** UTC epoch milliseconds */
  opened: number;
  /** UTC epoch milliseconds */
  changed: number;
  /** UTC epoch milliseconds */
  due: number;
  reasons: QueueReason[];
  issue: string;
  issue_name: string;
  issue_class: IssueClass;
  phase?: Phase | null;
  fault: Fault;
  demand: Demand;
  /** fen, 1/100 yuan */
  demand_amount: number;
  mood: Mood;
  talk: TalkState;
  still_angry: boolean;
  apologies: number;
  soothe_left_out: string;
  buyer?: BuyerView | null;
  order?: OrderView | null;
  lines: CaseLineView[];
  parcels: ParcelView[];
  reports: ReportView[];
  steps: StepView[];
  moves: MoveView[];
  clocks: ClockView[];
  evidence_needed: EvidenceNeedView[];
  evidence: EvidenceView[];
  agreement?: Agreement | null;
  refunds: RefundMark[];
  returns: ReturnMark[];
  tasks: Task[];
  registration?: Registration | null;
  tags: string[];
  merged: string[];
  merged_into: string;
  draft: string;
  timeline: TimelineEntry[];
  timeline_before: number;
};

export type ChangeAccountBody = {
  version?: number | null;
  name?: string | null;
  role?: Role | null;
  disabled?: boolean | null;
};

export type ChangeMeBody = {
  name?: string | null;
  language?: string | null;
};

export type ChangePasswordBody = {
  current: string;
  password: string;
};

export type ChangeSettingBody = {
  value: unknown;
  why?: string;
  version?: number | null;
};

export type Channel = "taobao" | "tmall" | "wechat_shop" | "douyin" | "pdd" | "youzan" | "own" | "imported";

export type ClockEnd = "running" | "met" | "cancelled" | "missed";

export type ClockSource = "platform_api" | "platform_table" | "law" | "shop_promise" | "response_target";

export type ClockView = {
  kind: string;
  source: ClockSource;
  consequence: Consequence;
  consequence_text: string;
  /** UTC epoch milliseconds */
  start: number;
  deadline?: number | null;
  /** milliseconds */
  elapsed: number;
  /** milliseconds */
  paused: number;
  standing_still: boolean;
  end: ClockEnd;
  basis: string;
};

export type CheckedImport = {
  recognised: string[];
  rows: number;
  refused: number;
  added: number;
  updated: number;
  unchanged: number;
  cases_opened: number;
  complete: boolean;
  error_code: string;
  error: string;
  bad: RefusedRowView[];
};

export type CheckImportBody = {
  kind?: string;
  format?: string;
  mapping?: string;
  channel?: string;
};

export type CloseCaseBody = {
  version?: number | null;
};

export type Colleague = {
  id: string;
  name: string;
  role: Role;
};

export type ColleagueList = {
  items: Colleague[];
};

export type ColumnMeaning = {
  header: string;
  field: string;
};

export type ColumnMeaningInput = {
  header?: string;
  field?: string;
};

export type ConfirmSecondFactorBody = {
  code: string;
};

export type Consequence = "auto_refund" | "auto_agree" | "platform_steps_in" | "penalty" | "breach_of_law" | "broken_promise" | "auto_close" | "auto_confirm" | "bad_mood";

export type ContactKind = "message" | "call";

export type ContactView = {
  name: string;
  phone: string;
  address: string;
};

export type Demand = "none" | "cancel" | "refund_only" | "return_refund" | "exchange" | "reship" | "repair" | "compensation" | "deliver" | "answer" | "invoice" | "other";

export type Department = "service" | "warehouse" | "logistics" | "purchasing" | "finance";

export type Direction = "to_buyer" | "from_buyer";

export type DraftView = {
  text: string;
  /** UTC epoch milliseconds */
  saved: number;
};

export type DropSecondFactorBody = {
  code: string;
};

export type EndCaseClockBody = {
  version?: number | null;
  kind?: string;
  end?: ClockEnd;
};

export type EvidenceAdded = {
  changed: CaseChanged;
  evidence: string;
  also_in: string[];
};

export type EvidenceKind = "photo" | "video" | "chat_line" | "tracking_record" | "document";

export type EvidenceNeedView = {
  id: string;
  kind: EvidenceKind;
  what: string;
  met: boolean;
  waived: string;
};

export type EvidenceView = {
  id: string;
  kind: EvidenceKind;
  answers: string;
  content_hash: string;
  media_type: string;
  reference: string;
  given_by_buyer: boolean;
  added_by: string;
  added_by_name: string;
  /** UTC epoch milliseconds */
  at: number;
};

export type Fault = "unknown" | "seller" | "buyer" | "carrier" | "maker" | "nobody";

export type FieldInfo = {
  field: string;
  needed: boolean;
  names: string[];
};

export type FinishTaskBody = {
  state?: TaskState;
  result?: string;
};

export type FollowPlatformBody = {
  status?: Status;
  ruling?: string;
  /** fen, 1/100 yuan */
  ruled_refund?: number;
  refund_key?: string;
  /** fen, 1/100 yuan */
  refund_paid?: number;
  reason?: string;
};

export type ForgetBuyerBody = {
  reason: string;
};

export type FormatInfo = {
  id: string;
  name: string;
  kind: string;
  channel: string;
  source: string;
  weak: boolean;
};

export type Health = {
  ok: boolean;
  version: string;
  store: string;
};

export type ImportKind = "orders" | "order_lines" | "refunds" | "reviews" | "chats" | "products" | "parcels";

export type ImportList = {
  items: ImportView[];
  next: string;
};

export type ImportMapping = {
  name: string;
  kind: ImportKind;
  channel: Channel;
  zone: string;
  currency: string;
  columns: ColumnMeaning[];
};

export type ImportMappings = {
  items: ImportMapping[];
};

export type ImportPreview = {
  tables: PreviewTable[];
};

export type ImportState = "waiting" | "running" | "finished" | "failed" | "cancelled";

export type ProblemView = {
  column: string;
  value: string;
  code: string;
  text: string;
};

export type RefusedRowList = {
  items: RefusedRowView[];
  next: number;
};

export type RefusedRowView = {
  number: number;
  table: number;
  line: number;
  problems: ProblemView[];
  cells: string[];
};

export type RemoveEvidenceBody = {
  evidence: string;
  version?: number | null;
  reason: string;
};

export type ImportView = {
  id: string;
  file_name: string;
  state: ImportState;
  kind: string;
  format: string;
  mapping: string;
  channel: string;
  recognised: string[];
  permille: number;
  rows: number;
  refused: number;
  added: number;
  updated: number;
  unchanged: number;
  cases_opened: number;
  cases_merged: number;
  error_code: string;
  error: string;
  actor: string;
  /** UTC epoch milliseconds */
  created_at: number;
  finished_at?: number | null;
};

export type ImportVocabulary = {
  kinds: KindInfo[];
  formats: FormatInfo[];
};

export type InviteBody = {
  role: Role;
  note?: string | null;
};

export type IssueClass = "dispute" | "complaint" | "bad_review" | "refund" | "quality" | "logistics" | "enquiry";

export type IssueItem = {
  id: string;
  name: string;
  issue_class: IssueClass;
  phases: Phase[];
  default_fault: Fault;
  remedies: RemedyKind[];
};

export type IssueList = {
  items: IssueItem[];
};

export type JoinBody = {
  token: string;
  login: string;
  password: string;
  name?: string | null;
};

export type KindInfo = {
  kind: string;
  name: string;
  one_of: string[];
  fields: FieldInfo[];
};

export type LackView = {
  code: string;
  text: string;
  about: string;
};

export type LinkMade = {
  id: string;
  token: string;
  path: string;
  /** UTC epoch milliseconds */
  expires: number;
};

export type LinkView = {
  kind: string;
  shop: string;
  role: Role;
  login: string;
  /** UTC epoch milliseconds */
  expires: number;
};

export type LogContactBody = {
  version?: number | null;
  kind?: ContactKind;
  direction?: Direction;
  words?: string;
};

export type LookAtBuyerBody = {
  why?: string;
};

export type LookAtLinkBody = {
  token: string;
};

export type MakeTokenBody = {
  name: string;
  scopes: Permission[];
  days?: number | null;
};

export type Me = {
  account: string;
  name: string;
  login: string;
  role: Role;
  permissions: Permission[];
  language: string;
  shop: string;
  shop_name: string;
  zone: string;
  must_change_password: boolean;
  must_add_factor: boolean;
  second_factor: boolean;
  csrf_token: string;
};

export type MentionItem = {
  case_id: string;
  case_number: number;
  note: string;
  words: string;
  by: string;
  by_name: string;
  /** UTC epoch milliseconds */
  at: number;
};

export type MentionList = {
  items: MentionItem[];
};

export type MergeCasesBody = {
  away?: string;
  version?: number | null;
};

export type Mood = "calm" | "uneasy" | "annoyed" | "angry" | "furious";

export type MoveCaseBody = {
  version?: number | null;
  to?: Step;
  reason?: string;
};

export type MoveView = {
  id: string;
  label: string;
  to_step?: Step | null;
  to_status?: Status | null;
  needs_reason: boolean;
  lacks: LackView[];
};

export type NamedCount = {
  name: string;
  count: number;
};

export type OpenCaseBody = {
  channel?: Channel;
  source?: Source;
  external_id?: string;
  buyer?: string;
  order?: string;
  order_number?: string;
  lines?: OpenCaseLineInput[];
  subject?: string;
  issue?: string;
  phase?: Phase | null;
  fault?: Fault | null;
  demand?: Demand;
  /** fen, 1/100 yuan */
  demand_amount?: number;
  mood?: Mood;
  words?: string;
  clocks?: OpenCaseClockInput[];
  tags?: string[];
  reported_at?: number | null;
};

export type OpenCaseClockInput = {
  kind?: string;
  source?: ClockSource;
  consequence?: Consequence;
  /** UTC epoch milliseconds */
  start?: number;
  /** UTC epoch milliseconds */
  deadline?: number;
  basis?: string;
};

export type OpenCaseLineInput = {
  line?: string;
  quantity?: number;
};

export type OpenLinkList = {
  items: OpenLinkView[];
};

export type OpenLinkView = {
  id: string;
  kind: string;
  role: Role;
  account: string;
  note: string;
  /** UTC epoch milliseconds */
  created: number;
  /** UTC epoch milliseconds */
  expires: number;
};

export type OpenedCase = {
  id: string;
  number: number;
  version: number;
  opening: Opening;
};

export type Opening = "opened" | "reported" | "known" | "reopened";

export type OrderStatus = "unknown" | "unpaid" | "paid" | "part_shipped" | "shipped" | "signed_for" | "finished" | "closed";

export type OrderView = {
  id: string;
  number: string;
  channel: Channel;
  status: OrderStatus;
  status_text: string;
  currency: string;
  /** fen, 1/100 yuan */
  goods: number;
  /** fen, 1/100 yuan */
  postage: number;
  /** fen, 1/100 yuan */
  paid: number;
  /** fen, 1/100 yuan */
  refunded: number;
  placed_at?: number | null;
  paid_at?: number | null;
  shipped_at?: number | null;
  delivered_at?: number | null;
  finished_at?: number | null;
  buyer_message: string;
  seller_note: string;
};

export type ParcelState = "announced" | "picked_up" | "in_transit" | "delivering" | "signed_for" | "problem" | "refused" | "returning" | "returned" | "lost";

export type ParcelView = {
  id: string;
  carrier: string;
  tracking_number: string;
  state: ParcelState;
  shipped_at?: number | null;
  last_scan_at?: number | null;
  signed_at?: number | null;
  trace: TraceView[];
};

export type Permission = "case_read" | "case_write" | "case_assign" | "case_close" | "case_reopen" | "case_merge" | "case_waive" | "task_read" | "task_write" | "order_read" | "parcel_write" | "review_read" | "personal_read" | "personal_forget" | "import_run" | "export_run" | "remedy_propose" | "remedy_approve" | "exposure_read" | "settings_read" | "settings_write" | "account_read" | "account_write" | "audit_read" | "token_write";

export type Phase = "unpaid" | "unshipped" | "in_transit" | "delivered" | "finished";

export type PreviewColumn = {
  header: string;
  field: string;
  samples: string[];
};

export type PreviewTable = {
  member: string;
  form: string;
  encoding: string;
  recognised: boolean;
  kind: string;
  format: string;
  channel: string;
  reason: string;
  columns: PreviewColumn[];
  rows: string[][];
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  field?: string;
};

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

export type QueueItem = {
  id: string;
  number: number;
  version: number;
  channel: Channel;
  step: Step;
  status: Status;
  issue: string;
  issue_name: string;
  issue_class: IssueClass;
  mood: Mood;
  assignee: string;
  subject: string;
  buyer_label: string;
  /** UTC epoch milliseconds */
  opened: number;
  /** UTC epoch milliseconds */
  due: number;
  next_deadline?: number | null;
  next_clock: string;
  reasons: QueueReason[];
  tags: string[];
};

export type QueuePage = {
  items: QueueItem[];
  next: string;
};

export type QueueReason = {
  code: string;
  text: string;
  /** milliseconds */
  by: number;
};

export type RecoveryCodes = {
  codes: string[];
};

export type RefundCaseBody = {
  version?: number | null;
  step?: RefundStep;
  key?: string;
  /** fen, 1/100 yuan */
  amount?: number;
  reason?: string;
};

export type RefundMark = {
  key: string;
  /** fen, 1/100 yuan */
  amount: number;
  /** UTC epoch milliseconds */
  granted: number;
  paid?: number | null;
};

export type RefundStep = "grant" | "confirm_paid" | "withdraw";

export type RegisterCaseBody = {
  version?: number | null;
  root_cause?: string;
  outcome?: string;
  summary?: string;
  cost?: number | null;
  tags?: string[];
  close?: boolean;
};

export type Registration = {
  root_cause: string;
  outcome: string;
  summary: string;
  cost?: number | null;
};

export type RemedyKind = "cancel_refund" | "wait_until" | "intercept" | "refund_only" | "partial_refund_keep" | "return_refund" | "exchange" | "reship" | "reship_missing" | "refund_missing" | "repair_allowance" | "repair_service" | "coupon" | "member_upgrade" | "red_packet" | "gift" | "freight_reimbursement" | "compensation_by_rule" | "apology" | "decline" | "goodwill_refund";

export type RenewRecoveryCodesBody = {
  code: string;
};

export type ReopenCaseBody = {
  version?: number | null;
  reason?: string;
};

export type ReportView = {
  channel: Channel;
  source: Source;
  external_id: string;
  /** UTC epoch milliseconds */
  at: number;
  words: string;
  from: string;
};

export type ResetPasswordBody = {
  token: string;
  password: string;
};

export type ReturnCaseBody = {
  version?: number | null;
  key?: string;
  state?: ReturnState;
  reason?: string;
};

export type ReturnMark = {
  key: string;
  state: ReturnState;
  /** UTC epoch milliseconds */
  at: number;
};

export type ReturnState = "announced" | "received" | "accepted" | "rejected" | "given_up";

export type Role = "owner" | "lead" | "agent" | "warehouse" | "viewer";

export type SaveDraftBody = {
  text?: string;
};

export type SaveMappingBody = {
  kind?: ImportKind;
  channel?: Channel;
  zone?: string;
  currency?: string;
  columns?: ColumnMeaningInput[];
};

export type SecondFactorSecret = {
  secret: string;
  uri: string;
};

export type SecondFactorView = {
  active: boolean;
  shop_requires: boolean;
  recovery_codes_left: number;
};

export type SessionList = {
  items: SessionView[];
};

export type SessionView = {
  id: string;
  /** UTC epoch milliseconds */
  created: number;
  /** UTC epoch milliseconds */
  last_seen: number;
  address: string;
  user_agent: string;
  current: boolean;
};

export type SessionsEnded = {
  count: number;
};

export type SetCaseFactsBody = {
  version?: number | null;
  issue?: string;
  phase?: Phase | null;
  fault?: Fault | null;
  demand?: Demand | null;
  demand_amount?: number | null;
  mood?: Mood | null;
};

export type SetCaseStatusBody = {
  version?: number | null;
  to?: Status;
  reason?: string;
};

export type SetTalkBody = {
  version?: number | null;
  state?: TalkState | null;
  still_angry?: boolean;
  leave_out?: string;
};

export type SetUpOwnerBody = {
  token: string;
  login: string;
  password: string;
  name?: string | null;
  shop_name?: string | null;
  zone?: string | null;
};

export type SettingList = {
  items: SettingView[];
};

export type SettingView = {
  key: string;
  version: number;
  value: unknown;
  /** UTC epoch milliseconds */
  at: number;
  account: string;
  actor: string;
  why: string;
};

export type SignInBody = {
  login: string;
  password: string;
  code?: string | null;
};

export type Source = "manual" | "refund_request" | "chat" | "phone" | "review" | "parcel_watch" | "buyer_form" | "order_watch" | "api";

export type StartImportBody = {
  kind?: string;
  format?: string;
  mapping?: string;
  channel?: string;
};

export type Status = "open" | "waiting_buyer" | "waiting_carrier" | "waiting_warehouse" | "waiting_platform" | "resolved" | "closed" | "reopened";

export type Step = "contact" | "verify" | "soothe" | "agree" | "follow_up" | "register";

export type StepView = {
  step: Step;
  name: string;
  passed: boolean;
  current: boolean;
  lacks: LackView[];
};

export type TagCaseBody = {
  add?: string[];
  remove?: string[];
};

export type TakeCaseBody = {
  version?: number | null;
};

export type TalkState = "none" | "promised_help" | "cause_known" | "apologised" | "details_asked" | "settled";

export type Task = {
  id: string;
  department: Department;
  title: string;
  assignee: string;
  due?: number | null;
  state: TaskState;
  result: string;
  /** UTC epoch milliseconds */
  added: number;
  finished?: number | null;
};

export type TaskItem = {
  case_id: string;
  case_number: number;
  id: string;
  department: Department;
  title: string;
  assignee: string;
  due?: number | null;
  /** UTC epoch milliseconds */
  added: number;
};

export type TaskList = {
  items: TaskItem[];
};

export type TaskState = "to_do" | "done" | "cancelled";

export type TimelineEntry = {
  sequence: number;
  /** UTC epoch milliseconds */
  at: number;
  kind: string;
  account: string;
  actor: string;
  body: unknown;
  words: string;
};

export type TimelinePage = {
  entries: TimelineEntry[];
  before: number;
};

export type TokenList = {
  items: TokenView[];
};

export type TokenMade = {
  token: TokenView;
  secret: string;
};

export type TokenView = {
  id: string;
  account: string;
  name: string;
  start: string;
  scopes: Permission[];
  /** UTC epoch milliseconds */
  created: number;
  expires?: number | null;
  last_used?: number | null;
  revoked?: number | null;
};

export type TraceView = {
  /** UTC epoch milliseconds */
  at: number;
  text: string;
  state: ParcelState;
};

export type UpdateBuyerBody = {
  version?: number | null;
  words?: string;
};

export type UploadEvidenceBody = {
  version?: number | null;
  kind?: EvidenceKind;
  answers?: string;
  reference?: string;
  given_by_buyer?: boolean;
};

export type WaiveEvidenceBody = {
  version?: number | null;
  rule?: string;
  reason?: string;
};

export interface Operations {
  /** 账号列表 · accounts */
  "GET /api/v1/accounts": {
    path: undefined;
    query: { after?: string | null; limit?: number | null };
    body: undefined;
    response: AccountPage;
  };
  /** 新建账号 · add an account */
  "POST /api/v1/accounts": {
    path: undefined;
    query: undefined;
    body: AddAccountBody;
    response: AccountView;
  };
  /** 修改账号 · change an account */
  "PATCH /api/v1/accounts/{id}": {
    path: { id: string };
    query: undefined;
    body: ChangeAccountBody;
    response: AccountView;
  };
  /** 取消对方的动态码 · drop a colleague's second factor */
  "DELETE /api/v1/accounts/{id}/factor": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: AccountView;
  };
  /** 重设密码的链接 · a link to reset the password */
  "POST /api/v1/accounts/{id}/reset-link": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: LinkMade;
  };
  /** 审计日志 · the audit log */
  "GET /api/v1/audit": {
    path: undefined;
    query: { act?: string | null; account?: string | null; subject?: string | null; from?: number | null; until?: number | null; before?: number | null; limit?: number | null };
    body: undefined;
    response: AuditPage;
  };
  /** 核验审计日志 · check the audit log's chain */
  "GET /api/v1/audit/check": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: AuditCheck;
  };
  /** 删除买家的个人资料 · delete a buyer's personal data */
  "DELETE /api/v1/buyers/{id}/personal": {
    path: { id: string };
    query: undefined;
    body: ForgetBuyerBody;
    response: BuyerForgotten;
  };
  /** 按编号打开售后单 · a case by its number */
  "GET /api/v1/case-numbers/{number}": {
    path: { number: string };
    query: undefined;
    body: undefined;
    response: CaseView;
  };
  /** 新建售后单，或并入同一问题 · open a case, or report into the open one */
  "POST /api/v1/cases": {
    path: undefined;
    query: undefined;
    body: OpenCaseBody;
    response: OpenedCase;
  };
  /** 一张售后单的全部 · everything about one case */
  "GET /api/v1/cases/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: CaseView;
  };
  /** 登记商定的方案 · record what was agreed */
  "POST /api/v1/cases/{id}/agreement": {
    path: { id: string };
    query: undefined;
    body: AgreeCaseBody;
    response: CaseChanged;
  };
  /** 指派、转交、放回 · assign, hand over, release */
  "POST /api/v1/cases/{id}/assign": {
    path: { id: string };
    query: undefined;
    body: AssignCaseBody;
    response: CaseChanged;
  };
  /** 查看收件人明文（留痕） · the receiver unmasked; the look is logged */
  "POST /api/v1/cases/{id}/buyer": {
    path: { id: string };
    query: undefined;
    body: LookAtBuyerBody;
    response: ContactView;
  };
  /** 时限已在平台处理，或不再适用 · a deadline was met outside, or no longer counts */
  "POST /api/v1/cases/{id}/clocks": {
    path: { id: string };
    query: undefined;
    body: EndCaseClockBody;
    response: CaseChanged;
  };
  /** 关闭 · close */
  "POST /api/v1/cases/{id}/close": {
    path: { id: string };
    query: undefined;
    body: CloseCaseBody;
    response: CaseChanged;
  };
  /** 登记一次联系 · log a contact */
  "POST /api/v1/cases/{id}/contacts": {
    path: { id: string };
    query: undefined;
    body: LogContactBody;
    response: CaseChanged;
  };
  /** 我的草稿 · my draft */
  "GET /api/v1/cases/{id}/draft": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: DraftView;
  };
  /** 保存我的草稿 · save my draft */
  "PUT /api/v1/cases/{id}/draft": {
    path: { id: string };
    query: undefined;
    body: SaveDraftBody;
    response: DraftView;
  };
  /** 登记没有文件的凭证 · add evidence without a file */
  "POST /api/v1/cases/{id}/evidence": {
    path: { id: string };
    query: undefined;
    body: AddEvidenceBody;
    response: EvidenceAdded;
  };
  /** 上传照片或视频作凭证 · upload a picture or video as evidence */
  "POST /api/v1/cases/{id}/evidence/file": {
    path: { id: string };
    query: undefined;
    body: UploadEvidenceBody;
    response: EvidenceAdded;
  };
  /** 凭证的文件 · the file of a piece of evidence */
  "GET /api/v1/cases/{id}/evidence/{evidence}": {
    path: { id: string; evidence: string };
    query: { thumbnail?: boolean };
    body: undefined;
    response: Blob;
  };
  /** 登记事实 · set facts */
  "POST /api/v1/cases/{id}/facts": {
    path: { id: string };
    query: undefined;
    body: SetCaseFactsBody;
    response: CaseChanged;
  };
  /** 并入另一张 · merge another case into it */
  "POST /api/v1/cases/{id}/merge": {
    path: { id: string };
    query: undefined;
    body: MergeCasesBody;
    response: CaseChanged;
  };
  /** 写备注 · add a note */
  "POST /api/v1/cases/{id}/notes": {
    path: { id: string };
    query: undefined;
    body: AddNoteBody;
    response: CaseChanged;
  };
  /** 平台的变动 · what the platform did */
  "POST /api/v1/cases/{id}/platform": {
    path: { id: string };
    query: undefined;
    body: FollowPlatformBody;
    response: CaseChanged;
  };
  /** 退款：发起、到账、撤回 · refunds: grant, confirm, withdraw */
  "POST /api/v1/cases/{id}/refunds": {
    path: { id: string };
    query: undefined;
    body: RefundCaseBody;
    response: CaseChanged;
  };
  /** 登记 · register */
  "POST /api/v1/cases/{id}/registration": {
    path: { id: string };
    query: undefined;
    body: RegisterCaseBody;
    response: CaseChanged;
  };
  /** 重新打开 · reopen */
  "POST /api/v1/cases/{id}/reopen": {
    path: { id: string };
    query: undefined;
    body: ReopenCaseBody;
    response: CaseChanged;
  };
  /** 退货状态 · returns */
  "POST /api/v1/cases/{id}/returns": {
    path: { id: string };
    query: undefined;
    body: ReturnCaseBody;
    response: CaseChanged;
  };
  /** 改状态（等谁） · set the status */
  "POST /api/v1/cases/{id}/status": {
    path: { id: string };
    query: undefined;
    body: SetCaseStatusBody;
    response: CaseChanged;
  };
  /** 移到另一步 · move to another step */
  "POST /api/v1/cases/{id}/step": {
    path: { id: string };
    query: undefined;
    body: MoveCaseBody;
    response: CaseChanged;
  };
  /** 打标签 · tag and untag */
  "POST /api/v1/cases/{id}/tags": {
    path: { id: string };
    query: undefined;
    body: TagCaseBody;
    response: CaseChanged;
  };
  /** 领取 · take it */
  "POST /api/v1/cases/{id}/take": {
    path: { id: string };
    query: undefined;
    body: TakeCaseBody;
    response: CaseChanged;
  };
  /** 安抚状态 · set the talk state */
  "POST /api/v1/cases/{id}/talk": {
    path: { id: string };
    query: undefined;
    body: SetTalkBody;
    response: CaseChanged;
  };
  /** 派协同任务 · add a task */
  "POST /api/v1/cases/{id}/tasks": {
    path: { id: string };
    query: undefined;
    body: AddTaskBody;
    response: CaseChanged;
  };
  /** 完成或取消任务 · finish a task */
  "POST /api/v1/cases/{id}/tasks/{task}": {
    path: { id: string; task: string };
    query: undefined;
    body: FinishTaskBody;
    response: CaseChanged;
  };
  /** 时间线，新的在前 · the timeline, newest first */
  "GET /api/v1/cases/{id}/timeline": {
    path: { id: string };
    query: { before?: number; limit?: number };
    body: undefined;
    response: TimelinePage;
  };
  /** 向买家通报进展 · tell the buyer where it stands */
  "POST /api/v1/cases/{id}/updates": {
    path: { id: string };
    query: undefined;
    body: UpdateBuyerBody;
    response: CaseChanged;
  };
  /** 免除一项凭证 · waive a piece of evidence */
  "POST /api/v1/cases/{id}/waivers": {
    path: { id: string };
    query: undefined;
    body: WaiveEvidenceBody;
    response: CaseChanged;
  };
  /** 同事 · colleagues */
  "GET /api/v1/colleagues": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: ColleagueList;
  };
  /** 可导入的表、字段与格式 · kinds, fields and formats of imports */
  "GET /api/v1/import-fields": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: ImportVocabulary;
  };
  /** 保存的列映射 · saved mappings */
  "GET /api/v1/import-mappings": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: ImportMappings;
  };
  /** 保存列映射 · save a mapping */
  "PUT /api/v1/import-mappings/{name}": {
    path: { name: string };
    query: undefined;
    body: SaveMappingBody;
    response: ImportMapping;
  };
  /** 删除列映射 · remove a mapping */
  "DELETE /api/v1/import-mappings/{name}": {
    path: { name: string };
    query: undefined;
    body: undefined;
    response: void;
  };
  /** 导入记录，新的在前 · imports, newest first */
  "GET /api/v1/imports": {
    path: undefined;
    query: { before?: string; limit?: number };
    body: undefined;
    response: ImportList;
  };
  /** 上传文件，先不导入 · upload a file; nothing is imported yet */
  "POST /api/v1/imports": {
    path: undefined;
    query: { name: string };
    body: Blob;
    response: ImportView;
  };
  /** 一次导入的进度与结果 · progress and outcome of an import */
  "GET /api/v1/imports/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: ImportView;
  };
  /** 停止导入，已导入的保留 · stop an import; what is in stays in */
  "POST /api/v1/imports/{id}/cancel": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: ImportView;
  };
  /** 试运行：只检查，不写入 · judge everything, keep nothing */
  "POST /api/v1/imports/{id}/check": {
    path: { id: string };
    query: undefined;
    body: CheckImportBody;
    response: CheckedImport;
  };
  /** 被拒绝的行 · refused rows */
  "GET /api/v1/imports/{id}/refused": {
    path: { id: string };
    query: { after?: number; limit?: number };
    body: undefined;
    response: RefusedRowList;
  };
  /** 撤下一项凭证 · take a piece of evidence away */
  "POST /api/v1/cases/{id}/removed-evidence": {
    path: { id: string };
    query: undefined;
    body: RemoveEvidenceBody;
    response: CaseChanged;
  };
  /** 前几行与认出的列 · first rows and recognised columns */
  "GET /api/v1/imports/{id}/preview": {
    path: { id: string };
    query: { kind?: string; format?: string; mapping?: string };
    body: undefined;
    response: ImportPreview;
  };
  /** 被拒绝的行与原因 · refused rows and why */
  "GET /api/v1/imports/{id}/refused.csv": {
    path: { id: string };
    query: { table?: number };
    body: undefined;
    response: Blob;
  };
  /** 开始导入 · start an import */
  "POST /api/v1/imports/{id}/start": {
    path: { id: string };
    query: undefined;
    body: StartImportBody;
    response: ImportView;
  };
  /** 未使用的链接 · unused links */
  "GET /api/v1/invitations": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: OpenLinkList;
  };
  /** 邀请同事 · invite a colleague */
  "POST /api/v1/invitations": {
    path: undefined;
    query: undefined;
    body: InviteBody;
    response: LinkMade;
  };
  /** 撤回链接 · withdraw a link */
  "DELETE /api/v1/invitations/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: void;
  };
  /** 问题类型 · the issues a case can have */
  "GET /api/v1/issues": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: IssueList;
  };
  /** 接受邀请 · accept an invitation */
  "POST /api/v1/join": {
    path: undefined;
    query: undefined;
    body: JoinBody;
    response: Me;
  };
  /** 链接用途 · what a one-time link is for */
  "POST /api/v1/links/look": {
    path: undefined;
    query: undefined;
    body: LookAtLinkBody;
    response: LinkView;
  };
  /** 实时事件（WebSocket） · live events over a WebSocket */
  "GET /api/v1/live": {
    path: undefined;
    query: { after?: number | null };
    body: undefined;
    response: void;
  };
  /** 提到我的备注 · notes that mention me */
  "GET /api/v1/mentions": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: MentionList;
  };
  /** 接口说明（OpenAPI 3.1） · the description of this API */
  "GET /api/v1/openapi.json": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: unknown;
  };
  /** 队列，最急的在前 · the queue, most urgent first */
  "GET /api/v1/queue": {
    path: undefined;
    query: { mine?: boolean; unassigned?: boolean; assignee?: string; step?: Step | null; status?: Status | null; issue?: string; issue_class?: IssueClass | null; channel?: Channel | null; tag?: string; clock_within_minutes?: number; text?: string; cursor?: string; limit?: number };
    body: undefined;
    response: QueuePage;
  };
  /** 队列各栏的数目 · how many cases there are */
  "GET /api/v1/queue/counts": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: QueueCounts;
  };
  /** 重设密码 · choose a new password by link */
  "POST /api/v1/reset": {
    path: undefined;
    query: undefined;
    body: ResetPasswordBody;
    response: void;
  };
  /** 我是谁 · who am I */
  "GET /api/v1/session": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: Me;
  };
  /** 登录 · sign in */
  "POST /api/v1/session": {
    path: undefined;
    query: undefined;
    body: SignInBody;
    response: Me;
  };
  /** 退出登录 · sign out */
  "DELETE /api/v1/session": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: void;
  };
  /** 动态码状态 · the second factor */
  "GET /api/v1/session/factor": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: SecondFactorView;
  };
  /** 获取动态码密钥 · a new secret for the authenticator */
  "POST /api/v1/session/factor": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: SecondFactorSecret;
  };
  /** 启用动态码 · turn the second factor on */
  "POST /api/v1/session/factor/confirm": {
    path: undefined;
    query: undefined;
    body: ConfirmSecondFactorBody;
    response: RecoveryCodes;
  };
  /** 停用动态码 · turn the second factor off */
  "POST /api/v1/session/factor/drop": {
    path: undefined;
    query: undefined;
    body: DropSecondFactorBody;
    response: void;
  };
  /** 重新生成恢复码 · new recovery codes */
  "POST /api/v1/session/factor/recovery-codes": {
    path: undefined;
    query: undefined;
    body: RenewRecoveryCodesBody;
    response: RecoveryCodes;
  };
  /** 已登录的设备 · where one is signed in */
  "GET /api/v1/session/logins": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: SessionList;
  };
  /** 退出其他设备 · end all other sessions */
  "DELETE /api/v1/session/logins": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: SessionsEnded;
  };
  /** 退出某台设备 · end a session */
  "DELETE /api/v1/session/logins/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: void;
  };
  /** 修改姓名与语言 · own name and language */
  "PATCH /api/v1/session/me": {
    path: undefined;
    query: undefined;
    body: ChangeMeBody;
    response: Me;
  };
  /** 修改密码 · change the own password */
  "POST /api/v1/session/password": {
    path: undefined;
    query: undefined;
    body: ChangePasswordBody;
    response: void;
  };
  /** 店铺设置 · the shop's settings */
  "GET /api/v1/settings": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: SettingList;
  };
  /** 修改设置 · change a setting */
  "PUT /api/v1/settings/{key}": {
    path: { key: string };
    query: undefined;
    body: ChangeSettingBody;
    response: SettingView;
  };
  /** 设置的历史 · versions of a setting */
  "GET /api/v1/settings/{key}/history": {
    path: { key: string };
    query: { before?: number | null };
    body: undefined;
    response: SettingList;
  };
  /** 创建店主账号 · create the owner account */
  "POST /api/v1/setup": {
    path: undefined;
    query: undefined;
    body: SetUpOwnerBody;
    response: Me;
  };
  /** 未完成的协同任务 · open tasks */
  "GET /api/v1/tasks": {
    path: undefined;
    query: { department?: Department | null; mine?: boolean; limit?: number };
    body: undefined;
    response: TaskList;
  };
  /** API 令牌 · API tokens */
  "GET /api/v1/tokens": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: TokenList;
  };
  /** 创建令牌 · make a token */
  "POST /api/v1/tokens": {
    path: undefined;
    query: undefined;
    body: MakeTokenBody;
    response: TokenMade;
  };
  /** 撤销令牌 · revoke a token */
  "DELETE /api/v1/tokens/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: void;
  };
  /** 程序是否正常 · whether the program is well */
  "GET /healthz": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: Health;
  };
  /** 运行指标（Prometheus） · metrics for Prometheus */
  "GET /metrics": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: Blob;
  };
}
