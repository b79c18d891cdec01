#include "domain/remedies.h"

#include <algorithm>
#include <array>

namespace shouhou::domain {
namespace {

// Where each remedy makes sense, by RemedyKind: unpaid, unshipped, in_transit, delivered, finished.
struct PhaseRow {
  bool unshipped, in_transit, received;
};
constexpr std::array<PhaseRow, count_of<RemedyKind>> phases{{
    {true, false, false},  // cancel_refund
    {true, true, true},    // wait_until
    {false, true, false},  // intercept
    {false, true, true},   // refund_only
    {false, false, true},  // partial_refund_keep
    {false, true, true},   // return_refund
    {false, false, true},  // exchange
    {true, true, true},    // reship
    {false, false, true},  // reship_missing
    {false, false, true},  // refund_missing
    {false, false, true},  // repair_allowance
    {false, false, true},  // repair_service
    {true, true, true},    // coupon
    {true, true, true},    // member_upgrade
    {true, true, true},    // red_packet
    {true, true, true},    // gift
    {false, false, true},  // freight_reimbursement
    {true, true, true},    // compensation_by_rule
    {true, true, true},    // apology
    {true, true, true},    // decline
    {true, true, true},    // goodwill_refund
}};

struct Question {
  const Remedy& remedy;
  const CaseFacts& facts;
  const RuleBook& book;
  const Rights& rights;

