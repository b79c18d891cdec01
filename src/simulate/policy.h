// A policy makes the menu that is laid before a buyer. All see the same desk facts; only the oracle also sees
// the hidden truth.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "domain/offers.h"
#include "simulate/truth.h"

namespace shouhou::simulate {

// What a policy may know.
struct Situation {
  const domain::CaseFacts& facts;
  const domain::RuleBook& book;
  const Zone& zone;
  const domain::Rights& rights;
  int round = 1;  // of menus in this case, from 1
  domain::Dice dice;
};

// What only the oracle may know.
struct Hidden {
  const Truth& truth;
  Talk talk;
};

inline constexpr int most_rounds = 3;

class Policy {
 public:
  virtual ~Policy() = default;
  virtual domain::Offer menu(const Situation& situation, const Hidden& hidden) = 0;
  // What the buyer did with a menu this policy made.
  virtual void learn(const Situation&, const domain::Offer&, const Choice&) {}
};

struct PolicyName {
  std::string id;
  Text name;
  Text what;           // in one sentence
  bool fixed = false;  // one of those that ours is measured against
};

// always_refund, free_returns, rights_only, fixed_menu, fixed_ladder, cheapest_first, ours, ours_generous,
// oracle.
const std::vector<PolicyName>& policy_names();
const PolicyName* policy_named(const std::string& id);
std::unique_ptr<Policy> make_policy(const std::string& id);

// Every right as the first items of a menu, worded as the desk words it.
domain::Offer rights_first(const Situation& situation);
// Adds a lighter way, unless it is impossible here or already there.
bool add_way(domain::Offer& offer, const Situation& situation, const domain::Remedy& remedy);

// The oracle's value: expected true cost in yuan of the best menus from here on, given every lighter way in
// `ways` (each possible here); and of one given menu followed by the best ones.
double best_cost(const Situation& situation, const Hidden& hidden, const std::vector<domain::Remedy>& ways);
double cost_of_menu(const Situation& situation, const Hidden& hidden, const domain::Offer& offer,
                    const std::vector<domain::Remedy>& ways);
// Every lighter way that the oracle weighs.
std::vector<domain::Remedy> all_ways(const Situation& situation);

std::unique_ptr<Policy> make_oracle();

}  // namespace shouhou::simulate
