#include "app/report_offers.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "app/require.h"
#include "ports/cases.h"
#include "ports/offers.h"

namespace shouhou::app {
namespace {

constexpr int most_offers = 5000;

using Key = std::tuple<domain::RemedyKind, std::string, bool>;

void count(const ports::StoredOffer& offer, std::map<Key, OfferedWay>& ways) {
  const bool answered =
      offer.state == domain::OfferState::chosen || offer.state == domain::OfferState::refused;
  const std::vector<std::int64_t> numbers = item_numbers(offer.menu);
  for (std::size_t place = 0; place < numbers.size(); ++place) {
    const domain::OfferItem& item = offer.menu.items[place];
    OfferedWay& way = ways[{item.remedy.kind, offer.facts.issue, item.entitled}];
    way.remedy = item.remedy.kind;
    way.issue = offer.facts.issue;
    way.entitled = item.entitled;
    ++way.shown;
    way.answered += answered;
    // What comes on top comes with any choice.
    const bool with_any = numbers[place] == 0 && offer.state == domain::OfferState::chosen;
    if (!with_any && std::ranges::find(offer.chosen, numbers[place]) == offer.chosen.end()) continue;
    ++way.taken;
    way.given += item.remedy.money + item.remedy.credit + item.remedy.gift_cost;
  }
}

}  // namespace

Result<OfferReport> report_offers(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  OfferReport report;
  std::map<Key, OfferedWay> ways;
  for (const ports::StoredOffer& offer : unit.offers().answered(actor.shop, most_offers)) {
    ++report.menus;
    const bool chosen = offer.state == domain::OfferState::chosen;
    const bool refused = offer.state == domain::OfferState::refused;
    report.chosen += chosen;
    report.refused += refused;
    report.unanswered += !chosen && !refused;
    report.by_hand += offer.edited;
    count(offer, ways);
  }
  for (auto& [key, way] : ways) {
    way.name = text_of(way.remedy).in(actor.language);
    const domain::Issue* issue = book.issue(way.issue);
    way.issue_name = issue == nullptr ? way.issue : issue->name.in(actor.language);
    report.items.push_back(std::move(way));
  }
  std::ranges::stable_sort(report.items,
                           [](const OfferedWay& a, const OfferedWay& b) { return a.shown > b.shown; });
  return report;
}

}  // namespace shouhou::app
