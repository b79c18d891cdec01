// How likely a buyer accepts a remedy: a prior from rules/, corrected by this shop's own outcomes. Beta
// counts, shrunk from coarse to fine: a cell with few outcomes leans on the broader cell above it.
#pragma once

#include <boost/describe/class.hpp>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "domain/rule_book.h"
#include "domain/words.h"

namespace shouhou::domain {

// Bands that keep the number of cells small.
std::int64_t price_band(Fen paid);              // 0: < 50 yuan, 1: < 200, 2: < 500, 3: above
std::int64_t size_band(std::int64_t permille);  // share of the paid price: 0 … 5, steps of doubling from 5 %

struct AcceptCell {
  RemedyKind remedy = RemedyKind::apology;
  std::int64_t size = 0;
  IssueClass issue_class = IssueClass::enquiry;
  std::int64_t price = 0;
  Mood mood = Mood::calm;
  std::string issue;  // id of rule data
  Demand demand = Demand::none;

  auto operator<=>(const AcceptCell&) const = default;
};
BOOST_DESCRIBE_STRUCT(AcceptCell, (), (remedy, size, issue_class, price, mood, issue, demand))

struct AcceptCounts {
  std::int64_t accepted = 0;
  std::int64_t refused = 0;

  bool operator==(const AcceptCounts&) const = default;
};

// What happened to offers so far. Loaded from the shop's log; a pure value.
class AcceptHistory {
 public:
  void add(const AcceptCell& cell, bool accepted, std::int64_t times = 1);
  // P(accept) in (0, 1).
  double probability(const AcceptCell& cell, const RemedyRow& row, std::int64_t permille,
                     std::int64_t typical_permille) const;
  // How often buyers with this wish took it, starting from `start`, which counts as `weight` outcomes.
  double share(const AcceptCell& cell, double start, double weight) const;
  const std::map<AcceptCell, AcceptCounts>& cells() const { return fine_; }

 private:
  // What the buyer asked for, about what, at which price: says more than the mood, which refines it.
  using Wish = std::tuple<RemedyKind, std::int64_t, std::string, Demand>;
  using PricedWish = std::pair<Wish, std::int64_t>;

  std::map<AcceptCell, AcceptCounts> fine_;
  std::map<PricedWish, AcceptCounts> by_priced_wish_;
  std::map<Wish, AcceptCounts> by_wish_;
  std::map<std::pair<RemedyKind, std::int64_t>, AcceptCounts> by_size_;
  std::map<RemedyKind, AcceptCounts> by_kind_;
};

}  // namespace shouhou::domain
