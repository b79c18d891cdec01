// Rights before the goods are there: cancelling, lateness, interception, loss on the way.
#include "domain/entitlement_steps.h"

namespace shouhou::domain {
namespace {

// All pieces that the case is about, settled in full: nothing was received, so nothing is deducted.
void whole_refund(const Judgement& judgement, Entitlement& right) {
  right.pieces = judgement.affected_pieces();
  right.ground = ReturnGround::sellers_duty;
  right.least = right.most = settle(judgement.facts, right.pieces, ReturnGround::sellers_duty).total;
  judgement.add_law(right.basis, "regulation778.18");
}

bool is_made_to_order(const Judgement& judgement) {
  return std::any_of(judgement.facts.lines.begin(), judgement.facts.lines.end(), [&](const FactLine& line) {
    const GoodsCategory* category = judgement.book.category(line.category);
    return line.affected > 0 && category != nullptr && category->id == "custom_made";
  });
}

// The amount a platform's row gives for the case.
Fen compensation_amount(const CaseFacts& facts, const Compensation& row) {
  const Fen paid = facts.any_affected() ? facts.affected_paid() : facts.paid_goods();
  const Fen share{paid.value / 1000 * row.permille + paid.value % 1000 * row.permille / 1000};
  return std::clamp(share, row.least, row.most) + (row.double_deposit ? facts.deposit : Fen{0});
}

struct Owed {
  Fen amount;
  PaidIn paid_in = PaidIn::money;
};

// Platform table and shop promise together: the higher counts (淘宝平台争议处理规则 art. 15).
std::optional<Owed> late_compensation(const Judgement& judgement, CompensationEvent event, Span since_payment,
                                      std::vector<Basis>& basis) {
  const CaseFacts& facts = judgement.facts;
  const Day paid_on = judgement.zone.local(facts.paid_at.value_or(facts.now)).day;
  std::optional<Owed> owed;
  const Compensation* row = judgement.book.compensation(facts.channel, event, facts.presale, since_payment,
                                                        facts.paid_goods(), paid_on);
  if (row != nullptr) {
    owed = Owed{compensation_amount(facts, *row), row->paid_in};
    basis.push_back({BasisKind::platform_rule, row->id, row->name, row->origin.source, row->origin.weak});
  }
  const ShopPromise* promise = judgement.promise(PromiseKind::late_compensation);
  if (promise != nullptr && event != CompensationEvent::out_of_stock &&
      (!owed || owed->amount < promise->amount || owed->paid_in != PaidIn::money)) {
    // Money of at least the table's amount: points or a coupon do not take the place of promised money.
    const Fen more = owed ? std::max(owed->amount, promise->amount) : promise->amount;
    judgement.add_promise(basis, *promise);
    if (owed) judgement.add_law(basis, "taobao.dispute.15");
    owed = Owed{more, PaidIn::money};
  }
  return owed;
}

Text paid_in_words(const Owed& owed) {
  switch (owed.paid_in) {
    case PaidIn::points:
      return {yuan(owed.amount) + "等值积分", "points worth " + yuan_en(owed.amount)};
    case PaidIn::coupon:
      return {yuan(owed.amount) + "优惠券", "a coupon of " + yuan_en(owed.amount)};
    case PaidIn::money:
      break;
  }
  return {yuan(owed.amount), yuan_en(owed.amount)};
}

void owe_compensation(Judgement& judgement, CompensationEvent event, Span since_payment, Text because) {
  Entitlement right;
  right.remedy = RemedyKind::compensation_by_rule;
  right.pieces = judgement.affected_pieces();
  const auto owed = late_compensation(judgement, event, since_payment, right.basis);
  if (!owed) return;
  if (judgement.facts.marked_shipped && !judgement.facts.scanned_at) {
    judgement.add_law(right.basis, "taobao.dispute.25");
    right.would_change.push_back(
        {"如果快递已实际揽收，以揽收时间计算", "the carrier's own scan would count as shipping"});
  }
  right.least = right.most = owed->amount;
  right.paid_in = owed->paid_in;
  const Text worth = paid_in_words(*owed);
  right.sentence = {because.zh + "，按规则赔付您" + worth.zh + "。",
                    because.en + ": you get " + worth.en + " by the rule."};
  judgement.owe(std::move(right));
}

bool no_scan_for_long(const Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  const std::optional<Instant> last = facts.last_scan_at ? facts.last_scan_at : facts.scanned_at;
  return last && facts.now - *last >= days(judgement.book.number(Tuning::stuck_days));
}

void owe_refund_or_new(Judgement& judgement, std::vector<Basis> basis, std::vector<RightCondition> conditions,
                       const Text& because) {
  Entitlement refund;
  refund.remedy = RemedyKind::refund_only;
  refund.basis = std::move(basis);
  refund.conditions = std::move(conditions);
  whole_refund(judgement, refund);
  refund.would_change = {{"如果包裹找到并由您本人签收，则不再退款",
                          "if the parcel is found and you sign for it, no refund is due"}};
  refund.sentence = {because.zh + "，我们全额退您 " + yuan(refund.most) + "。",
                     because.en + ": we refund all of " + yuan_en(refund.most) + "."};
  Entitlement again = refund;
  again.remedy = RemedyKind::reship;
  again.least = again.most = Fen{0};
  again.freight_out = FreightPayer::seller;
  again.sentence = {"也可以由我们重新发一件，运费我们承担。", "Or we send it again at our cost."};
  judgement.owe(std::move(refund));
  judgement.owe(std::move(again));
}

}  // namespace

std::optional<Lateness> lateness(const CaseFacts& facts, const RuleBook& book, const Zone& zone) {
  if (!facts.paid_at) return std::nullopt;
  // On the way or there, but nobody knows since when: no lateness can be shown.
  if (facts.phase != Phase::unshipped && !facts.scanned_at) return std::nullopt;
  const TimeOut* table =
      book.time_out(facts.channel, TimeOutStep::ship_order, zone.local(*facts.paid_at).day);
  Lateness late;
  if (facts.ship_by) {
    late.due = *facts.ship_by;
    late.basis = Basis{BasisKind::shop_promise,
                       "ship_by",
                       {"订单承诺的发货时间", "the order's promised dispatch"},
                       "order",
                       false};
  } else if (table != nullptr) {
    late.due = *facts.paid_at + table->duration;
    late.basis =
        Basis{BasisKind::platform_rule, table->id, table->name, table->origin.source, table->origin.weak};
  } else {
    return std::nullopt;
  }
  const Instant shipped = facts.scanned_at.value_or(facts.now);
  if (shipped <= late.due) return std::nullopt;
  late.since_payment = shipped - *facts.paid_at;
  late.by = shipped - late.due;
  return late;
}

void judge_before_shipping(Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  if (facts.phase != Phase::unshipped || !facts.any_affected()) return;
  const bool late = facts.out_of_stock || lateness(facts, judgement.book, judgement.zone).has_value();
  Entitlement right;
  right.remedy = RemedyKind::cancel_refund;
  judgement.add_law(right.basis, "taobao.unshipped_refund");
  if (late) judgement.add_law(right.basis, "ecommerce.20");
  if (right.basis.empty() && is_made_to_order(judgement)) {
    std::vector<Basis> why;
    judgement.add_law(why, "order90.6");
    return judgement.refuse(
        RemedyKind::cancel_refund,
        {"定制商品已开始制作，不能无理由取消", "goods made to order cannot be cancelled without reason"}, why,
        {{"如果超过承诺时间仍未发货，可以取消", "if it is not shipped in time it can be cancelled"}});
  }
  judgement.add_law(right.basis, "consumer.25");
  whole_refund(judgement, right);
  right.would_change = {{"如果包裹已被快递揽收，则按运输途中处理",
                         "once the carrier has it, the rules for goods on the way apply"}};
  right.sentence = {"还没有发货，可以马上取消并全额退款 " + yuan(right.most) + "。",
                    "It has not been shipped; we can cancel at once and refund " + yuan_en(right.most) + "."};
  judgement.owe(std::move(right));
}

void judge_lateness(Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  if (facts.phase == Phase::unpaid) return;
  if (facts.out_of_stock && facts.phase == Phase::unshipped) {
    const Span since = facts.paid_at ? facts.now - *facts.paid_at : Span{0};
    return owe_compensation(judgement, CompensationEvent::out_of_stock, since, {"商品缺货", "out of stock"});
  }
  const auto late = lateness(facts, judgement.book, judgement.zone);
  if (!late) return;
  owe_compensation(judgement, CompensationEvent::late_shipment, late->since_payment,
                   {"没有按约定时间发货", "not shipped in time"});
}

void judge_not_received(Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  if (judgement.nature() != IssueNature::not_received || !facts.any_affected()) return;
  std::vector<Basis> basis;
  judgement.add_law(basis, "ecommerce.20");
  judgement.add_law(basis, "ecommerce.51");
  judgement.add_law(basis, "taobao.dispute.10");
  const bool lost =
      facts.carrier_confirmed_loss || facts.issue == "lost_parcel" || no_scan_for_long(judgement);
  if (facts.phase == Phase::in_transit && facts.issue != "signed_not_received") {
    if (!lost) return;
    const ConditionState known = facts.carrier_confirmed_loss || no_scan_for_long(judgement)
                                     ? ConditionState::met
                                     : ConditionState::unknown;
    return owe_refund_or_new(
        judgement, basis,
        {{"lost",
          {"快递确认丢失，或多日无物流轨迹", "the carrier confirms the loss, or there was no scan for days"},
          known}},
        {"包裹在途中丢失", "the parcel was lost on the way"});
  }
  judgement.add_law(basis, "ecommerce.52");
  judgement.add_law(basis, "taobao.dispute.36");
  if (facts.proper_sign_off && !facts.carrier_confirmed_loss) {
    return judgement.refuse(RemedyKind::refund_only,
                            {"签收底单显示由您本人或您同意的人签收",
                             "the carrier's record shows that you, or somebody you agreed to, signed"},
                            basis,
                            {{"如果签收并非本人且未经同意，应当退款或补发",
                              "a sign-off without consent would give refund or new goods"}});
  }
  owe_refund_or_new(judgement, basis,
                    {{"no_proper_sign_off",
                      {"我们拿不出有效的签收证明", "we cannot prove a proper sign-off"},
                      facts.carrier_confirmed_loss || facts.no_sign_off_proof ? ConditionState::met
                                                                              : ConditionState::unknown}},
                    {"显示签收但您没有收到", "it shows as signed for but you did not get it"});
}

void judge_on_the_way(Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  if (facts.phase != Phase::in_transit || !facts.any_affected() || judgement.owes(RemedyKind::refund_only))
    return;
  Entitlement right;
  right.remedy = RemedyKind::intercept;
  right.pieces = judgement.affected_pieces();
  right.ground = ReturnGround::no_reason;
  judgement.add_law(right.basis, "taobao.dispute.23");
  judgement.add_law(right.basis, "taobao.dispute.40");
  judgement.add_law(right.basis, "consumer.25");
  const bool our_fault = judgement.sellers_fault_proven() ||
                         lateness(facts, judgement.book, judgement.zone) ||
                         judgement.nature() == IssueNature::not_received;
  right.ground = our_fault ? ReturnGround::sellers_duty : ReturnGround::no_reason;
  right.freight_back = our_fault ? FreightPayer::seller : no_reason_freight(judgement, right.basis);
  right.least = right.most = settle(facts, right.pieces, right.ground).total;
  right.conditions = {
      {"intercepted",
       {"快递拦截成功，或送达时拒收", "the carrier intercepts it, or it is refused at the door"},
       facts.intercepted ? ConditionState::met : ConditionState::unknown}};
  right.would_change = {
      {"如果没能拦下，签收后仍可按退货办理", "if it cannot be stopped, it can be returned after signing"}};
  right.sentence = {
      "签收前可以退款：我们马上请快递拦截，拦截成功后退您 " + yuan(right.most) + "。",
      "Before signing you may have your money: we ask the carrier to stop the parcel and then refund " +
          yuan_en(right.most) + "."};
  judgement.owe(std::move(right));
}

}  // namespace shouhou::domain
