#include "app/buyer_pattern.h"

#include <algorithm>

#include "ports/cases.h"
#include "ports/grants.h"
#include "ports/offers.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

// The buyer's other cases that are looked back at; more make no difference to anything.
constexpr int cases_back = 30;
constexpr Span quick = hours(1);

bool asked_at_once(ports::ReadUnit& unit, const domain::Case& other) {
  const auto order = other.order ? unit.trade().order(other.shop, other.order) : std::nullopt;
  if (!order || !order->delivered_at || other.opened < *order->delivered_at) return false;
  return other.opened - *order->delivered_at <= quick;
}

// Pictures of this case that another case showed before.
std::int64_t pictures_seen_before(ports::ReadUnit& unit, const domain::Case& state) {
  return std::ranges::count_if(state.evidence, [&](const domain::EvidencePiece& piece) {
    return !piece.content_hash.empty() && piece.given_by_buyer &&
           !unit.cases().cases_with_picture(state.shop, piece.content_hash, {}, state.id).empty();
  });
}

}  // namespace

void add_buyer_pattern(ports::ReadUnit& unit, const domain::Case& state, domain::BuyerHistory& buyer) {
  buyer.same_photo_claims = pictures_seen_before(unit, state);
  if (!state.buyer) return;
  const domain::RuleBook& book = *unit.cases().rules(state.shop).book;
  for (const CaseId id : unit.cases().of_buyer(state.shop, state.buyer, cases_back)) {
    if (id == state.id) continue;
    const auto other = unit.cases().load(state.shop, id);
    if (!other || other->merged_into) continue;
    const domain::Issue* issue = book.issue(other->issue);
    if (issue != nullptr && issue->nature == domain::IssueNature::abuse) ++buyer.threats;
    if (asked_at_once(unit, *other) && unit.grants().goodwill_in(state.shop, id).grants > 0) {
      ++buyer.quick_claims;
    }
  }
  const auto said = unit.offers().patterns(state.shop, state.buyer, 1);
  buyer.marked_safe = !said.empty() && said.front().safe;
}

}  // namespace shouhou::app