  bool owed() const {
    const Entitlement* entitlement = rights.find(remedy.kind);
    return entitlement != nullptr && remedy.money <= entitlement->most;
  }
};

using Answer = std::optional<Text>;

Answer check_phase(const Question& ask) {
  const PhaseRow& row = phases[index_of(ask.remedy.kind)];
  const Phase phase = ask.facts.phase;
  const bool fits = phase == Phase::unshipped    ? row.unshipped
                    : phase == Phase::in_transit ? row.in_transit
                    : phase == Phase::unpaid     ? false
                                                 : row.received;
  // Price protection pays a difference whatever the phase.
  if (fits || phase == Phase::unpaid || ask.owed()) {
    return phase == Phase::unpaid ? Answer(Text{"订单还没有付款", "the order has not been paid"})
                                  : std::nullopt;
  }
  return Text{"“" + text_of(phase).zh + "”时不能" + text_of(ask.remedy.kind).zh,
              text_of(ask.remedy.kind).en + " is not possible while " + text_of(phase).en};
}

Answer check_goods(const Question& ask) {
  using enum RemedyKind;
  switch (ask.remedy.kind) {
    case cancel_refund:
    case intercept:
    case refund_only:
    case partial_refund_keep:
    case return_refund:
    case exchange:
    case refund_missing:
    case repair_allowance:
    case repair_service:
      if (!ask.facts.any_affected()) return Text{"还没有选出涉及的商品", "no goods have been chosen yet"};
      break;
    default:
      break;
  }
  return std::nullopt;
}

Answer check_money_is_there(const Question& ask) {
  using enum RemedyKind;
  switch (ask.remedy.kind) {
    case partial_refund_keep:
    case refund_missing:
    case repair_allowance:
    case red_packet:
    case freight_reimbursement:
    case goodwill_refund:
      if (ask.remedy.money <= Fen{0}) return Text{"金额必须大于 0", "the amount must be above 0"};
      break;
    case coupon:
      if (ask.remedy.credit <= Fen{0})
        return Text{"券面金额必须大于 0", "the coupon's value must be above 0"};
      break;
    case wait_until:
      if (!ask.remedy.look_again || *ask.remedy.look_again <= ask.facts.now) {
        return Text{"等待要有一个将来的日期", "waiting needs a date to come"};
      }
      break;
    default:
      break;
  }
  if (ask.remedy.money < Fen{0} || ask.remedy.credit < Fen{0} || ask.remedy.gift_cost < Fen{0}) {
    return Text{"金额不能为负", "an amount must not be negative"};
  }
  return std::nullopt;
}

// Never above what was paid for the lines, except compensation by rule.
Answer check_money_cap(const Question& ask) {
  if (beyond_what_was_paid(ask.remedy, ask.facts, ask.rights)) return std::nullopt;
  const Fen cap = money_cap(ask.facts);
  if (ask.remedy.money <= cap) return std::nullopt;
  if (const ReturnFreight freight = return_freight(ask.facts, ask.rights);
      ask.remedy.kind == RemedyKind::freight_reimbursement && freight.left > Fen{0}) {
    return Text{
        "退回运费还能补 " + format_yuan(freight.left) + " 元；实际更多的，先填买家寄回实付的运费",
        "at most " + format_yuan(freight.left) +
            " yuan of freight are left; where it was more, enter what the buyer paid for the way back"};
  }
  return Text{"最多还能退 " + format_yuan(cap) + " 元",
              "at most " + format_yuan(cap) + " yuan are left to give back"};
}

Answer check_stock(const Question& ask) {
  using enum RemedyKind;
  const RemedyKind kind = ask.remedy.kind;
  const bool needs_stock = kind == exchange || kind == reship || kind == reship_missing;
  if (needs_stock && ask.facts.out_of_stock) return Text{"没有库存可发", "there is no stock to send"};
  return std::nullopt;
}

Answer check_can_come_back(const Question& ask) {
  using enum RemedyKind;
  const RemedyKind kind = ask.remedy.kind;
  const bool comes_back =
      kind == return_refund || kind == exchange || kind == repair_service || kind == intercept;
  if (comes_back && ask.facts.cannot_come_back) return Text{"商品无法寄回", "the goods cannot come back"};
  return std::nullopt;
}

// A lighter way in place of at least as much that is owed saves money: no goodwill is spent.
bool replaces_owed_money(const Question& ask) {
  return std::any_of(ask.rights.owed.begin(), ask.rights.owed.end(), [&](const Entitlement& owed) {
    return owed.most >= ask.remedy.money + ask.remedy.credit + ask.remedy.gift_cost;
  });
}

Answer check_goodwill_caps(const Question& ask) {
  const Fen goodwill = goodwill_of(ask.remedy, ask.facts, ask.book, ask.rights);
  if (goodwill <= Fen{0} || replaces_owed_money(ask)) return std::nullopt;
  if (ask.facts.buyer.goodwill_this_month + goodwill > ask.book.amount(Tuning::goodwill_per_buyer_month)) {
    return Text{"超过这位买家本月的善意上限", "above this buyer's goodwill for the month"};
  }
  for (const auto& [sku, given] : ask.facts.sku_goodwill_this_month) {
    if (given + goodwill > ask.book.amount(Tuning::goodwill_per_sku_month)) {
      return Text{"超过该规格本月的善意上限，请先查原因",
                  "above this sku's goodwill for the month; look into the cause first"};
    }
  }
  const Fen most{ask.facts.affected_paid().value / 1000 * ask.book.number(Tuning::goodwill_case_permille) +
                 ask.facts.affected_paid().value % 1000 * ask.book.number(Tuning::goodwill_case_permille) /
                     1000};
  if (ask.remedy.kind != RemedyKind::goodwill_refund &&
      ask.remedy.money + ask.facts.goodwill_this_case > most) {
    return Text{"超过本单善意上限", "above the goodwill for this case"};
  }
  return std::nullopt;
}

Answer check_decline(const Question& ask) {
  if (ask.remedy.kind != RemedyKind::decline) return std::nullopt;
  if (!ask.rights.owed.empty() && ask.facts.demand != Demand::compensation &&
      ask.facts.demand != Demand::other) {
    return Text{"买家有应得权益，不能只是拒绝",
                "the buyer is owed something; declining alone is not possible"};
  }
  return std::nullopt;
}

struct Validator {
  const char* name;
  Answer (*check)(const Question&);
};
constexpr std::array<Validator, 8> validators{{{"phase", check_phase},
                                               {"goods", check_goods},
                                               {"amount", check_money_is_there},
                                               {"money_cap", check_money_cap},
                                               {"stock", check_stock},
                                               {"can_come_back", check_can_come_back},
                                               {"goodwill_caps", check_goodwill_caps},
                                               {"decline", check_decline}}};

}  // namespace

Remedy remedy_for(const Entitlement& entitlement, const CaseFacts& facts) {
  Remedy remedy;
  remedy.kind = entitlement.remedy;
  (entitlement.paid_in == PaidIn::money ? remedy.money : remedy.credit) = entitlement.most;
  remedy.pieces = entitlement.pieces;
  remedy.freight_back = entitlement.freight_back;
  remedy.freight_out = entitlement.freight_out;
  remedy.ground = entitlement.ground;
  if (remedy.kind == RemedyKind::wait_until) remedy.look_again = facts.now + days(3);
  return remedy;
}

Fen money_cap(const CaseFacts& facts) {
  Fen rest;
  for (const FactLine& line : facts.lines) {
    if (line.affected > 0) rest += std::max(Fen{0}, line.paid - line.refunded);
  }
  return rest + std::max(Fen{0}, facts.postage - facts.postage_refunded);
}

ReturnFreight return_freight(const CaseFacts& facts, const Rights& rights) {
  ReturnFreight freight;
  bool travels = false;
  for (const Entitlement& owed : rights.owed) {
    const bool comes_back = owed.remedy == RemedyKind::return_refund || owed.remedy == RemedyKind::exchange ||
                            owed.remedy == RemedyKind::repair_service;
    if (!comes_back || owed.freight_back == FreightPayer::none) continue;
    travels = true;
    freight.owed = freight.owed || owed.freight_back == FreightPayer::seller;
  }
  if (travels) freight.left = std::max(Fen{0}, facts.return_freight - facts.freight_reimbursed);
  return freight;
}

bool beyond_what_was_paid(const Remedy& remedy, const CaseFacts& facts, const Rights& rights) {
  if (remedy.kind == RemedyKind::compensation_by_rule) return true;
  return remedy.kind == RemedyKind::freight_reimbursement && remedy.money > Fen{0} &&
         remedy.money <= return_freight(facts, rights).left;
}

std::vector<Obstacle> obstacles(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book,
                                const Rights& rights) {
  std::vector<Obstacle> list;
  const Question ask{remedy, facts, book, rights};
  for (const Validator& validator : validators) {
    if (auto why = validator.check(ask)) list.push_back({validator.name, std::move(*why)});
  }
  return list;
}

std::vector<Effect> effects_of(const Remedy& remedy) {
  using enum RemedyKind;
  const auto refund = [&](bool after) {
    return Effect{EffectKind::pay_refund, remedy.money, remedy.pieces, {}, after};
  };
  const auto plain = [&](EffectKind kind) { return Effect{kind, Fen{0}, remedy.pieces, {}, false}; };
  const Effect pay_out{EffectKind::pay_out, remedy.money, {}, {}, false};
  const Effect coupon_effect{EffectKind::issue_coupon, remedy.credit, {}, {}, false};
  switch (remedy.kind) {
    case cancel_refund:
      return {plain(EffectKind::stop_packing), refund(false)};
    case wait_until:
      return {Effect{EffectKind::look_again, Fen{0}, {}, remedy.look_again, false}};
    case intercept:
      return {plain(EffectKind::ask_interception), refund(true)};
    case refund_only:
    case partial_refund_keep:
    case refund_missing:
    case goodwill_refund:
      return {refund(false)};
    case return_refund:
      return {plain(EffectKind::await_return), refund(true)};
    case exchange:
      return {plain(EffectKind::await_return), plain(EffectKind::send_goods)};
    case reship:
    case reship_missing:
      return {plain(EffectKind::send_goods)};
    case repair_allowance:
    case red_packet:
    case freight_reimbursement:
      return {pay_out};
    case repair_service:
      return {plain(EffectKind::await_return), plain(EffectKind::order_repair)};
    case coupon:
      return {coupon_effect};
    case member_upgrade:
      return {Effect{EffectKind::raise_member_level, Fen{0}, {}, {}, false}};
    case gift:
      return {Effect{EffectKind::send_gift, remedy.gift_cost, {}, {}, false}};
    case compensation_by_rule:
      return remedy.credit > Fen{0} ? std::vector<Effect>{coupon_effect} : std::vector<Effect>{pay_out};
    case apology:
    case decline:
      break;
  }
  return {Effect{}};
}

}  // namespace shouhou::domain
