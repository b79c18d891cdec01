// What the shop's offers taught: acceptance per cell, how often a menu was varied, and how the policy does by
// its own log (P-D4).
#pragma once

#include <boost/describe/class.hpp>
#include <vector>

#include "domain/offer_evaluation.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct LearntCell {
  domain::AcceptCell cell;
  Text remedy;
  std::int64_t accepted = 0;
  std::int64_t refused = 0;
  double prior = 0;  // before anything was learnt, for the kind
};
BOOST_DESCRIBE_STRUCT(LearntCell, (), (cell, remedy, accepted, refused, prior))

struct OfferLearning {
  std::vector<LearntCell> cells;
  std::int64_t looked_at = 0;  // sent offers that ended, the newest first; at most 5000
  std::int64_t chosen = 0;
  std::int64_t lighter_taken = 0;
  std::int64_t refused = 0;
  std::int64_t unanswered = 0;  // expired, withdrawn or replaced: they teach nothing
  std::int64_t edited = 0;      // by hand: not in the shares below
  std::int64_t explored = 0;
  domain::Share observed;           // answered menus in which a lighter way was taken
  domain::Share without_exploring;  // estimated from the same answers
};
BOOST_DESCRIBE_STRUCT(OfferLearning, (),
                      (cells, looked_at, chosen, lighter_taken, refused, unanswered, edited, explored,
                       observed, without_exploring))
// Needs settings_read.
Result<OfferLearning> learn_from_offers(ports::ReadUnit& unit, const ports::Actor& actor);

}  // namespace shouhou::app
