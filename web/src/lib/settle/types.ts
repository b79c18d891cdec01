// What the server says of rights, offers, grants and deeds, as its OpenAPI describes it.
export type {
  AnswerView,
  ApprovalItem,
  ApprovalPage,
  Basis,
  BasisView,
  Cost,
  CostLine,
  DeadLetter,
  DeadLetterPage,
  DeedItem,
  DeedPage,
  DeedState,
  DeedView,
  ExchangeChoice,
  GrantList,
  GrantView,
  LedgerLineView,
  LedgerView,
  OfferAct,
  OfferChoice,
  OfferItemView,
  OfferList,
  OfferPreview,
  OfferRefused,
  OfferView,
  OtherWayView,
  OwedView,
  QuestionView,
  RefusedView,
  Remedy,
  RemedyInput,
  RightConditionView,
  RightsView,
  SentOffer,
  SettlementView,
} from "@/lib/api/schema";
export type { LighterWayInput as LighterWay, WantedSizeInput as WantedSize } from "@/lib/api/schema";

// Words that come in both languages.
export interface Text {
  zh: string;
  en: string;
}
