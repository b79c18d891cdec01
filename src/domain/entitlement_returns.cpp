// The right to return without a reason (消法 25, Order 90).
#include "domain/entitlement_steps.h"

namespace shouhou::domain {
namespace {

// Why a line is outside the right; nothing where it is inside.
std::optional<Refusal> excluded(const Judgement& judgement, const FactLine& line,
                                const GoodsCategory& category) {
  std::vector<Basis> basis;
  const std::string what = line.title.empty() ? category.name.zh : line.title;
  const std::string what_en = line.title.empty() ? category.name.en : line.title;
  if (category.exclusion == Exclusion::outright) {
    judgement.add_law(basis, "order90.6");
    return Refusal{RemedyKind::return_refund,
                   {what + "属于" + category.name.zh + "，不适用七日无理由",
                    what_en + " (" + category.name.en + ") is outside the seven-day right"},
                   basis,
                   {{"如果有质量问题，仍可退换", "a quality fault still gives return or exchange"}}};
  }
  if (category.exclusion == Exclusion::confirmable && line.excluded_confirmed) {
    judgement.add_law(basis, "order90.7");
    judgement.add_law(basis, "order90.20");
    return Refusal{RemedyKind::return_refund,
                   {what + "在购买时已由买家确认不支持七日无理由",
                    "the buyer confirmed at purchase that " + what_en + " cannot be returned without reason"},
                   basis,
                   {{"如果本次购买没有单独确认，则不能拒绝",
                     "without a confirmation for this very purchase it could not be refused"}}};
  }
  if (line.condition == Condition::not_intact) {
    judgement.add_law(basis, category.intact_law);
    return Refusal{
        RemedyKind::return_refund,
        {what + "已不完好，不能无理由退货", what_en + " is no longer intact"},
        basis,
        {{"如果是收到时就有的问题，按质量问题处理", "what was wrong on arrival counts as a quality fault"}}};
  }
  return std::nullopt;
}

void add_intact_conditions(Entitlement& right, const FactLine& line, const GoodsCategory& category) {
  for (const GoodsCheck& check : category.intact) {
    const std::string id = "intact." + check.id;
    const bool met =
        line.condition == Condition::intact ||
        std::find(line.intact_checks.begin(), line.intact_checks.end(), check.id) != line.intact_checks.end();
    const auto there = std::find_if(right.conditions.begin(), right.conditions.end(),
                                    [&](const RightCondition& condition) { return condition.id == id; });
    // One entry for all lines: met where every line meets it.
    if (there != right.conditions.end()) {
      if (met || there->state == ConditionState::unknown) continue;
      there->state = ConditionState::unknown;
    } else {
      right.conditions.push_back({id, check.what, met ? ConditionState::met : ConditionState::unknown});
    }
    if (!met) {
      right.would_change.push_back({"如果做不到“" + check.what.zh + "”，就不能无理由退货",
                                    "without \"" + check.what.en + "\" the return is not possible"});
    }
  }
}

// The last moment to ask: the law's seven days or a longer promise, with what it rests on.
Instant window_end(const Judgement& judgement, std::vector<Basis>& basis) {
  const Law* counting = judgement.book.law("order90.10");
  const std::int64_t by_law = counting == nullptr ? 7 : counting->number;
  Instant end = end_of_window(*judgement.facts.signed_at, by_law, judgement.zone);
  if (const ShopPromise* longer = judgement.promise(PromiseKind::return_window)) {
    const std::int64_t promised = longer->span.ms / days(1).ms;
    if (promised > by_law) {
      end = end_of_window(*judgement.facts.signed_at, promised, judgement.zone);
      judgement.add_promise(basis, *longer);
    }
  }
  judgement.add_law(basis, "consumer.25");
  judgement.add_law(basis, "order90.10");
  return end;
}

// Fills in money: the least is what remains where no gift comes back.
void add_money(const Judgement& judgement, Entitlement& right) {
  const Settlement now = settle(judgement.facts, right.pieces, ReturnGround::no_reason);
  right.most = now.total;
  right.least = now.total;
  CaseFacts without_gifts = judgement.facts;
  for (GiftFact& gift : without_gifts.gifts) gift.comes_back = false;
  if (!judgement.facts.gifts.empty()) {
    right.least = settle(without_gifts, right.pieces, ReturnGround::no_reason).total;
    judgement.add_law(right.basis, "order90.12");
    judgement.add_law(right.basis, "taobao.dispute.61");
    right.would_change.push_back(
        {"赠品若不一并退回，会扣除 " + yuan(now.total - right.least),
         "a gift that does not come back is deducted: " + yuan_en(now.total - right.least)});
  }
  if (now.discount_lost > Fen{0}) {
    judgement.add_law(right.basis, "order90.17");
    right.would_change.push_back(
        {"部分退货后不再满足满减或套装，少退 " + yuan(now.discount_lost),
         "the rest no longer reaches the discount: " + yuan_en(now.discount_lost) + " less"});
  }
  if (now.outbound_freight > Fen{0}) {
    right.would_change.push_back(
        {"退货后不满足包邮，扣除发货运费 " + yuan(now.outbound_freight),
         "free shipping no longer applies: " + yuan_en(now.outbound_freight) + " deducted"});
  }
}

Entitlement exchange_instead(const Judgement& judgement, const Entitlement& back) {
  Entitlement exchange = back;
  exchange.remedy = RemedyKind::exchange;
  exchange.least = exchange.most = Fen{0};
  exchange.paid_within.reset();
  exchange.freight_out =
      back.freight_back == FreightPayer::seller ? FreightPayer::seller : FreightPayer::buyer;
  exchange.basis.clear();
  judgement.add_law(exchange.basis, "taobao.dispute.54");
  if (exchange.basis.empty()) exchange.basis = back.basis;
  exchange.sentence = {"也可以换尺码或颜色，" + freight_zh(back.freight_back) + "。",
                       "You may also exchange size or colour; " + freight_en(back.freight_back) + "."};
  return exchange;
}

bool wants_exchange(const Judgement& judgement) {
  const std::string& id = judgement.facts.issue;
  return judgement.facts.demand == Demand::exchange || id == "size_mismatch" || id == "colour_mismatch";
}

}  // namespace

FreightPayer no_reason_freight(const Judgement& judgement, std::vector<Basis>& basis) {
  const CaseFacts& facts = judgement.facts;
  // A promise stands whatever was agreed in talk.
  if (const ShopPromise* free = judgement.promise(PromiseKind::free_return_freight)) {
    judgement.add_promise(basis, *free);
    return FreightPayer::seller;
  }
  if (facts.freight_agreed) {
    basis.push_back(
        {BasisKind::agreement, "agreement", {"双方约定", "agreed between the parties"}, "case", false});
    return *facts.freight_agreed;
  }
  if (facts.agreed_on_return) {
    const std::size_t before = basis.size();
    judgement.add_law(basis, "taobao.dispute.49");
    if (basis.size() == before) {
      basis.push_back({BasisKind::agreement,
                       "agreement",
                       {"约定退货但未约定运费", "a return was agreed on, the freight was not"},
                       "case",
                       false});
    }
    return FreightPayer::seller;
  }
  judgement.add_law(basis, "order90.18");
  judgement.add_law(basis, "taobao.dispute.53");
  return facts.insurance && !facts.insurance->used ? FreightPayer::insurance : FreightPayer::buyer;
}

void judge_seven_days(Judgement& judgement) {
  const CaseFacts& facts = judgement.facts;
  const bool received = facts.phase == Phase::delivered || facts.phase == Phase::finished;
  if (!received || !facts.signed_at || !facts.any_affected()) return;
  // What never arrived cannot be sent back.
  if (judgement.nature() == IssueNature::not_received || facts.issue == "missing_item") return;
  Entitlement right;
  const Instant end = window_end(judgement, right.basis);
  if (judgement.asked_at() >= end) {
    judgement.refuse(RemedyKind::return_refund,
                     {"无理由退货期已于 " + until_zh(end, judgement.zone) + " 结束",
                      "the time to return without reason ended on " + until_en(end, judgement.zone)},
                     right.basis,
                     {{"如果确有质量问题，按质量问题处理", "a quality fault has its own, longer term"}});
    return;
  }
  right.pieces.assign(facts.lines.size(), 0);
  for (std::size_t i = 0; i < facts.lines.size(); ++i) {
    const FactLine& line = facts.lines[i];
    const GoodsCategory* category = judgement.book.category(line.category);
    if (category == nullptr) category = judgement.book.category("general");
    if (line.affected == 0 || category == nullptr) continue;
    if (auto refusal = excluded(judgement, line, *category)) {
      judgement.rights.refused.push_back(std::move(*refusal));
      continue;
    }
    right.pieces[i] = line.affected;
    add_intact_conditions(right, line, *category);
    judgement.add_law(right.basis, category->intact_law);
  }
  if (std::all_of(right.pieces.begin(), right.pieces.end(), [](std::int64_t n) { return n == 0; })) return;
  right.remedy = RemedyKind::return_refund;
  right.ground = ReturnGround::no_reason;
  right.until = end;
  right.freight_back = no_reason_freight(judgement, right.basis);
  if (facts.return_elsewhere) judgement.add_law(right.basis, "taobao.dispute.52");
  if (const Law* pay = judgement.book.law("order90.13")) right.paid_within = days(pay->number);
  add_money(judgement, right);
  // Who asked in time keeps the right when the time is over.
  const Text until = end > facts.now
                         ? Text{"您在 " + until_zh(end, judgement.zone) + "前（含当天）可以无理由退货",
                                "You may return it without a reason until " + until_en(end, judgement.zone)}
                         : Text{"您是在期限内提出的，可以无理由退货",
                                "You asked in time and may return it without a reason"};
  right.sentence = {until.zh + "，" + freight_zh(right.freight_back) + "，商品完好退回后七日内退款 " +
                        yuan(right.most) + "。",
                    until.en + "; " + freight_en(right.freight_back) + "; " + yuan_en(right.most) +
                        " within seven days of the intact goods being back."};
  // A stronger ground for the same return is already there: the buyer loses nothing by leaving this one out.
  const bool stronger = judgement.owes(RemedyKind::return_refund);
  if (wants_exchange(judgement) && !judgement.owes(RemedyKind::exchange)) {
    judgement.owe(exchange_instead(judgement, right));
  }
  if (!stronger) judgement.owe(std::move(right));
}

}  // namespace shouhou::domain
