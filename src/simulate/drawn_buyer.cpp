#include "simulate/drawn_buyer.h"

#include "simulate/troubles.h"

namespace shouhou::simulate {
namespace {

// Share of goods that can be mended, where nobody says which goods they are.
constexpr double mendable = 0.5;

std::optional<std::size_t> best_right(const Mind& mind, const domain::Offer& offer,
                                      const domain::Rights& rights) {
  std::optional<std::size_t> best;
  double most = 0;
  for (std::size_t i = 0; i < offer.items.size(); ++i) {
    const domain::OfferItem& item = offer.items[i];
    if (!item.entitled || item.remedy.kind == domain::RemedyKind::compensation_by_rule) continue;
    const double worth = mind.worth(item.remedy, rights);
    if (best && worth <= most) continue;
    best = i;
    most = worth;
  }
  return best;
}

}  // namespace

DrawnBuyer::DrawnBuyer(const WorldRules& rules, std::uint64_t seed, const std::string& issue) : seed_(seed) {
  world_.rules = &rules;
  world_.size.seed = seed;
  world_.buyers.push_back(drawn_buyer(rules, Draw(seed, Purpose::buyer, 0)));
  SimOrder order;
  const SimTrouble* kind = rules.trouble(issue);
  if (kind == nullptr) kind = rules.trouble("venting");
  if (kind == nullptr) kind = &rules.troubles.front();
  const Temperament& temperament = rules.temperaments[world_.buyers.front().temperament];
  order.trouble = drawn_trouble(*kind, temperament, mendable, rules.numbers.arrives_after_stuck,
                                Draw(seed, Purpose::trouble, 0));
  world_.orders.push_back(order);
}

std::optional<std::size_t> DrawnBuyer::answer(const domain::CaseFacts& facts, const domain::Rights& rights,
                                              const domain::Offer& offer, int round) const {
  const SimOrder& order = world_.orders.front();
  const Mind mind(world_, order, facts);
  if (round > most_rounds) return best_right(mind, offer, rights);
  Talk talk;
  talk.round = round;
  talk.mood = order.trouble->mood;
  talk.rights_shown = !domain::what_is_missing(offer, rights).has_value();
  const Draw taste(seed_, Purpose::taste, 0, static_cast<std::uint64_t>(round));
  const Choice choice = choose(mind, talk, offer, rights, taste);
  if (choice.refused) return std::nullopt;
  return choice.item;
}

}  // namespace shouhou::simulate
