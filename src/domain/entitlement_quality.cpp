// Rights where the goods are not as they must be (消法 24), authenticity, safety, and services.
#include "domain/entitlement_steps.h"

namespace shouhou::domain {
namespace {

bool received(const CaseFacts& facts) {
  return facts.phase == Phase::delivered || facts.phase == Phase::finished;
}

// Evidence decides: a claim without it is a condition, not a fact.
RightCondition evidence_condition(const Judgement& judgement) {
  return {"evidence",
          {"凭证核实问题属实", "the evidence shows the problem"},
          judgement.sellers_fault_proven() ? ConditionState::met : ConditionState::unknown};
}

std::vector<Text> would_change_for(const Judgement& judgement) {
  if (judgement.sellers_fault_proven()) return {};
  return {
      {"如果核实是使用造成的，则不属于质量问题", "if use turns out to be the cause, it is no quality fault"}};
}

Entitlement duty(const Judgement& judgement, RemedyKind remedy) {
  Entitlement right;
  right.remedy = remedy;
  right.ground = ReturnGround::sellers_duty;
  right.pieces = judgement.affected_pieces();
  right.conditions = {evidence_condition(judgement)};
  right.would_change = would_change_for(judgement);
  judgement.add_law(right.basis, "consumer.24");
  return right;
}

Fen duty_amount(const Judgement& judgement, const Entitlement& right) {
  return settle(judgement.facts, right.pieces, ReturnGround::sellers_duty).total;
}

// Until when goods that fail can be sent back: seven days by law, longer by promise, without end where the
// purpose of the purchase fails (statutory rescission).
struct QualityWindow {
  bool open = false;
  bool open_by_law = false;  // also without the promise
  std::optional<Instant> until;
  const ShopPromise* promise = nullptr;
};

QualityWindow quality_window(const Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  const bool purpose_fails = facts.serious_defect || facts.gone_wrong_before || facts.issue == "wrong_item";
  if (!facts.signed_at || purpose_fails) return {true, true, std::nullopt, nullptr};
  const Law* law = judgement.book.law("consumer.24");
  QualityWindow window;
  window.until = end_of_window(*facts.signed_at, law == nullptr ? 7 : law->number, judgement.zone);
  window.open_by_law = judgement.asked_at() < *window.until;
  const ShopPromise* longer = judgement.promise(PromiseKind::quality_window);
  if (longer != nullptr) {
    const Instant promised = end_of_window(*facts.signed_at, longer->span.ms / days(1).ms, judgement.zone);
    if (promised > *window.until) {
      window.until = promised;
      window.promise = longer;
    }
  }
  window.open = judgement.asked_at() < *window.until;
  return window;
}

void owe_return(Judgement& judgement, const QualityWindow& window) {
  const CaseFacts& facts = judgement.facts;
  Entitlement right =
      duty(judgement, facts.cannot_come_back ? RemedyKind::refund_only : RemedyKind::return_refund);
  if (window.promise != nullptr) judgement.add_promise(right.basis, *window.promise);
  judgement.add_law(right.basis, "regulation778.18");
  right.until = window.until;
  right.least = right.most = duty_amount(judgement, right);
  if (facts.cannot_come_back) {
    judgement.add_law(right.basis, "taobao.dispute.21");
    right.sentence = {
        "这是我们的责任，商品不用寄回，退您 " + yuan(right.most) + "。",
        "This is our responsibility; nothing has to be sent back and you get " + yuan_en(right.most) + "."};
  } else {
    right.freight_back = duty_freight(judgement, right.basis);
    if (const Law* pay = judgement.book.law("order90.13")) right.paid_within = days(pay->number);
    right.sentence = {"这是我们的责任，您可以退货退款 " + yuan(right.most) + "，来回运费都由我们承担。",
                      "This is our responsibility: you may return it for " + yuan_en(right.most) +
                          ", and we pay the freight both ways."};
  }
  judgement.owe(std::move(right));
}

void owe_exchange(Judgement& judgement) {
  if (judgement.facts.out_of_stock) return;
  Entitlement right =
      duty(judgement, judgement.facts.cannot_come_back ? RemedyKind::reship : RemedyKind::exchange);
  right.freight_back =
      judgement.facts.cannot_come_back ? FreightPayer::none : duty_freight(judgement, right.basis);
  right.freight_out = FreightPayer::seller;
  right.sentence = {"也可以换一件新的，来回运费由我们承担，新商品的保修期重新计算。",
                    "Or a new one in exchange; we pay the freight both ways and its warranty starts anew."};
  judgement.owe(std::move(right));
}

void owe_repair(Judgement& judgement, const ShopPromise* promise) {
  Entitlement right = duty(judgement, RemedyKind::repair_service);
  if (promise != nullptr) judgement.add_promise(right.basis, *promise);
  right.freight_back = right.freight_out = FreightPayer::seller;
  right.sentence = {"也可以寄回免费维修，来回运费由我们承担。",
                    "Or we mend it free of charge and pay the freight both ways."};
  judgement.owe(std::move(right));
}

// Missing pieces: their price or the pieces themselves (P-D4).
void owe_missing(Judgement& judgement) {
  const ShopPromise* promise = judgement.promise(PromiseKind::missing_covered);
  Entitlement money = duty(judgement, RemedyKind::refund_missing);
  if (promise != nullptr) judgement.add_promise(money.basis, *promise);
  Fen sum;
  for (std::size_t i = 0; i < judgement.facts.lines.size(); ++i)
    sum += refundable(judgement.facts.lines[i], money.pieces[i]);
  money.least = money.most = sum;
  money.sentence = {"少发的部分可以退款 " + yuan(money.most) + "。",
                    "We refund what is missing: " + yuan_en(money.most) + "."};
  Entitlement goods = duty(judgement, RemedyKind::reship_missing);
  if (promise != nullptr) judgement.add_promise(goods.basis, *promise);
  goods.freight_out = FreightPayer::seller;
  goods.sentence = {"也可以马上给您补寄，运费由我们承担。", "Or we send it at once at our cost."};
  judgement.owe(std::move(money));
  judgement.owe(std::move(goods));
}

void owe_missing_gift(Judgement& judgement) {
  Entitlement right = duty(judgement, RemedyKind::reship_missing);
  right.pieces.assign(judgement.facts.lines.size(), 0);
  judgement.add_law(right.basis, "ecommerce.20");
  right.freight_out = FreightPayer::seller;
  right.sentence = {"少发的赠品我们给您补寄，运费由我们承担。", "We send the missing gift at our cost."};
  judgement.owe(std::move(right));
}

void owe_breakage(Judgement& judgement) {
  const ShopPromise* promise = judgement.promise(PromiseKind::breakage_covered);
  if (judgement.facts.issue != "damaged" || promise == nullptr) return;
  Entitlement money = duty(judgement, RemedyKind::refund_only);
  judgement.add_promise(money.basis, *promise);
  money.least = money.most = duty_amount(judgement, money);
  money.sentence = {
      "收到破损包赔：不用寄回，退您 " + yuan(money.most) + "。",
      "Broken on arrival is covered: nothing to send back, you get " + yuan_en(money.most) + "."};
  Entitlement goods = duty(judgement, RemedyKind::reship);
  judgement.add_promise(goods.basis, *promise);
  goods.freight_out = FreightPayer::seller;
  goods.sentence = {"也可以直接补发一件，破损件不用寄回。",
                    "Or we send a new one; the broken one stays with you."};
  if (!judgement.owes(RemedyKind::refund_only)) judgement.owe(std::move(money));
  if (!judgement.owes(RemedyKind::reship)) judgement.owe(std::move(goods));
}

// After the return window: exchange or repair stays, return only where the purpose fails.
void refuse_late_return(Judgement& judgement, const QualityWindow& window) {
  std::vector<Basis> basis;
  judgement.add_law(basis, "consumer.24");
  judgement.refuse(RemedyKind::return_refund,
                   {"质量退货期已于 " + until_zh(*window.until, judgement.zone) + " 结束，可换货或维修",
                    "returning for quality ended on " + until_en(*window.until, judgement.zone) +
                        "; exchange or repair remain"},
                   basis,
                   {{"如果问题使商品无法使用，或修过换过仍有同样问题，仍可退货",
                     "if the goods are useless, or the same fault came back after repair or exchange, they "
                     "can still be returned"}});
}

void refuse_wear(Judgement& judgement) {
  std::vector<Basis> basis;
  judgement.add_law(basis, "consumer.24");
  judgement.refuse(RemedyKind::exchange,
                   {"使用造成的磨损不属于质量问题", "wear from use is not a quality fault"}, basis,
                   {{"如果收到时就有，或同款普遍出现，按质量问题处理",
                     "if it was there on arrival, or common to the model, it counts as quality"}});
}

}  // namespace

FreightPayer duty_freight(const Judgement& judgement, std::vector<Basis>& basis) {
  if (judgement.facts.agreed_on_return && !judgement.facts.freight_agreed)
    judgement.add_law(basis, "taobao.dispute.49");
  return FreightPayer::seller;  // 消法 24; an agreement cannot move it to the buyer
}

void judge_nonconforming(Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  const IssueNature nature = judgement.nature();
  if (nature == IssueNature::after_use && received(facts)) return refuse_wear(judgement);
  if (nature != IssueNature::nonconforming || !received(facts)) return;
  if (judgement.buyers_fault_proven()) return refuse_wear(judgement);
  if (facts.issue == "missing_gift") return owe_missing_gift(judgement);
  if (!facts.any_affected()) return;
  if (facts.issue == "missing_item") return owe_missing(judgement);
  owe_breakage(judgement);
  const QualityWindow window = quality_window(judgement);
  if (window.open) {
    owe_return(judgement, window);
  } else {
    refuse_late_return(judgement, window);
  }
  owe_exchange(judgement);
  if (!window.open_by_law || facts.demand == Demand::repair)
    owe_repair(judgement, judgement.promise(PromiseKind::repair_service));
}

void judge_authenticity_and_safety(Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  const IssueNature nature = judgement.nature();
  if (!received(facts) || !facts.any_affected()) return;
  const bool dishonest = nature == IssueNature::dishonest || facts.dishonest_confirmed;
  const bool safety = nature == IssueNature::safety || facts.unsafe_confirmed;
  if (!dishonest && !safety) return;
  Entitlement right =
      duty(judgement, facts.cannot_come_back ? RemedyKind::refund_only : RemedyKind::return_refund);
  const bool proven = facts.dishonest_confirmed || facts.unsafe_confirmed;
  if (dishonest && !proven) {
    judgement.add_law(right.basis, "taobao.dispute.65");
    if (facts.origin_documents) {
      return judgement.refuse(
          right.remedy, {"已出示进货与来源证明", "documents of origin have been shown"}, right.basis,
          {{"如果鉴定为假，退一赔三", "if a test finds it fake, the price and three times on top are due"}});
    }
  }
  right.conditions = {
      dishonest
          ? RightCondition{"no_origin",
                           {"我们拿不出来源证明，或鉴定为假",
                            "we cannot show where it comes from, or a test finds it fake"},
                           proven || facts.no_origin_proof ? ConditionState::met : ConditionState::unknown}
          : RightCondition{
                "evidence",
                {"凭证表明与商品有关", "the evidence points to the goods"},
                proven || judgement.sellers_fault_proven() ? ConditionState::met : ConditionState::unknown}};
  right.freight_back = facts.cannot_come_back ? FreightPayer::none : FreightPayer::seller;
  right.least = right.most = duty_amount(judgement, right);
  right.sentence = {
      "您可以退款 " + yuan(right.most) + (facts.cannot_come_back ? "，不用寄回。" : "，退货运费由我们承担。"),
      "You may have " + yuan_en(right.most) + " back" +
          (facts.cannot_come_back ? "; nothing has to be sent back." : "; we pay the return freight.")};
  judgement.owe(std::move(right));
}

void judge_services(Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  if (facts.phase == Phase::unpaid) return;
  if (facts.issue == "invoice" || facts.demand == Demand::invoice) {
    Entitlement right;
    right.remedy = RemedyKind::wait_until;
    right.pieces.assign(facts.lines.size(), 0);
    judgement.add_law(right.basis, "consumer.22");
    right.sentence = {"发票我们一定开给您，并告诉您开好的日期。",
                      "You will get the invoice, and we name the day."};
    judgement.owe(std::move(right));
  }
  if (facts.issue == "price_protection") {
    const ShopPromise* promise = judgement.promise(PromiseKind::price_protection);
    const bool in_time =
        promise != nullptr && facts.paid_at && judgement.asked_at() < *facts.paid_at + promise->span;
    if (!in_time) {
      std::vector<Basis> basis;
      if (promise != nullptr) judgement.add_promise(basis, *promise);
      judgement.refuse(
          RemedyKind::partial_refund_keep,
          promise == nullptr ? Text{"本店没有价保承诺", "the shop gives no price protection"}
                             : Text{"已超过价保期", "the time of price protection is over"},
          basis,
          {{"如果商品还能无理由退货，可以退掉重买", "goods that can still be returned may be bought again"}});
    } else if (facts.price_drop && *facts.price_drop > Fen{0}) {
      Entitlement right;
      right.remedy = RemedyKind::partial_refund_keep;
      right.pieces = judgement.affected_pieces();
      judgement.add_promise(right.basis, *promise);
      right.until = *facts.paid_at + promise->span;
      right.least = right.most = std::min(*facts.price_drop, facts.affected_left());
      right.sentence = {"按价保承诺，退您差价 " + yuan(right.most) + "。",
                        "By our price protection you get the difference of " + yuan_en(right.most) + "."};
      judgement.owe(std::move(right));
    }
  }
  const ShopPromise* repair = judgement.promise(PromiseKind::repair_service);
  const bool asks_repair = facts.issue == "repair" || facts.demand == Demand::repair;
  if (asks_repair && repair != nullptr && facts.signed_at &&
      judgement.asked_at() < *facts.signed_at + repair->span && !judgement.owes(RemedyKind::repair_service)) {
    Entitlement right;
    right.remedy = RemedyKind::repair_service;
    right.pieces = judgement.affected_pieces();
    judgement.add_promise(right.basis, *repair);
    right.until = *facts.signed_at + repair->span;
    right.freight_back = right.freight_out = FreightPayer::seller;
    right.sentence = {"在保修承诺期内，寄回免费维修。",
                      "Within our repair promise we mend it free of charge."};
    judgement.owe(std::move(right));
  }
}

}  // namespace shouhou::domain
