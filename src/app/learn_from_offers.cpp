#include "app/learn_from_offers.h"

#include <algorithm>

#include "app/require.h"
#include "ports/cases.h"
#include "ports/offers.h"

namespace shouhou::app {
namespace {

constexpr int most_offers = 5000;

// The buyer took a lighter way, not what is owed.
bool took_lighter(const ports::StoredOffer& offer) {
  const std::vector<std::int64_t> numbers = item_numbers(offer.menu);
  for (std::size_t place = 0; place < numbers.size(); ++place) {
    if (offer.menu.items[place].entitled) continue;
    if (std::ranges::find(offer.chosen, numbers[place]) != offer.chosen.end()) return true;
  }
  return false;
}

}  // namespace

Result<OfferLearning> learn_from_offers(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  OfferLearning learning;
  const domain::AcceptHistory history = unit.offers().answers(actor.shop);
  for (const auto& [cell, counts] : history.cells()) {
    // Which right was taken is learnt too, for what follows a refusal; the list is about lighter ways.
    if (!book.remedy(cell.remedy).lighter) continue;
    learning.cells.push_back(
        {cell, text_of(cell.remedy), counts.accepted, counts.refused, book.remedy(cell.remedy).accept_prior});
  }
  std::vector<domain::AnsweredMenu> menus;
  const std::int64_t most = book.number(domain::Tuning::offer_lighter_most);
  for (const ports::StoredOffer& offer : unit.offers().answered(actor.shop, most_offers)) {
    ++learning.looked_at;
    const bool chosen = offer.state == domain::OfferState::chosen;
    const bool refused = offer.state == domain::OfferState::refused;
    const bool taken = chosen && took_lighter(offer);
    learning.chosen += chosen;
    learning.refused += refused;
    learning.lighter_taken += taken;
    learning.unanswered += !chosen && !refused;
    learning.edited += offer.edited;
    learning.explored += offer.menu.log.explored;
    const bool nothing_lighter = offer.menu.log.candidates.empty();
    if (offer.edited || nothing_lighter || (!chosen && !refused)) continue;
    menus.push_back({taken, is_greedy(offer.menu.log, most), offer.menu.log.propensity});
  }
  learning.observed = observed_share(menus);
  learning.without_exploring = share_without_exploring(menus);
  return learning;
}

}  // namespace shouhou::app
