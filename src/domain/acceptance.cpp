#include "domain/acceptance.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

// Mean of a Beta whose prior counts as `weight` outcomes of probability `p`.
double shrink(double p, double weight, const AcceptCounts& counts) {
  const auto accepted = static_cast<double>(counts.accepted);
  const auto refused = static_cast<double>(counts.refused);
  return (weight * p + accepted) / (weight + accepted + refused);
}

template <class Map, class Key>
AcceptCounts counts_in(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? AcceptCounts{} : found->second;
}

// Before anything was learnt: more money is accepted more often, an angry buyer accepts small favours less
// often (P-D5). The bends are gentle; outcomes correct them.
double prior(const AcceptCell& cell, const RemedyRow& row, std::int64_t permille, std::int64_t typical) {
  double p = row.accept_prior;
  if (permille > 0 && typical > 0) {
    p *= std::clamp(static_cast<double>(permille) / static_cast<double>(typical), 0.3, 1.8);
  }
  if (row.lighter) p *= 1.0 - 0.12 * static_cast<double>(index_of(cell.mood));
  return std::clamp(p, 0.01, 0.97);
}

}  // namespace

std::int64_t price_band(Fen paid) {
  if (paid < Fen{50'00}) return 0;
  if (paid < Fen{200'00}) return 1;
  return paid < Fen{500'00} ? 2 : 3;
}

std::int64_t size_band(std::int64_t permille) {
  std::int64_t band = 0;
  for (std::int64_t edge = 50; edge <= permille && band < 5; edge *= 2) ++band;
  return band;
}

void AcceptHistory::add(const AcceptCell& cell, bool accepted, std::int64_t times) {
  const auto count = [&](AcceptCounts& counts) { (accepted ? counts.accepted : counts.refused) += times; };
  count(fine_[cell]);
  const Wish wish{cell.remedy, cell.size, cell.issue, cell.demand};
  count(by_priced_wish_[{wish, cell.price}]);
  count(by_wish_[wish]);
  count(by_size_[{cell.remedy, cell.size}]);
  count(by_kind_[cell.remedy]);
}

double AcceptHistory::share(const AcceptCell& cell, double start, double weight) const {
  return shrink(start, weight, counts_in(by_wish_, Wish{cell.remedy, cell.size, cell.issue, cell.demand}));
}

double AcceptHistory::probability(const AcceptCell& cell, const RemedyRow& row, std::int64_t permille,
                                  std::int64_t typical_permille) const {
  double p = prior(cell, row, permille, typical_permille);
  // What was learnt about the kind moves the prior as a whole; size and cell refine it.
  const AcceptCounts kind = counts_in(by_kind_, cell.remedy);
  if (kind.accepted + kind.refused > 0) {
    const double learnt = shrink(row.accept_prior, row.prior_weight, kind);
    p = std::clamp(p * learnt / row.accept_prior, 0.01, 0.97);
  }
  p = shrink(p, row.prior_weight * 2, counts_in(by_size_, std::make_pair(cell.remedy, cell.size)));
  const Wish wish{cell.remedy, cell.size, cell.issue, cell.demand};
  p = shrink(p, row.prior_weight * 2, counts_in(by_wish_, wish));
  p = shrink(p, row.prior_weight * 2, counts_in(by_priced_wish_, PricedWish{wish, cell.price}));
  p = shrink(p, row.prior_weight * 4, counts_in(fine_, cell));
  return std::clamp(p, 0.01, 0.99);
}

}  // namespace shouhou::domain
