// Generated from the server's OpenAPI (./x web generate). Do not edit.

export type AcceptCell = {
  remedy: RemedyKind;
  size: number;
  issue_class: IssueClass;
  price: number;
  mood: Mood;
  issue: string;
  demand: Demand;
};

export type Acceptance = "pending" | "manual" | "accepted" | "part" | "rejected";

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

export type AddressView = {
  id: string;
  name: string;
  receiver: string;
  phone: string;
  address: string;
};

export type Advice = "accept" | "reject" | "ask_lead" | "look_again";

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

export type AnswerChoiceView = {
  value: string;
  label: string;
  effect: string;
};

export type AnswerKind = "yes_no" | "choice" | "amount" | "count";

export type AnswerQuestionBody = {
  version?: number | null;
  question?: string;
  value?: string;
  line?: string;
  about?: string;
};

export type AnswerView = {
  question: string;
  ask: string;
  value: string;
  label: string;
  line: string;
  title: string;
  about: string;
  by: string;
  by_name: string;
  /** UTC epoch milliseconds */
  at: number;
};

export type AnsweredPointInput = {
  check?: string;
  answer?: CheckAnswer;
  note?: string;
  photos?: string[];
};

export type ApprovalItem = {
  grant: GrantView;
  subject: string;
  mine: boolean;
  within: boolean;
};

export type ApprovalPage = {
  items: ApprovalItem[];
  next?: string | null;
};

export type ApproveGrantBody = {
  reason?: string;
};

export type AssignCaseBody = {
  version?: number | null;
  to?: string;
  reason?: string;
};

