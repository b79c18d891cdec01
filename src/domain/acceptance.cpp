#include "domain/acceptance.h"

#include <algorithm>
#include <array>
#include <cmath>

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

// Band 0 gives nothing, or next to nothing.
constexpr std::array<std::int64_t, 11> size_edges{10, 35, 50, 71, 100, 141, 200, 283, 400, 566, 800};

}  // namespace

std::int64_t price_band(Fen paid) {
  if (paid < Fen{50'00}) return 0;
  if (paid < Fen{200'00}) return 1;
  return paid < Fen{500'00} ? 2 : 3;
}

std::int64_t size_band(std::int64_t permille) {
  return std::upper_bound(size_edges.begin(), size_edges.end(), permille) - size_edges.begin();
}

double middle_of_size_band(std::int64_t band) {
  if (band <= 0) return 0;
  const auto place = static_cast<std::size_t>(band);
  if (place >= size_edges.size()) return 1000;
  return std::sqrt(static_cast<double>(size_edges[place - 1]) * static_cast<double>(size_edges[place]));
}

void AcceptHistory::add(const AcceptCell& cell, bool accepted, std::int64_t times) {
  const auto count = [&](AcceptCounts& counts) { (accepted ? counts.accepted : counts.refused) += times; };
  count(fine_[cell]);
  count(by_wish_[Wish{cell.remedy, cell.size, cell.issue, cell.demand}]);
}

double AcceptHistory::share(const AcceptCell& cell, double start, double weight) const {
  return shrink(start, weight, counts_in(by_wish_, Wish{cell.remedy, cell.size, cell.issue, cell.demand}));
}

}  // namespace shouhou::domain
