#include "domain/accept_model.h"

#include <algorithm>
#include <cmath>

#include "domain/enum_names.h"

namespace shouhou::domain {
namespace {

double rising(double x) {
  return 1 / (1 + std::exp(-x));
}

std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// FNV-1a: the same in every build, so that a run can be made again.
std::uint64_t hashed(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  return hash;
}

// One sweep goes over every trait. From nothing the weights are there after a dozen; a few new answers need
// two.
constexpr int sweeps_from_nothing = 12;
constexpr int sweeps_to_follow = 2;
constexpr double near_enough = 0.01;  // of log-odds

template <class... Parts>
std::uint64_t key_of(std::uint64_t which, Parts... parts) {
  std::uint64_t key = mixed(which + 1);
  ((key = mixed(key ^ (static_cast<std::uint64_t>(parts) + 0x9e3779b97f4a7c15ULL))), ...);
  return key;
}

}  // namespace

AcceptModel::AcceptModel(const AcceptHistory& history, const RuleBook& book) : book_(&book) {
  for (const auto& [cell, counts] : history.cells()) count(cell, counts);
  if (answers_ > 0) fit(sweeps_from_nothing);
}

double AcceptModel::typical(const AcceptCell& cell) const {
  return static_cast<double>(std::max<std::int64_t>(1, book_->ladder_step(cell.mood).permille));
}

// More money is accepted more often, an angry buyer accepts small favours less often (P-D5). The bends are
// gentle; outcomes correct them.
double AcceptModel::start(const AcceptCell& cell, double permille) const {
  const RemedyRow& row = book_->remedy(cell.remedy);
  double p = row.accept_prior;
  if (permille > 0) p *= std::clamp(permille / typical(cell), 0.3, 1.8);
  if (row.lighter) p *= 1.0 - 0.12 * static_cast<double>(index_of(cell.mood));
  p = std::clamp(p, 0.01, 0.97);
  return std::log(p / (1 - p));
}

AcceptModel::Features AcceptModel::features_of(const AcceptCell& cell, double permille, double typical) {
  const auto kind = index_of(cell.remedy);
  const std::uint64_t issue = hashed(cell.issue);
  const auto demand = index_of(cell.demand);
  const auto price = cell.price;
  const double mood = static_cast<double>(index_of(cell.mood)) - 1;
  // How much it gives: doublings of the typical amount, and shares of the price. 0 where it gives nothing.
  const double doublings = permille > 0 ? std::log2(permille / typical) : 0;
  const double tenths = permille / 100;
  return {{{key_of(0, kind), 1, 0.55},
           {key_of(1, kind, issue), 1, 0.5},
           {key_of(2, kind, demand), 1, 0.5},
           {key_of(3, issue, demand), 1, 0.55},
           {key_of(4, kind, issue, demand), 1, 0.35},
           {key_of(5, price, kind), 1, 0.3},
           {key_of(6, issue, demand, price), 1, 0.3},
           {key_of(7, kind), mood, 0.2},
           {key_of(8, issue, demand), mood, 0.15},
           {key_of(9, kind), doublings, 0.35},
           {key_of(10, kind, issue), doublings, 0.2},
           {key_of(11, kind, price), tenths, 0.2}}};
}

void AcceptModel::count(const AcceptCell& cell, const AcceptCounts& counts) {
  history_.add(cell, true, counts.accepted);
  history_.add(cell, false, counts.refused);
  const std::int64_t times = counts.accepted + counts.refused;
  // Which right was taken is counted only: it is no acceptance of a lighter way.
  if (times <= 0 || !book_->remedy(cell.remedy).lighter) return;
  answers_ += times;
  const auto [known, first] = places_.emplace(cell, static_cast<std::uint32_t>(rows_.size()));
  if (!first) {
    rows_[known->second].counts.accepted += counts.accepted;
    rows_[known->second].counts.refused += counts.refused;
    return;
  }
  const double permille = middle_of_size_band(cell.size);
  Row row{counts, start(cell, permille)};
  for (const Feature& feature : features_of(cell, permille, typical(cell))) {
    const auto [place, is_new] = trait_of_.emplace(feature.key, static_cast<std::uint32_t>(traits_.size()));
    if (is_new) traits_.push_back({0, 1 / (feature.spread * feature.spread), {}});
    Trait& trait = traits_[place->second];
    row.odds += trait.weight * feature.value;
    if (feature.value != 0) trait.rows.emplace_back(known->second, feature.value);
  }
  rows_.push_back(row);
}

void AcceptModel::learn(const AcceptCell& cell, const AcceptCounts& counts) {
  count(cell, counts);
  if ((answers_ - fitted_) * 50 > fitted_) fit(sweeps_to_follow);
}

// One step of Newton along one trait, the others held.
double AcceptModel::step(Trait& trait) {
  double pull = -trait.weight * trait.certainty;
  double bend = trait.certainty;
  for (const auto& [place, value] : trait.rows) {
    const Row& row = rows_[place];
    const auto times = static_cast<double>(row.counts.accepted + row.counts.refused);
    const double p = rising(row.odds);
    pull += value * (static_cast<double>(row.counts.accepted) - times * p);
    bend += value * value * times * p * (1 - p);
  }
  const double move = std::clamp(pull / bend, -1.0, 1.0);
  trait.weight += move;
  for (const auto& [place, value] : trait.rows) rows_[place].odds += move * value;
  return std::abs(move);
}

void AcceptModel::fit(int sweeps) {
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    double most = 0;
    for (Trait& trait : traits_) most = std::max(most, step(trait));
    if (most < near_enough) break;
  }
  fitted_ = answers_;
}

double AcceptModel::probability(const AcceptCell& cell, std::int64_t permille) const {
  double odds = start(cell, static_cast<double>(permille));
  for (const Feature& feature : features_of(cell, static_cast<double>(permille), typical(cell))) {
    const auto known = trait_of_.find(feature.key);
    if (known != trait_of_.end()) odds += traits_[known->second].weight * feature.value;
  }
  return std::clamp(rising(odds), 0.01, 0.99);
}

}  // namespace shouhou::domain
