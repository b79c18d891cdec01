// What the server says of rights, offers, grants and deeds: members as in src/app/*.h.
export interface Text {
  zh: string;
  en: string;
}

// ---- 应得权益 ----
export interface BasisView {
  kind: string;
  rule: string;
  name: string;
  source: string;
  weak: boolean;
}
export interface RightConditionView {
  id: string;
  what: string;
  state: "met" | "unknown";
  question: string;
}
export interface SettlementView {
  lines: { line: string; title: string; pieces: number; goods: number; points: number }[];
  share: number;
  discount_lost: number;
  gifts_kept: number;
  outbound_freight: number;
  goods: number;
  postage: number;
  total: number;
}
export interface OwedView {
  remedy: string;
  name: string;
  ground: string;
  sentence: string;
  basis: BasisView[];
  freight_back: string;
  freight_out: string;
  until?: number | null;
  paid_within?: number | null;
  least: number;
  most: number;
  paid_in: string;
  conditions: RightConditionView[];
  would_change: string[];
  settlement?: SettlementView | null;
}
export interface RefusedView {
  remedy: string;
  name: string;
  why: string;
  basis: BasisView[];
  would_change: string[];
}
export interface QuestionView {
  question: string;
  ask: string;
  kind: "yes_no" | "choice" | "amount";
  line: string;
  title: string;
  about: string;
  needed: boolean;
  may_answer: boolean;
  choices: { value: string; label: string; effect: string }[];
}
export interface AnswerView {
  question: string;
  ask: string;
  value: string;
  label: string;
  line: string;
  title: string;
  about: string;
  by: string;
  by_name: string;
  at: number;
}
export interface RightsView {
  id: string;
  number: number;
  version: number;
  rules_version: string;
  judged_by: string;
  judged_at: number;
  owed: OwedView[];
  refused: RefusedView[];
  questions: QuestionView[];
  answers: AnswerView[];
  exposure_shown: boolean;
  exposure: { what: string; amount: number; basis: BasisView }[];
}

// ---- 方案单 ----
export interface Basis {
  kind: string;
  rule: string;
  name: Text;
  source: string;
  weak: boolean;
}
export interface Remedy {
  kind: string;
  money: number;
  credit: number;
  pieces: number[];
  freight_back: string;
  freight_out: string;
  gift_cost: number;
  ground: string;
  look_again?: number | null;
  detail: string;
  wanted: string[];
}
export interface SizeChoice {
  place: number;
  sku: string;
  attributes: string;
  code: string;
  same: boolean;
  available?: number | null; // none: never counted
}
export interface WantedSize {
  place: number;
  sku: string;
}
export interface CostLine {
  item: string;
  amount: number;
  note: Text;
}
export interface Cost {
  lines: CostLine[];
  total: number;
}
export interface OfferItemView {
  number: number;
  entitled: boolean;
  remedy: Remedy;
  name: Text;
  basis: Basis[];
  until?: number | null;
  cost: Cost;
  accept: number;
  expected: number;
  why: Text;
  sentence: Text;
  goodwill: number;
  authority: "granted" | "needs_approval" | "refused";
  authority_why: Text;
  chosen: boolean;
}
export interface OtherWayView {
  remedy: Remedy;
  name: Text;
  cost: Cost;
  lighter: boolean;
  obstacles: { validator: string; why: Text }[];
  why: Text;
}
export interface OfferAct {
  account: string;
  actor: string;
  at: number;
}
export interface OfferView {
  id: string;
  case_id: string;
  version: number;
  state: "proposed" | "sent" | "chosen" | "refused" | "expired" | "replaced" | "withdrawn";
  state_text: Text;
  items: OfferItemView[];
  valid_until: number;
  chat_text: Text;
  edited: boolean;
  explored: boolean;
  propensity: number;
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
}
export interface OfferList {
  items: OfferView[];
  out_of_date?: Text | null;
}
export interface OfferPreview {
  items: OfferItemView[];
  others: OtherWayView[];
  pattern: { signals: { id: string; why: Text }[]; marked_safe: boolean; said: string; said_by: string; said_at?: number | null };
  exposure: { what: Text; amount: number; basis: Basis }[];
  follow_up: number;
  valid_until: number;
  chat_text: Text;
  rules_version: string;
  refused_before: number;
}
export interface LighterWay {
  kind: string;
  money?: number;
  credit?: number;
  gift_cost?: number;
  look_again?: number | null;
  detail?: string;
}
export interface SentOffer {
  sent: boolean;
  offer: OfferView;
  text: Text;
  link: string;
  replaced: string;
  why?: Text | null;
}
export interface OfferChoice {
  chosen: boolean;
  offer: OfferView;
  grants: GrantView[];
  why?: Text | null;
}
export interface OfferRefused {
  offer: OfferView;
  next?: OfferView | null;
}

// ---- 授予与执行 ----
export type DeedState = "held" | "due" | "instructed" | "in_hand" | "done" | "failed" | "cancelled";
export interface DeedView {
  id: string;
  grant: string;
  case_id: string;
  place: number;
  kind: string;
  amount: number;
  on_top: boolean;
  pieces: number[];
  at?: number | null;
  waits_for?: number | null;
  state: DeedState;
  department: string;
  task: string;
  instruction: Text;
  reference: string;
  doubt: string;
  error: string;
  in_hand_by: string;
  in_hand_name: string;
  in_hand_since?: number | null;
  confirmed_by: string;
  confirmed_at?: number | null;
  added: number;
  changed: number;
}
export interface GrantView {
  id: string;
  case_id: string;
  case_number: number;
  offer: string;
  key: string;
  remedy: Remedy;
  entitled: boolean;
  goodwill: number;
  state: "proposed" | "granted" | "refused" | "withdrawn";
  approver: string;
  reason: string;
  proposed_by: string;
  proposed_name: string;
  proposed_at: number;
  decided_by: string;
  decided_name: string;
  decided_at?: number | null;
  why: string;
  deeds: DeedView[];
}
export interface GrantList {
  items: GrantView[];
  granted: number;
  paid: number;
  withdrawn: number;
  open: number;
}
export interface ApprovalItem {
  grant: GrantView;
  subject: string;
  mine: boolean;
  within: boolean;
}
export interface ApprovalPage {
  items: ApprovalItem[];
  next?: string | null;
}
export interface DeedItem {
  deed: DeedView;
  case_number: number;
  channel: string;
  subject: string;
}
export interface DeedPage {
  items: DeedItem[];
  next?: string | null;
}
export interface DeadLetter {
  id: string;
  kind: string;
  attempts: number;
  error: string;
  since: number;
  deed?: DeedView | null;
}
export interface DeadLetterPage {
  items: DeadLetter[];
  next?: string | null;
}
