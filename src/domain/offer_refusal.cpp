// What follows when the buyer takes no lighter way: which right is taken how often, or nothing at all, and
// what that costs. Starts from what the buyer asks for and learns from what buyers did.
#include <algorithm>
#include <cmath>

#include "domain/offer_candidates.h"

namespace shouhou::domain {
namespace {

Fen permille(Fen amount, std::int64_t share) {
  return Fen{amount.value / 1000 * share + amount.value % 1000 * share / 1000};
}

Fen scaled(Fen amount, double factor) {
  return Fen{static_cast<std::int64_t>(std::llround(static_cast<double>(amount.value) * factor))};
}

bool asked_for(Demand demand, RemedyKind remedy) {
  using enum RemedyKind;
  switch (demand) {
    case Demand::cancel:
      return remedy == cancel_refund || remedy == intercept;
    case Demand::refund_only:
      return remedy == refund_only || remedy == refund_missing || remedy == cancel_refund;
    case Demand::return_refund:
      return remedy == return_refund;
    case Demand::exchange:
      return remedy == exchange;
    case Demand::reship:
      return remedy == reship || remedy == reship_missing;
    case Demand::repair:
      return remedy == repair_service;
    default:
      return false;
  }
}

// Before anything was learnt: who names a right mostly takes it; who does not, spreads over the rights as
// their rows say, or lets it be. The weight of the demand has no outside source; outcomes correct it.
constexpr double weight_of_demand = 4;
constexpr double weight_of_nothing = 0.6;
// As many outcomes as the start counts for.
constexpr double weight_of_start = 8;

}  // namespace

IfRefused if_refused(const CaseFacts& facts, const RuleBook& book, const Rights& rights,
                     const AcceptModel& model) {
  IfRefused then;
  double sum = weight_of_nothing;
  for (const Entitlement& owed : rights.owed) {
    // Compensation comes on top whatever is chosen: it is no alternative.
    if (owed.remedy == RemedyKind::compensation_by_rule) continue;
    const Remedy remedy = remedy_for(owed, facts);
    const double weight =
        book.remedy(owed.remedy).accept_prior * (asked_for(facts.demand, owed.remedy) ? weight_of_demand : 1);
    sum += weight;
    then.rights.push_back({owed.remedy, cost_of(remedy, facts, book).total, weight});
    then.rights.back().share = weight;
  }
  double taken = 0;
  std::size_t place = 0;
  for (const Entitlement& owed : rights.owed) {
    if (owed.remedy == RemedyKind::compensation_by_rule) continue;
    RightTaken& right = then.rights[place++];
    right.share =
        model.share(cell_of(remedy_for(owed, facts), facts, book), right.share / sum, weight_of_start);
    taken += right.share;
  }
  // Learnt apart from each other, the shares need not fit together.
  const double most = 0.98;
  if (taken > most) {
    for (RightTaken& right : then.rights) right.share *= most / taken;
    taken = most;
  }
  then.nothing = 1 - taken;
  // Anger multiplies the chance of a review or dispute: calm ×1, furious ×5.
  const auto anger = static_cast<std::int64_t>(index_of(facts.mood)) + 1;
  const auto chance = [&](Tuning which) { return std::min<std::int64_t>(1000, book.number(which) * anger); };
  const Fen measured =
      permille(book.amount(Tuning::bad_review_loss), chance(Tuning::bad_review_permille)) +
      permille(book.amount(Tuning::dispute_loss), chance(Tuning::dispute_permille)) +
      permille(permille(std::max(Fen{0}, facts.buyer.value), book.number(Tuning::margin_permille)),
               chance(Tuning::lost_buyer_permille));
  then.ill_will = permille(measured, book.number(Tuning::ill_will_weight));
  then.left_after_right = static_cast<double>(book.number(Tuning::ill_will_after_right)) / 1000;
  return then;
}

Fen IfRefused::cost_of_rights() const {
  Fen sum;
  for (const RightTaken& right : rights) sum += scaled(right.cost, right.share);
  return sum;
}

// Who got a right is less cross than who got nothing.
Fen IfRefused::ill_will_left() const {
  return scaled(ill_will, nothing + (1 - nothing) * left_after_right);
}

}  // namespace shouhou::domain
