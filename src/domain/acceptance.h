// What this shop's offers have been answered with so far: Beta counts per cell. What follows from them for
// the next offer is accept_model.h.
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
std::int64_t size_band(std::int64_t permille);  // share of the paid price: 0 … 11, half doublings from 3.5 %
double middle_of_size_band(std::int64_t band);  // in permille; 0 for a way that gives nothing

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
  // How often buyers with this wish took it, starting from `start`, which counts as `weight` outcomes.
  double share(const AcceptCell& cell, double start, double weight) const;
  const std::map<AcceptCell, AcceptCounts>& cells() const { return fine_; }

 private:
  // What the buyer asked for, about what.
  using Wish = std::tuple<RemedyKind, std::int64_t, std::string, Demand>;

  std::map<AcceptCell, AcceptCounts> fine_;
  std::map<Wish, AcceptCounts> by_wish_;
};

}  // namespace shouhou::domain
