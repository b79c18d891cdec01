// 接受率: how likely a buyer takes a lighter way standing alone beside the rights, learnt from this shop's
// own outcomes. A logistic model over the Beta counts of AcceptHistory: what the remedy, the issue, the
// buyer's wish, the price and the mood each add to the log-odds is learnt apart and shared between cells, so
// that a cell with few outcomes leans on all that resemble it, and more money is always learnt as more money.
// It starts from the priors in rules/. docs/decisions/0014.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/acceptance.h"

namespace shouhou::domain {

class AcceptModel {
 public:
  // `book` must outlive it.
  explicit AcceptModel(const RuleBook& book) : book_(&book) {}
  AcceptModel(const AcceptHistory& history, const RuleBook& book);

  // One answer, or many at once. The weights follow when one in fifty is new.
  void learn(const AcceptCell& cell, const AcceptCounts& counts);
  void learn(const AcceptCell& cell, bool accepted) {
    learn(cell, accepted ? AcceptCounts{1, 0} : AcceptCounts{0, 1});
  }

  // P(accept) in (0, 1) of a lighter way that gives `permille` of what was paid.
  double probability(const AcceptCell& cell, std::int64_t permille) const;
  // How often buyers with this wish took a right, starting from `start`, which counts as `weight` outcomes.
  double share(const AcceptCell& cell, double start, double weight) const {
    return history_.share(cell, start, weight);
  }
  const AcceptHistory& history() const { return history_; }

 private:
  // What one trait adds to the log-odds, and in which rows it plays a part.
  struct Trait {
    double weight = 0;
    double certainty = 0;                                // 1 / variance before anything was learnt
    std::vector<std::pair<std::uint32_t, double>> rows;  // place, by how much
  };
  // The answers of one cell.
  struct Row {
    AcceptCounts counts;
    double odds = 0;  // log-odds as fitted
  };
  struct Feature {
    std::uint64_t key = 0;
    double value = 1;
    double spread = 0;  // standard deviation before anything was learnt
  };
  static constexpr std::size_t feature_count = 12;
  using Features = std::array<Feature, feature_count>;

  static Features features_of(const AcceptCell& cell, double permille, double typical);
  double start(const AcceptCell& cell, double permille) const;  // log-odds by rules/ alone
  double typical(const AcceptCell& cell) const;
  void count(const AcceptCell& cell, const AcceptCounts& counts);
  void fit(int sweeps);
  double step(Trait& trait);  // the move it made

  const RuleBook* book_;
  AcceptHistory history_;
  std::map<AcceptCell, std::uint32_t> places_;  // of the rows
  std::vector<Row> rows_;
  std::vector<Trait> traits_;
  std::unordered_map<std::uint64_t, std::uint32_t> trait_of_;  // by key
  std::int64_t answers_ = 0;
  std::int64_t fitted_ = 0;  // answers that the weights know of
};

}  // namespace shouhou::domain