export type AssignTaskBody = {
  to?: string;
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

export type AuthoriseReturnBody = {
  version?: number | null;
  address?: string;
  ship_by?: number | null;
};

export type Basis = {
  kind: BasisKind;
  rule: string;
  name: {
    zh: string;
    en: string;
  };
  source: string;
  weak: boolean;
};

export type BasisKind = "law" | "platform_rule" | "shop_promise" | "agreement";

export type BasisView = {
  kind: BasisKind;
  rule: string;
  name: string;
  source: string;
  weak: boolean;
};

export type BuyerForgotten = {
  id: string;
  /** UTC epoch milliseconds */
  at: number;
  contacts: number;
  cases: number;
};

export type BuyerItem = {
  number: number;
  entitled: boolean;
  name: {
    zh: string;
    en: string;
  };
  sentence: {
    zh: string;
    en: string;
  };
  basis: {
    zh: string;
    en: string;
  }[];
  until?: number | null;
  chosen: boolean;
  swaps: BuyerSwap[];
};

export type BuyerOffer = {
  offer: string;
  shop: string;
  title: string;
  buyer: string;
  state: OfferState;
  open: boolean;
  notice: {
    zh: string;
    en: string;
  };
  items: BuyerItem[];
  /** UTC epoch milliseconds */
  valid_until: number;
  /** UTC epoch milliseconds */
  now: number;
  zone: string;
};

export type BuyerSize = {
  sku: string;
  name: string;
  same: boolean;
  left: boolean;
};

export type BuyerSwap = {
  place: number;
  title: string;
  sizes: BuyerSize[];
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

export type CancelDeedBody = {
  reason?: string;
};

export type CarrierWord = {
  state: ParcelState;
  /** UTC epoch milliseconds */
  at: number;
  words: string;
  signed_at?: number | null;
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
  look_again?: number | null;
  buyer_waits_since?: number | null;
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

export type ChangeOwnRulesBody = {
  text: string;
  why: string;
  version?: number | null;
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

export type CheckAnswer = "open" | "passed" | "failed" | "unclear";

export type CheckImportBody = {
  kind?: string;
  format?: string;
  mapping?: string;
  channel?: string;
};

export type CheckOwnRulesBody = {
  text: string;
};

export type CheckView = {
  id: string;
  state: ImportState;
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
  asked_at: number;
  finished_at?: number | null;
};

export type ChooseBuyerOfferBody = {
  offer: string;
  items: number[];
  wanted?: WantedSizeInput[];
};

export type ChooseExchangeBody = {
  place?: number;
  sku?: string;
};

export type ChooseOfferBody = {
  items: number[];
  wanted?: WantedSizeInput[];
};

export type ClockEnd = "running" | "met" | "cancelled" | "missed";

export type ClockSource = "platform_api" | "platform_table" | "law" | "shop_promise" | "response_target";

export type ClockView = {
  kind: string;
  name: string;
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

export type CloseCaseBody = {
  version?: number | null;
};

export type CloseStrayBody = {
  state?: StrayState;
  reason?: string;
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

export type ConditionState = "met" | "unknown";

export type ConfirmDeedBody = {
  reference?: string;
  note?: string;
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

export type Cost = {
  lines: CostLine[];
  /** fen, 1/100 yuan */
  total: number;
};

export type CostItem = "money" | "credit" | "goods_sent" | "goods_back" | "freight_out" | "freight_back" | "gift" | "handling";

export type CostLine = {
  item: CostItem;
  /** fen, 1/100 yuan */
  amount: number;
  note: {
    zh: string;
    en: string;
  };
};

export type CountStockBody = {
  on_hand?: number;
  why?: string;
};

export type CountedLineInput = {
  place?: number;
  received?: number;
  damaged?: number;
};

export type DeadLetter = {
  id: string;
  kind: string;
  attempts: number;
  error: string;
  /** UTC epoch milliseconds */
  since: number;
  deed?: DeedView | null;
};

export type DeadLetterPage = {
  items: DeadLetter[];
  next?: string | null;
};

export type DeedItem = {
  deed: DeedView;
  case_number: number;
  channel: Channel;
  subject: string;
};

export type DeedPage = {
  items: DeedItem[];
  next?: string | null;
};

export type DeedState = "held" | "due" | "instructed" | "in_hand" | "done" | "failed" | "cancelled";

export type DeedView = {
  id: string;
  grant: string;
  case_id: string;
  place: number;
  kind: EffectKind;
  /** fen, 1/100 yuan */
  amount: number;
  on_top: boolean;
  pieces: number[];
  at?: number | null;
  waits_for?: number | null;
  state: DeedState;
  department: Department;
  task: string;
  instruction: {
    zh: string;
    en: string;
  };
  reference: string;
  doubt: string;
  error: string;
  in_hand_by: string;
  in_hand_name: string;
  in_hand_since?: number | null;
  confirmed_by: string;
  confirmed_at?: number | null;
  /** UTC epoch milliseconds */
  added: number;
  /** UTC epoch milliseconds */
  changed: number;
};

export type Demand = "none" | "cancel" | "refund_only" | "return_refund" | "exchange" | "reship" | "repair" | "compensation" | "deliver" | "answer" | "invoice" | "other";

export type Department = "service" | "warehouse" | "logistics" | "purchasing" | "finance";

export type Direction = "to_buyer" | "from_buyer";

export type DisposeReturnBody = {
  version?: number | null;
  place?: number;
  kind?: Disposition;
  pieces?: number;
  /** fen, 1/100 yuan */
  claim?: number;
  note?: string;
};

export type Disposed = {
  kind: Disposition;
  pieces: number;
  /** fen, 1/100 yuan */
  claim: number;
  note: string;
  task: string;
  by: string;
  /** UTC epoch milliseconds */
  at: number;
};

export type Disposition = "restock" | "repair" | "scrap" | "supplier_claim" | "carrier_claim";

export type DockAnswer = {
  understood: string;
  candidates: DockCandidate[];
};

export type DockCandidate = {
  kind: DockKind;
  points: number;
  reasons: string[];
  return_order?: ReturnItem | null;
  order: string;
  order_number: string;
  title: string;
  case_id: string;
  stray: string;
  stray_number: number;
};

export type DockKind = "return_order" | "order" | "stray";

export type DraftView = {
  text: string;
  /** UTC epoch milliseconds */
  saved: number;
};

export type DropSecondFactorBody = {
  code: string;
};

export type EditOfferBody = {
  version?: number | null;
  lighter: LighterWayInput[];
};

export type EffectKind = "stop_packing" | "ask_interception" | "await_return" | "pay_refund" | "pay_out" | "issue_coupon" | "raise_member_level" | "send_goods" | "send_gift" | "order_repair" | "look_again" | "tell_buyer";

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

export type ExchangeChoice = {
  place: number;
  sku: string;
  attributes: string;
  code: string;
  same: boolean;
  chosen: boolean;
  available?: number | null;
};

export type ExchangeChoiceList = {
  items: ExchangeChoice[];
};

export type ExchangeHolds = {
  holds: StockHold[];
};

export type ExplainMissBody = {
  why?: string;
};

export type ExposureView = {
  what: string;
  /** fen, 1/100 yuan */
  amount: number;
  basis: BasisView;
};

export type FailDeedBody = {
  reason?: string;
  retry?: boolean;
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

export type FollowUpItem = {
  kind: FollowUpKind;
  name: string;
  /** UTC epoch milliseconds */
  due: number;
  overdue: boolean;
  case_id: string;
  case_number: number;
  channel: Channel;
  status: Status;
  issue: string;
  issue_name: string;
  subject: string;
  buyer_label: string;
  assignee: string;
  assignee_name: string;
};

export type FollowUpKind = "daily_update" | "call_back" | "look_again";

export type FollowUpPage = {
  items: FollowUpItem[];
  next: string;
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

export type FreightInsurance = {
  /** fen, 1/100 yuan */
  pays_up_to: number;
  used: boolean;
};

export type FreightInsuranceInput = {
  /** fen, 1/100 yuan */
  pays_up_to?: number;
  used?: boolean;
};

export type FreightPayer = "none" | "seller" | "buyer" | "insurance";

export type GiftFact = {
  name: string;
  /** fen, 1/100 yuan */
  value: number;
  /** fen, 1/100 yuan */
  cost: number;
  marked: boolean;
  comes_back: boolean;
  missing: boolean;
  settled: boolean;
};

export type GiftFactInput = {
  name?: string;
  /** fen, 1/100 yuan */
  value?: number;
  /** fen, 1/100 yuan */
  cost?: number;
  marked?: boolean;
  comes_back?: boolean;
  missing?: boolean;
  settled?: boolean;
};

export type GoodsChoice = {
  id: string;
  name: string;
};

export type GoodsView = {
  id: string;
  sku: string;
  category: string;
  judged_as: string;
  judged_name: string;
  unit_cost?: number | null;
  unit_grams?: number | null;
};

export type GrantList = {
  items: GrantView[];
  /** fen, 1/100 yuan */
  granted: number;
  /** fen, 1/100 yuan */
  paid: number;
  /** fen, 1/100 yuan */
  withdrawn: number;
  /** fen, 1/100 yuan */
  open: number;
};

export type GrantOutcome = "granted" | "needs_approval" | "refused";

export type GrantRemedyBody = {
  version?: number | null;
  offer?: string;
  remedy?: RemedyInput;
  entitled?: boolean;
  reason?: string;
  key?: string;
};

export type GrantState = "proposed" | "granted" | "refused" | "withdrawn";

export type GrantView = {
  id: string;
  case_id: string;
  case_number: number;
  offer: string;
  key: string;
  remedy: Remedy;
  entitled: boolean;
  /** fen, 1/100 yuan */
  goodwill: number;
  state: GrantState;
  approver: Role;
  reason: string;
  proposed_by: string;
  proposed_name: string;
  /** UTC epoch milliseconds */
  proposed_at: number;
  decided_by: string;
  decided_name: string;
  decided_at?: number | null;
  why: string;
  deeds: DeedView[];
};

export type Health = {
  ok: boolean;
  version: string;
  store: string;
};

export type HoldState = "held" | "uncounted" | "shipped" | "released";

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

export type InspectReturnBody = {
  version?: number | null;
  lines?: InspectedLineInput[];
  conclude?: boolean;
  to_lead?: boolean;
  /** fen, 1/100 yuan */
  deduction?: number;
  reason?: string;
};

export type InspectedLineInput = {
  place?: number;
  answers?: AnsweredPointInput[];
  accepted?: number;
  rejected?: number;
  reason?: string;
};

export type InspectionPoint = {
  check: string;
  what: {
    zh: string;
    en: string;
  };
  for_intactness: boolean;
  answer: CheckAnswer;
  note: string;
  photos: string[];
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

export type JudgePatternBody = {
  safe?: boolean;
  why: string;
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

export type Language = "zh" | "en";

export type LearntCell = {
  cell: AcceptCell;
  remedy: {
    zh: string;
    en: string;
  };
  accepted: number;
  refused: number;
  prior: number;
};

export type LedgerKind = "granted" | "instructed" | "paid" | "withdrawn";

export type LedgerLineView = {
  id: string;
  /** UTC epoch milliseconds */
  at: number;
  kind: LedgerKind;
  /** fen, 1/100 yuan */
  amount: number;
  grant: string;
  deed: string;
  remedy: RemedyKind;
  effect: EffectKind;
  on_top: boolean;
  note: string;
  by: string;
  by_name: string;
};

export type LedgerView = {
  items: LedgerLineView[];
  more: boolean;
  /** fen, 1/100 yuan */
  granted: number;
  /** fen, 1/100 yuan */
  paid: number;
  /** fen, 1/100 yuan */
  withdrawn: number;
  /** fen, 1/100 yuan */
  open: number;
};

export type LighterWayInput = {
  kind: RemedyKind;
  /** fen, 1/100 yuan */
  money?: number;
  /** fen, 1/100 yuan */
  credit?: number;
  /** fen, 1/100 yuan */
  gift_cost?: number;
  look_again?: number | null;
  detail?: string;
};

export type LineTerms = {
  line: string;
  points: number;
  excluded_confirmed: boolean;
};

export type LineTermsInput = {
  line?: string;
  points?: number;
  excluded_confirmed?: boolean;
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

export type MatchStrayBody = {
  to?: string;
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

export type MissCount = {
  day: string;
  kind: string;
  name: string;
  account: string;
  account_name: string;
  count: number;
};

export type MissPage = {
  items: MissView[];
  before: string;
};

export type MissSum = {
  items: MissCount[];
};

export type MissView = {
  id: string;
  case_id: string;
  case_number: number;
  kind: string;
  name: string;
  source: ClockSource;
  consequence: Consequence;
  consequence_text: string;
  account: string;
  account_name: string;
  /** UTC epoch milliseconds */
  deadline: number;
  /** UTC epoch milliseconds */
  at: number;
  day: string;
  why: string;
  why_by: string;
  why_at?: number | null;
  may_explain: boolean;
};

export type Mood = "calm" | "uneasy" | "annoyed" | "angry" | "furious";

export type MoveCaseBody = {
  version?: number | null;
  to?: Step;
  reason?: string;
};

export type MoveReturnBody = {
  version?: number | null;
  move?: ReturnMove;
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

export type Obstacle = {
  validator: string;
  why: {
    zh: string;
    en: string;
  };
};

export type OfferAct = {
  account: string;
  actor: string;
  /** UTC epoch milliseconds */
  at: number;
};

export type OfferChoice = {
  chosen: boolean;
  offer: OfferView;
  grants: GrantView[];
  why?: {
    zh: string;
    en: string;
  } | null;
};

export type OfferExposure = {
  what: {
    zh: string;
    en: string;
  };
  /** fen, 1/100 yuan */
  amount: number;
  basis: Basis;
};

export type OfferItemView = {
  number: number;
  entitled: boolean;
  remedy: Remedy;
  name: {
    zh: string;
    en: string;
  };
  basis: Basis[];
  until?: number | null;
  cost: Cost;
  accept: number;
  /** fen, 1/100 yuan */
  expected: number;
  why: {
    zh: string;
    en: string;
  };
  sentence: {
    zh: string;
    en: string;
  };
  /** fen, 1/100 yuan */
  goodwill: number;
  authority: GrantOutcome;
  authority_why: {
    zh: string;
    en: string;
  };
  chosen: boolean;
};

export type OfferLearning = {
  cells: LearntCell[];
  looked_at: number;
  chosen: number;
  lighter_taken: number;
  refused: number;
  unanswered: number;
  edited: number;
  explored: number;
  observed: Share;
  without_exploring: Share;
};

export type OfferList = {
  items: OfferView[];
  out_of_date?: {
    zh: string;
    en: string;
  } | null;
};

export type OfferPreview = {
  items: OfferItemView[];
  others: OtherWayView[];
  refused: Refusal[];
  pattern: PatternView;
  exposure: OfferExposure[];
  /** fen, 1/100 yuan */
  follow_up: number;
  /** UTC epoch milliseconds */
  valid_until: number;
  chat_text: {
    zh: string;
    en: string;
  };
  rules_version: string;
  refused_before: number;
};

export type OfferRefused = {
  offer: OfferView;
  next?: OfferView | null;
};

export type OfferReport = {
  items: OfferedWay[];
  menus: number;
  chosen: number;
  refused: number;
  unanswered: number;
  by_hand: number;
};

export type OfferState = "proposed" | "sent" | "chosen" | "refused" | "expired" | "replaced" | "withdrawn";

export type OfferView = {
  id: string;
  case_id: string;
  version: number;
  state: OfferState;
  state_text: {
    zh: string;
    en: string;
  };
  items: OfferItemView[];
  refused: Refusal[];
  /** UTC epoch milliseconds */
  valid_until: number;
  chat_text: {
    zh: string;
    en: string;
  };
  edited: boolean;
  explored: boolean;
  propensity: number;
  /** fen, 1/100 yuan */
  follow_up: number;
  rules_version: string;
  proposed: OfferAct;
  last_edited?: OfferAct | null;
  sent?: OfferAct | null;
  ended?: OfferAct | null;
  by_link: boolean;
  reason: string;
  words: string;
  replaced_by: string;
};

export type OfferedWay = {
  remedy: RemedyKind;
  name: string;
  issue: string;
  issue_name: string;
  entitled: boolean;
  shown: number;
  answered: number;
  taken: number;
  /** fen, 1/100 yuan */
  given: number;
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

export type OpenReturnByHandBody = {
  case_id?: string;
  lines?: ReturnedLineInput[];
  ground?: ReturnGround;
  freight_back?: FreightPayer;
};

export type OpenedCase = {
  id: string;
  number: number;
  version: number;
  opening: Opening;
};

export type Opening = "opened" | "reported" | "known" | "reopened";

export type OrderDiscount = {
  name: string;
  lines: string[];
  tiers: Tier[];
};

export type OrderDiscountInput = {
  name?: string;
  lines?: string[];
  tiers?: TierInput[];
};

export type OrderStatus = "unknown" | "unpaid" | "paid" | "part_shipped" | "shipped" | "signed_for" | "finished" | "closed";

export type OrderTerms = {
  discounts: OrderDiscount[];
  gifts: GiftFact[];
  lines: LineTerms[];
  insurance?: FreightInsurance | null;
  presale: boolean;
  /** fen, 1/100 yuan */
  deposit: number;
  /** fen, 1/100 yuan */
  free_shipping_from: number;
  outbound_freight?: number | null;
  return_freight?: number | null;
  return_elsewhere: boolean;
};

export type OrderTermsInput = {
  discounts?: OrderDiscountInput[];
  gifts?: GiftFactInput[];
  lines?: LineTermsInput[];
  insurance?: FreightInsuranceInput | null;
  presale?: boolean;
  /** fen, 1/100 yuan */
  deposit?: number;
  /** fen, 1/100 yuan */
  free_shipping_from?: number;
  outbound_freight?: number | null;
  return_freight?: number | null;
  return_elsewhere?: boolean;
};

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

export type OtherWayView = {
  remedy: Remedy;
  name: {
    zh: string;
    en: string;
  };
  cost: Cost;
  lighter: boolean;
  obstacles: Obstacle[];
  why: {
    zh: string;
    en: string;
  };
};

export type OwedView = {
  remedy: RemedyKind;
  name: string;
  ground: ReturnGround;
  sentence: string;
  basis: BasisView[];
  freight_back: FreightPayer;
  freight_out: FreightPayer;
  until?: number | null;
  paid_within?: number | null;
  /** fen, 1/100 yuan */
  least: number;
  /** fen, 1/100 yuan */
  most: number;
  paid_in: PaidIn;
  conditions: RightConditionView[];
  would_change: string[];
  settlement?: SettlementView | null;
};

export type OwnRulesCheck = {
  fine: boolean;
  problems: RuleProblemView[];
  rows: RuleRowView[];
  ranks_anew: boolean;
};

export type OwnRulesEntries = {
  items: OwnRulesEntry[];
  before: number;
};

export type OwnRulesEntry = {
  version: number;
  account: string;
  actor: string;
  /** UTC epoch milliseconds */
  at: number;
  why: string;
};

export type OwnRulesView = {
  version: number;
  text: string;
  account: string;
  actor: string;
  at?: number | null;
  why: string;
  problems: RuleProblemView[];
  reranking: RerankingView;
};

export type PaidIn = "money" | "points" | "coupon";

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

export type PatternSignal = {
  id: string;
  why: {
    zh: string;
    en: string;
  };
};

export type PatternView = {
  signals: PatternSignal[];
  marked_safe: boolean;
  said: string;
  said_by: string;
  said_at?: number | null;
};

export type PatternWord = {
  safe: boolean;
  why: string;
  by: OfferAct;
};

export type PatternWords = {
  items: PatternWord[];
};

export type Permission = "case_read" | "case_write" | "case_assign" | "case_close" | "case_reopen" | "case_merge" | "case_waive" | "task_read" | "task_write" | "order_read" | "parcel_write" | "review_read" | "personal_read" | "personal_forget" | "import_run" | "export_run" | "remedy_propose" | "remedy_approve" | "refund_pay" | "exposure_read" | "settings_read" | "settings_write" | "account_read" | "account_write" | "audit_read" | "token_write";

export type Phase = "unpaid" | "unshipped" | "in_transit" | "delivered" | "finished";

export type PhotoAdded = {
  evidence: string;
};

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
  unreadable: boolean;
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

export type ProblemView = {
  column: string;
  value: string;
  code: string;
  text: string;
};

export type ProgressNote = {
  /** UTC epoch milliseconds */
  at: number;
  text: string;
  detail: string;
};

export type PromiseCallBody = {
  version?: number | null;
  /** UTC epoch milliseconds */
  at?: number;
  about?: string;
  assignee?: string;
};

export type ProposeOfferBody = {
  lighter?: LighterWayInput[];
};

export type QuestionView = {
  question: string;
  ask: string;
  kind: AnswerKind;
  line: string;
  title: string;
  about: string;
  needed: boolean;
  may_answer: boolean;
  choices: AnswerChoiceView[];
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

export type ReceiveReturnBody = {
  version?: number | null;
  counts?: CountedLineInput[];
  more_to_come?: boolean;
  photos?: string[];
};

export type Reception = "announced" | "in_transit" | "delivered" | "part_received" | "received" | "lost" | "given_up";

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
  on_top: boolean;
};

export type RefundStep = "grant" | "confirm_paid" | "withdraw";

export type Refusal = {
  remedy: RemedyKind;
  why: {
    zh: string;
    en: string;
  };
  basis: Basis[];
  would_change: {
    zh: string;
    en: string;
  }[];
};

export type RefuseBuyerOfferBody = {
  offer: string;
  words?: string;
};

export type RefuseGrantBody = {
  reason?: string;
};

export type RefuseOfferBody = {
  words?: string;
  mood?: Mood | null;
  next?: boolean;
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

export type RefusedView = {
  remedy: RemedyKind;
  name: string;
  why: string;
  basis: BasisView[];
  would_change: string[];
};

export type RegisterCaseBody = {
  version?: number | null;
  root_cause?: string;
  outcome?: string;
  summary?: string;
  cost?: number | null;
  tags?: string[];
  close?: boolean;
};

export type RegisterStrayBody = {
  carrier?: string;
  tracking_number?: string;
  phone?: string;
  contents?: string;
  pieces?: number;
  grams?: number;
  note?: string;
};

export type Registration = {
  root_cause: string;
  outcome: string;
  summary: string;
  cost?: number | null;
};

export type Remedy = {
  kind: RemedyKind;
  /** fen, 1/100 yuan */
  money: number;
  /** fen, 1/100 yuan */
  credit: number;
  pieces: number[];
  freight_back: FreightPayer;
  freight_out: FreightPayer;
  /** fen, 1/100 yuan */
  gift_cost: number;
  ground: ReturnGround;
  look_again?: number | null;
  detail: string;
  wanted: string[];
};

export type RemedyInput = {
  kind?: RemedyKind;
  /** fen, 1/100 yuan */
  money?: number;
  /** fen, 1/100 yuan */
  credit?: number;
  pieces?: number[];
  freight_back?: FreightPayer;
  freight_out?: FreightPayer;
  /** fen, 1/100 yuan */
  gift_cost?: number;
  ground?: ReturnGround;
  look_again?: number | null;
  detail?: string;
  wanted?: string[];
};

export type RemedyKind = "cancel_refund" | "wait_until" | "intercept" | "refund_only" | "partial_refund_keep" | "return_refund" | "exchange" | "reship" | "reship_missing" | "refund_missing" | "repair_allowance" | "repair_service" | "coupon" | "member_upgrade" | "red_packet" | "gift" | "freight_reimbursement" | "compensation_by_rule" | "apology" | "decline" | "goodwill_refund";

export type RemoveEvidenceBody = {
  evidence: string;
  version?: number | null;
  reason: string;
};

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

export type RerankingView = {
  running: boolean;
  done: number;
  total: number;
  started?: number | null;
  finished?: number | null;
};

export type ResetPasswordBody = {
  token: string;
  password: string;
};

export type ReturnAddressList = {
  items: ReturnAddressView[];
  categories: GoodsChoice[];
};

export type ReturnAddressView = {
  id: string;
  name: string;
  receiver: string;
  phone: string;
  address: string;
  channels: Channel[];
  categories: string[];
  rank: number;
  active: boolean;
  platform_default: Channel[];
  /** UTC epoch milliseconds */
  changed: number;
};

export type ReturnCaseBody = {
  version?: number | null;
  key?: string;
  state?: ReturnState;
  reason?: string;
};

export type ReturnGround = "no_reason" | "sellers_duty";

export type ReturnItem = {
  id: string;
  number: number;
  case_id: string;
  goods: string;
  order_number: string;
  channel: Channel;
  stage: ReturnStage;
  reception: Reception;
  acceptance: Acceptance;
  exchange: boolean;
  carrier: string;
  tracking_number: string;
  expected: number;
  received: number;
  ship_by?: number | null;
  late: boolean;
  /** UTC epoch milliseconds */
  since: number;
};

export type ReturnLine = {
  place: number;
  line: string;
  sku: string;
  title: string;
  attributes: string;
  category: string;
  unit_grams: number;
  expected: number;
  received: number;
  damaged: number;
  accepted: number;
  rejected: number;
  reason: string;
  checks: InspectionPoint[];
  disposed: Disposed[];
};

export type ReturnLineView = {
  line: ReturnLine;
  category_name: string;
  advice: Advice;
  reasons: string[];
  undisposed: number;
};

export type ReturnList = {
  items: ReturnItem[];
};

export type ReturnMark = {
  key: string;
  state: ReturnState;
  /** UTC epoch milliseconds */
  at: number;
};

export type ReturnMove = "lost" | "found" | "not_here" | "give_up" | "remind";

export type ReturnPage = {
  items: ReturnItem[];
  next?: string | null;
};

export type ReturnStage = "no_address" | "awaited" | "on_the_way" | "to_receive" | "to_inspect" | "for_lead" | "to_dispose" | "lost" | "done";

export type ReturnState = "announced" | "received" | "accepted" | "rejected" | "given_up";

export type ReturnTermsView = {
  text: string;
  freight: string;
  law: string;
  must_be: string[];
  goods: string[];
  ship_by?: number | null;
  after: string;
  slip: string;
  address?: AddressView | null;
};

export type ReturnUndo = "receipt" | "decision";

export type ReturnView = {
  id: string;
  number: number;
  version: number;
  case_id: string;
  case_number: number;
  subject: string;
  buyer_label: string;
  grant: string;
  order: string;
  order_number: string;
  channel: Channel;
  ground: ReturnGround;
  freight_back: FreightPayer;
  exchange: boolean;
  stage: ReturnStage;
  reception: Reception;
  acceptance: Acceptance;
  carrier: string;
  tracking_number: string;
  address?: AddressView | null;
  addresses_allowed: string[];
  warnings: string[];
  authorised?: number | null;
  ship_by?: number | null;
  late: boolean;
  sent?: number | null;
  carrier_word?: CarrierWord | null;
  received_at?: number | null;
  decided_at?: number | null;
  reminders: number;
  reason: string;
  photos: string[];
  money_released: boolean;
  /** fen, 1/100 yuan */
  deduction: number;
  lines: ReturnLineView[];
  holds: StockHold[];
  stray?: string | null;
  /** UTC epoch milliseconds */
  opened: number;
  /** UTC epoch milliseconds */
  changed: number;
};

export type ReturnedLineInput = {
  line?: string;
  pieces?: number;
};

export type RevertOwnRulesBody = {
  to: number;
  why: string;
  version?: number | null;
};

export type RightConditionView = {
  id: string;
  what: string;
  state: ConditionState;
  question: string;
};

export type RightsView = {
  id: string;
  number: number;
  version: number;
  rules_version: string;
  judged_by: string;
  /** UTC epoch milliseconds */
  judged_at: number;
  whole_order: boolean;
  owed: OwedView[];
  refused: RefusedView[];
  questions: QuestionView[];
  answers: AnswerView[];
  exposure_shown: boolean;
  exposure: ExposureView[];
};

export type Role = "owner" | "lead" | "agent" | "warehouse" | "viewer";

export type RuleFileView = {
  name: string;
  text: string;
};

export type RuleFilesView = {
  files: RuleFileView[];
};

export type RuleProblemView = {
  place: string;
  why: string;
};

export type RuleRowView = {
  table: string;
  id: string;
  name: string;
  source: string;
  in_force: string;
  weak: boolean;
  own: boolean;
  place: string;
};

export type RulesView = {
  rules_version: string;
  own_version: number;
  zone: string;
  rows: RuleRowView[];
  problems: RuleProblemView[];
  reranking: RerankingView;
};

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

export type SaveReturnAddressBody = {
  id?: string;
  name?: string;
  receiver?: string;
  phone?: string;
  address?: string;
  channels?: Channel[];
  categories?: string[];
  rank?: number;
  active?: boolean;
  platform_default?: Channel[];
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

export type SendOfferBody = {
  version?: number | null;
  link?: boolean;
};

export type SentOffer = {
  sent: boolean;
  offer: OfferView;
  text: {
    zh: string;
    en: string;
  };
  link: string;
  replaced: string;
  why?: {
    zh: string;
    en: string;
  } | null;
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
  look_again?: number | null;
};

export type SetGoodsBody = {
  sku?: string;
  category?: string;
  unit_cost?: number | null;
  unit_grams?: number | null;
};

export type SetTalkBody = {
  version?: number | null;
  state?: TalkState | null;
  still_angry?: boolean;
  leave_out?: string;
};

export type SetTermsBody = {
  version?: number | null;
  terms: OrderTermsInput;
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

export type SettleDoubtBody = {
  reason?: string;
};

export type SettledLineView = {
  line: string;
  title: string;
  pieces: number;
  /** fen, 1/100 yuan */
  goods: number;
  points: number;
};

export type SettlementView = {
  lines: SettledLineView[];
  /** fen, 1/100 yuan */
  share: number;
  /** fen, 1/100 yuan */
  discount_lost: number;
  /** fen, 1/100 yuan */
  gifts_kept: number;
  /** fen, 1/100 yuan */
  outbound_freight: number;
  /** fen, 1/100 yuan */
  goods: number;
  /** fen, 1/100 yuan */
  postage: number;
  /** fen, 1/100 yuan */
  total: number;
};

export type Share = {
  mean: number;
  low: number;
  high: number;
  effective: number;
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

export type StockHold = {
  for_return: string;
  place: number;
  sku: string;
  pieces: number;
  state: HoldState;
  /** UTC epoch milliseconds */
  at: number;
};

export type StockMove = {
  sku: string;
  kind: StockMoveKind;
  on_hand_by: number;
  reserved_by: number;
  for_return: string;
  why: string;
  account: string;
  actor: string;
  /** UTC epoch milliseconds */
  at: number;
};

export type StockMoveKind = "counted" | "restocked" | "reserved" | "released" | "shipped";

export type StockPage = {
  items: StockView[];
  next?: string | null;
};

export type StockView = {
  sku: string;
  title: string;
  attributes: string;
  code: string;
  counted: boolean;
  on_hand: number;
  reserved: number;
  available: number;
  moves: StockMove[];
};

export type StrayMatchView = {
  return_order: ReturnItem;
  points: number;
  reasons: string[];
};

export type StrayPage = {
  items: StrayView[];
  next?: string | null;
};

export type StrayState = "open" | "matched" | "sent_back" | "kept";

export type StrayView = {
  id: string;
  number: number;
  version: number;
  state: StrayState;
  carrier: string;
  tracking_number: string;
  phone: string;
  contents: string;
  pieces: number;
  grams: number;
  note: string;
  photos: string[];
  matched: string;
  reason: string;
  /** UTC epoch milliseconds */
  seen: number;
  matches: StrayMatchView[];
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
  clock: string;
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
  subject: string;
  buyer_label: string;
  id: string;
  department: Department;
  title: string;
  assignee: string;
  assignee_name: string;
  due?: number | null;
  overdue: boolean;
  /** UTC epoch milliseconds */
  added: number;
};

export type TaskList = {
  items: TaskItem[];
  next: string;
};

export type TaskState = "to_do" | "done" | "cancelled";

export type TermsLineView = {
  line: string;
  product: string;
  sku: string;
  title: string;
  attributes: string;
  quantity: number;
  /** fen, 1/100 yuan */
  price: number;
  category: string;
  category_name: string;
  /** fen, 1/100 yuan */
  unit_cost: number;
  unit_grams: number;
};

export type TermsView = {
  order: string;
  version: number;
  terms: OrderTerms;
  lines: TermsLineView[];
  account: string;
  at?: number | null;
};

export type Tier = {
  /** fen, 1/100 yuan */
  reach: number;
  /** fen, 1/100 yuan */
  off: number;
};

export type TierInput = {
  /** fen, 1/100 yuan */
  reach?: number;
  /** fen, 1/100 yuan */
  off?: number;
};

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

export type TrackReturnBody = {
  version?: number | null;
  carrier?: string;
  tracking_number?: string;
  together?: boolean;
};

export type UndoReturnBody = {
  version?: number | null;
  what?: ReturnUndo;
  reason?: string;
};

export type UpdateBuyerBody = {
  version?: number | null;
  words?: string;
};

export type UpdateDraft = {
  zh: string;
  en: string;
  /** UTC epoch milliseconds */
  since: number;
  news: boolean;
  happened: ProgressNote[];
  pending: string[];
  due?: number | null;
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

export type WantedSizeInput = {
  place?: number;
  sku?: string;
};

export type WithdrawGrantBody = {
  reason?: string;
};

export type WithdrawOfferBody = {
  reason: string;
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
  /** 等待第二人同意的方案 · what waits for a second person */
  "GET /api/v1/approvals": {
    path: undefined;
    query: { after?: string; limit?: number };
    body: undefined;
    response: ApprovalPage;
  };
  /** 审计日志 · the audit log */
  "GET /api/v1/audit": {
    path: undefined;
    query: { act?: string | null; account?: string | null; subject?: string | null; from?: number | null; until?: number | null; before?: number | null; limit?: number | null };
    body: undefined;
    response: AuditPage;
  };
  /** 导出审计日志 · the audit log as a file */
  "GET /api/v1/audit.csv": {
    path: undefined;
    query: { act?: string | null; account?: string | null; subject?: string | null; from?: number | null; until?: number | null; before?: number | null; limit?: number | null };
    body: undefined;
    response: Blob;
  };
  /** 核验审计日志 · check the audit log's chain */
  "GET /api/v1/audit/check": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: AuditCheck;
  };
  /** 买家打开方案单 · the buyer opens the offer */
  "GET /api/v1/buyer/offers/{token}": {
    path: { token: string };
    query: undefined;
    body: undefined;
    response: BuyerOffer;
  };
  /** 买家选定 · the buyer chooses */
  "POST /api/v1/buyer/offers/{token}/choose": {
    path: { token: string };
    query: undefined;
    body: ChooseBuyerOfferBody;
    response: BuyerOffer;
  };
  /** 买家都不要 · the buyer refuses all */
  "POST /api/v1/buyer/offers/{token}/refuse": {
    path: { token: string };
    query: undefined;
    body: RefuseBuyerOfferBody;
    response: BuyerOffer;
  };
  /** 对买家行为模式的判断 · what was said of a buyer's pattern */
  "GET /api/v1/buyers/{id}/pattern": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: PatternWords;
  };
  /** 这位买家没问题（或收回） · this buyer is fine, or not */
  "POST /api/v1/buyers/{id}/pattern": {
    path: { id: string };
    query: undefined;
    body: JudgePatternBody;
    response: PatternWords;
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
  /** 回答规则提出的问题 · answer a question of the rules */
  "POST /api/v1/cases/{id}/answers": {
    path: { id: string };
    query: undefined;
    body: AnswerQuestionBody;
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
  /** 约定回电 · promise a call */
  "POST /api/v1/cases/{id}/calls": {
    path: { id: string };
    query: undefined;
    body: PromiseCallBody;
    response: CaseChanged;
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
  /** 售后单的商品可以换成哪些规格、还有几件 · what the goods of a case can be exchanged for, and how many are left */
  "GET /api/v1/cases/{id}/exchange": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: ExchangeChoiceList;
  };
  /** 登记事实 · set facts */
  "POST /api/v1/cases/{id}/facts": {
    path: { id: string };
    query: undefined;
    body: SetCaseFactsBody;
    response: CaseChanged;
  };
  /** 已授予的方案和台账合计 · grants and sums */
  "GET /api/v1/cases/{id}/grants": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: GrantList;
  };
  /** 授予方案；超出权限的待审批 · grant a remedy; beyond one's authority it waits for approval */
  "POST /api/v1/cases/{id}/grants": {
    path: { id: string };
    query: undefined;
    body: GrantRemedyBody;
    response: GrantView;
  };
  /** 台账逐笔 · the ledger, line by line */
  "GET /api/v1/cases/{id}/ledger": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: LedgerView;
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
  /** 售后单的方案单，新的在前 · the offers of a case, newest first */
  "GET /api/v1/cases/{id}/offers": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: OfferList;
  };
  /** 拟定方案单 · propose an offer */
  "POST /api/v1/cases/{id}/offers": {
    path: { id: string };
    query: undefined;
    body: ProposeOfferBody;
    response: OfferView;
  };
  /** 现在会给出的方案、其余方案为何不行 · what would be offered now, and why the rest would not */
  "GET /api/v1/cases/{id}/offers/preview": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: OfferPreview;
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
  /** 撤下一项凭证 · take a piece of evidence away */
  "POST /api/v1/cases/{id}/removed-evidence": {
    path: { id: string };
    query: undefined;
    body: RemoveEvidenceBody;
    response: CaseChanged;
  };
  /** 重新打开 · reopen */
  "POST /api/v1/cases/{id}/reopen": {
    path: { id: string };
    query: undefined;
    body: ReopenCaseBody;
    response: CaseChanged;
  };
  /** 售后单的退货单 · the returns of a case */
  "GET /api/v1/cases/{id}/return-orders": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: ReturnList;
  };
  /** 退货状态 · returns */
  "POST /api/v1/cases/{id}/returns": {
    path: { id: string };
    query: undefined;
    body: ReturnCaseBody;
    response: CaseChanged;
  };
  /** 应得权益、依据、待核实的问题 · what is owed and why, and what is to be found out */
  "GET /api/v1/cases/{id}/rights": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: RightsView;
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
  /** 转交任务，或放回部门 · hand a task on, or back to its department */
  "POST /api/v1/cases/{id}/tasks/{task}/assign": {
    path: { id: string; task: string };
    query: undefined;
    body: AssignTaskBody;
    response: CaseChanged;
  };
  /** 领取任务 · take a task */
  "POST /api/v1/cases/{id}/tasks/{task}/take": {
    path: { id: string; task: string };
    query: undefined;
    body: undefined;
    response: CaseChanged;
  };
  /** 时间线，新的在前 · the timeline, newest first */
  "GET /api/v1/cases/{id}/timeline": {
    path: { id: string };
    query: { before?: number; limit?: number };
    body: undefined;
    response: TimelinePage;
  };
  /** 按实际进展起草今天给买家的话 · the progress message, drafted from what happened */
  "GET /api/v1/cases/{id}/update-draft": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: UpdateDraft;
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
  /** 超时次数：按天、时限、人 · misses by day, clock and person */
  "GET /api/v1/clocks/miss-counts": {
    path: undefined;
    query: { from?: string; until?: string };
    body: undefined;
    response: MissSum;
  };
  /** 超时记录 · deadlines that were missed */
  "GET /api/v1/clocks/misses": {
    path: undefined;
    query: { account?: string | null; kind?: string; from?: string; until?: string; without_reason?: boolean; before?: string; limit?: number };
    body: undefined;
    response: MissPage;
  };
  /** 补写超时原因 · say why it was missed */
  "POST /api/v1/clocks/misses/{id}/why": {
    path: { id: string };
    query: undefined;
    body: ExplainMissBody;
    response: MissView;
  };
  /** 同事 · colleagues */
  "GET /api/v1/colleagues": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: ColleagueList;
  };
  /** 死信：系统放弃执行的 · what the desk gave up on */
  "GET /api/v1/dead-letters": {
    path: undefined;
    query: { after?: string; limit?: number };
    body: undefined;
    response: DeadLetterPage;
  };
  /** 再试一次 · try it again */
  "POST /api/v1/dead-letters/{id}/revive": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: DeadLetter;
  };
  /** 执行项（待办、在办、失败…） · deeds */
  "GET /api/v1/deeds": {
    path: undefined;
    query: { state?: DeedState | null; kind?: EffectKind | null; department?: Department | null; mine?: boolean; doubted?: boolean; after?: string; limit?: number };
    body: undefined;
    response: DeedPage;
  };
  /** 取消 · cancel it */
  "POST /api/v1/deeds/{id}/cancel": {
    path: { id: string };
    query: undefined;
    body: CancelDeedBody;
    response: DeedView;
  };
  /** 确认已办（可重复） · it is done; again with the same reference changes nothing */
  "POST /api/v1/deeds/{id}/confirm": {
    path: { id: string };
    query: undefined;
    body: ConfirmDeedBody;
    response: DeedView;
  };
  /** 没办成 · it failed */
  "POST /api/v1/deeds/{id}/fail": {
    path: { id: string };
    query: undefined;
    body: FailDeedBody;
    response: DeedView;
  };
  /** 放回 · put it back */
  "POST /api/v1/deeds/{id}/release": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: DeedView;
  };
  /** 主管核对：没有重复 · a lead has looked: not done twice */
  "POST /api/v1/deeds/{id}/settle": {
    path: { id: string };
    query: undefined;
    body: SettleDoubtBody;
    response: DeedView;
  };
  /** 我来办 · take it in hand */
  "POST /api/v1/deeds/{id}/take": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: DeedView;
  };
  /** 收货台：扫码或输入运单号、订单号、尾号、退货单号 · the dock: tracking number, order, phone tail or return number */
  "GET /api/v1/dock": {
    path: undefined;
    query: { q?: string };
    body: undefined;
    response: DockAnswer;
  };
  /** 今天要跟进的：每日进展、约定回电、到时间再看 · what is to be followed up today */
  "GET /api/v1/follow-ups": {
    path: undefined;
    query: { mine?: boolean; unassigned?: boolean; assignee?: string; kind?: FollowUpKind | null; later?: boolean; cursor?: string; limit?: number };
    body: undefined;
    response: FollowUpPage;
  };
  /** 同意 · agree */
  "POST /api/v1/grants/{id}/approve": {
    path: { id: string };
    query: undefined;
    body: ApproveGrantBody;
    response: GrantView;
  };
  /** 不同意 · refuse */
  "POST /api/v1/grants/{id}/refuse": {
    path: { id: string };
    query: undefined;
    body: RefuseGrantBody;
    response: GrantView;
  };
  /** 收回或撤销 · take back or revoke */
  "POST /api/v1/grants/{id}/withdraw": {
    path: { id: string };
    query: undefined;
    body: WithdrawGrantBody;
    response: GrantView;
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
  /** 试运行的进度与结果 · progress and outcome of the dry run */
  "GET /api/v1/imports/{id}/check": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: CheckView;
  };
  /** 试运行：在后台检查整个文件，不写入 · judge the whole file in the background, keep nothing */
  "POST /api/v1/imports/{id}/check": {
    path: { id: string };
    query: undefined;
    body: CheckImportBody;
    response: CheckView;
  };
  /** 停止试运行 · stop the dry run */
  "POST /api/v1/imports/{id}/check/cancel": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: CheckView;
  };
  /** 前几行与认出的列 · first rows and recognised columns */
  "GET /api/v1/imports/{id}/preview": {
    path: { id: string };
    query: { kind?: string; format?: string; mapping?: string };
    body: undefined;
    response: ImportPreview;
  };
  /** 被拒绝的行 · refused rows */
  "GET /api/v1/imports/{id}/refused": {
    path: { id: string };
    query: { after?: number; limit?: number };
    body: undefined;
    response: RefusedRowList;
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
  /** 方案的接受情况 · what offers taught */
  "GET /api/v1/offers/learning": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: OfferLearning;
  };
  /** 给过什么、买家选了什么 · what was offered and what was taken */
  "GET /api/v1/offers/report": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: OfferReport;
  };
  /** 一张方案单 · one offer */
  "GET /api/v1/offers/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: OfferView;
  };
  /** 登记买家的选择并执行 · record the buyer's choice and carry it out */
  "POST /api/v1/offers/{id}/choose": {
    path: { id: string };
    query: undefined;
    body: ChooseOfferBody;
    response: OfferChoice;
  };
  /** 改更轻的方案 · change the lighter ways */
  "POST /api/v1/offers/{id}/items": {
    path: { id: string };
    query: undefined;
    body: EditOfferBody;
    response: OfferView;
  };
  /** 买家都不要 · the buyer refuses all of it */
  "POST /api/v1/offers/{id}/refuse": {
    path: { id: string };
    query: undefined;
    body: RefuseOfferBody;
    response: OfferRefused;
  };
  /** 发给买家 · send it to the buyer */
  "POST /api/v1/offers/{id}/send": {
    path: { id: string };
    query: undefined;
    body: SendOfferBody;
    response: SentOffer;
  };
  /** 撤回方案单 · withdraw it */
  "POST /api/v1/offers/{id}/withdraw": {
    path: { id: string };
    query: undefined;
    body: WithdrawOfferBody;
    response: OfferView;
  };
  /** 接口说明（OpenAPI 3.1） · the description of this API */
  "GET /api/v1/openapi.json": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: unknown;
  };
  /** 订单的成交条件 · the terms an order was sold on */
  "GET /api/v1/orders/{id}/terms": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: TermsView;
  };
  /** 设置成交条件：满减、赠品、运费险、包邮门槛 · set discounts, gifts, insurance, free shipping */
  "PUT /api/v1/orders/{id}/terms": {
    path: { id: string };
    query: undefined;
    body: SetTermsBody;
    response: TermsView;
  };
  /** 设置商品的类目、成本、重量 · set category, cost and weight of goods */
  "PUT /api/v1/products/{id}/goods": {
    path: { id: string };
    query: undefined;
    body: SetGoodsBody;
    response: GoodsView;
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
  /** 退货地址 · return addresses */
  "GET /api/v1/return-addresses": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: ReturnAddressList;
  };
  /** 新增或修改退货地址 · add or change a return address */
  "POST /api/v1/return-addresses": {
    path: undefined;
    query: undefined;
    body: SaveReturnAddressBody;
    response: ReturnAddressView;
  };
  /** 退货单，按所处阶段 · returns by the stage they are in */
  "GET /api/v1/returns": {
    path: undefined;
    query: { stage?: ReturnStage; after?: string; limit?: number };
    body: undefined;
    response: ReturnPage;
  };
  /** 手工开退货单 · open a return by hand */
  "POST /api/v1/returns": {
    path: undefined;
    query: undefined;
    body: OpenReturnByHandBody;
    response: ReturnView;
  };
  /** 一张退货单 · one return */
  "GET /api/v1/returns/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: ReturnView;
  };
  /** 指定退货地址 · name the return address */
  "POST /api/v1/returns/{id}/address": {
    path: { id: string };
    query: undefined;
    body: AuthoriseReturnBody;
    response: ReturnView;
  };
  /** 处置：入库、返修、报废、索赔 · restock, repair, scrap, claim */
  "POST /api/v1/returns/{id}/dispose": {
    path: { id: string };
    query: undefined;
    body: DisposeReturnBody;
    response: ReturnView;
  };
  /** 可以换成哪些规格、还有几件 · what it can be exchanged for, and how many are left */
  "GET /api/v1/returns/{id}/exchange": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: ExchangeChoiceList;
  };
  /** 改换成另一规格 · exchange for another size or colour */
  "POST /api/v1/returns/{id}/exchange": {
    path: { id: string };
    query: undefined;
    body: ChooseExchangeBody;
    response: ExchangeHolds;
  };
  /** 按检查表验收 · inspect by the list */
  "POST /api/v1/returns/{id}/inspect": {
    path: { id: string };
    query: undefined;
    body: InspectReturnBody;
    response: ReturnView;
  };
  /** 丢失、找到、签收未到、作罢、已提醒 · lost, found, signed for but not here, given up, reminded */
  "POST /api/v1/returns/{id}/move": {
    path: { id: string };
    query: undefined;
    body: MoveReturnBody;
    response: ReturnView;
  };
  /** 退货照片 · a photo of what came back */
  "POST /api/v1/returns/{id}/photos": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: PhotoAdded;
  };
  /** 收货、点数 · receive and count */
  "POST /api/v1/returns/{id}/receive": {
    path: { id: string };
    query: undefined;
    body: ReceiveReturnBody;
    response: ReturnView;
  };
  /** 退货须知：数据和给买家的文字 · terms for the buyer, as data and text */
  "GET /api/v1/returns/{id}/terms": {
    path: { id: string };
    query: { language?: Language };
    body: undefined;
    response: ReturnTermsView;
  };
  /** 填买家的退货运单号 · the buyer's tracking number */
  "POST /api/v1/returns/{id}/tracking": {
    path: { id: string };
    query: undefined;
    body: TrackReturnBody;
    response: ReturnView;
  };
  /** 撤销收货或验收，款项未付之前 · undo a receipt or a decision, while nothing is paid */
  "POST /api/v1/returns/{id}/undo": {
    path: { id: string };
    query: undefined;
    body: UndoReturnBody;
    response: ReturnView;
  };
  /** 规则逐行及来源 · every rule with its source */
  "GET /api/v1/rules": {
    path: undefined;
    query: { table?: string; weak?: boolean; own?: boolean };
    body: undefined;
    response: RulesView;
  };
  /** 规则文件原文 · the rule files as written */
  "GET /api/v1/rules/files": {
    path: undefined;
    query: undefined;
    body: undefined;
    response: RuleFilesView;
  };
  /** 店铺自定规则 · the shop's own rules */
  "GET /api/v1/rules/own": {
    path: undefined;
    query: { which?: number | null };
    body: undefined;
    response: OwnRulesView;
  };
  /** 修改自定规则 · change the shop's own rules */
  "PUT /api/v1/rules/own": {
    path: undefined;
    query: undefined;
    body: ChangeOwnRulesBody;
    response: OwnRulesView;
  };
  /** 试一份自定规则，不保存 · try a text of own rules without keeping it */
  "POST /api/v1/rules/own/check": {
    path: undefined;
    query: undefined;
    body: CheckOwnRulesBody;
    response: OwnRulesCheck;
  };
  /** 自定规则的历史 · history of the shop's own rules */
  "GET /api/v1/rules/own/history": {
    path: undefined;
    query: { before?: number };
    body: undefined;
    response: OwnRulesEntries;
  };
  /** 恢复自定规则的旧版本 · an earlier version of the shop's own rules */
  "POST /api/v1/rules/own/revert": {
    path: undefined;
    query: undefined;
    body: RevertOwnRulesBody;
    response: OwnRulesView;
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
  /** 库存：按编码、按名称规格查，或全部点过数的 · stock by code, by words, or all that was counted */
  "GET /api/v1/stock": {
    path: undefined;
    query: { code?: string; q?: string; after?: string; limit?: number };
    body: undefined;
    response: StockPage;
  };
  /** 一个规格的库存与流水 · the stock of a sku and its moves */
  "GET /api/v1/stock/{sku}": {
    path: { sku: string };
    query: undefined;
    body: undefined;
    response: StockView;
  };
  /** 盘点 · count */
  "POST /api/v1/stock/{sku}": {
    path: { sku: string };
    query: undefined;
    body: CountStockBody;
    response: StockView;
  };
  /** 未完成的协同任务 · open tasks */
  "GET /api/v1/tasks": {
    path: undefined;
    query: { department?: Department | null; mine?: boolean; unassigned?: boolean; assignee?: string; overdue?: boolean; cursor?: string; limit?: number };
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
  /** 无主包裹及可能的退货单 · unclaimed parcels with likely returns */
  "GET /api/v1/unknown-parcels": {
    path: undefined;
    query: { state?: StrayState; after?: string; limit?: number };
    body: undefined;
    response: StrayPage;
  };
  /** 登记无主包裹 · register an unclaimed parcel */
  "POST /api/v1/unknown-parcels": {
    path: undefined;
    query: undefined;
    body: RegisterStrayBody;
    response: StrayView;
  };
  /** 一个无主包裹 · one unclaimed parcel */
  "GET /api/v1/unknown-parcels/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: StrayView;
  };
  /** 寄回或留存 · sent back or kept */
  "POST /api/v1/unknown-parcels/{id}/close": {
    path: { id: string };
    query: undefined;
    body: CloseStrayBody;
    response: StrayView;
  };
  /** 认领到退货单 · it belongs to this return */
  "POST /api/v1/unknown-parcels/{id}/match": {
    path: { id: string };
    query: undefined;
    body: MatchStrayBody;
    response: ReturnView;
  };
  /** 无主包裹照片 · a photo of an unclaimed parcel */
  "POST /api/v1/unknown-parcels/{id}/photos": {
    path: { id: string };
    query: undefined;
    body: undefined;
    response: PhotoAdded;
  };
  /** 无主包裹的照片 · a photo of an unclaimed parcel */
  "GET /api/v1/unknown-parcels/{id}/photos/{photo}": {
    path: { id: string; photo: string };
    query: { thumbnail?: boolean };
    body: undefined;
    response: Blob;
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
