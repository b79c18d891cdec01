// One policy runs the shop of one world from the first day to the last: a discrete-event simulation of
// orders, parcels, troubles, menus, answers, returns, rulings and reviews.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "simulate/policy.h"

namespace shouhou::simulate {

enum class Ending {
  right_chosen,    // the buyer took something owed
  lighter_chosen,  // … something lighter
  waited,          // waiting ended well
  insisted,        // after the last round the buyer got the right all the same
  let_be,          // nothing was given, the buyer let it be
  platform_ruled,  // the platform decided
};
BOOST_DESCRIBE_ENUM(Ending, right_chosen, lighter_chosen, waited, insisted, let_be, platform_ruled)
Text text_of(Ending ending);

// What became of one case.
struct CaseResult {
  std::uint64_t order = 0;
  Instant opened;
  Instant closed;
  Ending ending = Ending::let_be;
  domain::RemedyKind remedy = domain::RemedyKind::decline;
  Fen money;
  int menus = 0;
  int breached_menus = 0;
  bool lighter_shown = false;
  double content = 0;
  bool bad_review = false;
  bool good_review = false;
  bool left = false;
  bool goods_came_back = false;
  Bill bill;
};

// Sums over some of the cases: of one month, or of one kind of trouble.
struct GroupSum {
  std::int64_t cases = 0;
  std::int64_t lighter = 0;  // … settled by a lighter way
  Fen cost;
  double content = 0;

  void add(const CaseResult& result);
  GroupSum& operator+=(const GroupSum& other);
};

// Sums over one run.
struct Tally {
  std::int64_t orders = 0;
  std::int64_t cases = 0;
  std::int64_t menus = 0;
  std::int64_t breached_menus = 0;  // left out or cut short something owed
  std::int64_t breached_cases = 0;
  std::int64_t lighter_shown = 0;  // cases
  std::int64_t bad_reviews = 0;
  std::int64_t good_reviews = 0;
  std::int64_t left = 0;
  std::int64_t could_buy_again = 0;  // cases closed at least ninety days before the end
  std::int64_t bought_again = 0;     // … whose buyer ordered within ninety days
  std::int64_t events = 0;
  std::array<std::int64_t, domain::count_of<Ending>> endings{};
  std::array<std::int64_t, domain::count_of<domain::RemedyKind>> remedies{};
  double days = 0;     // sum over cases, from the buyer's word to the end
  double content = 0;  // sum over cases
  Bill bill;
  Fen margin;                      // of all orders placed, before after-sales
  std::vector<GroupSum> months;    // by month of opening
  std::vector<GroupSum> troubles;  // by WorldRules::troubles

  // What the shop earned: margin less what after-sales cost in fact. Lost buyers are in the margin already.
  Fen earned() const { return margin - (bill.total() - bill[Part::future] - bill[Part::reviews]); }
};

struct RunSettings {
  // Called for every finished case, in order of closing.
  std::function<void(const CaseResult&)> on_case;
  // Called before every first menu with what the buyer will truly cost; for tests.
  std::function<void(const Situation&, const Hidden&, const domain::Offer&)> on_first_menu;
};

Tally run_shop(const World& world, Policy& policy, const domain::RuleBook& book, const Zone& zone,
               const RunSettings& settings = {});

}  // namespace shouhou::simulate
