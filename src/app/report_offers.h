// What was laid before buyers and what they took, by remedy and issue, out of the log of decisions: the menus
// that were sent and have ended.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "domain/offer_life.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct OfferedWay {
  domain::RemedyKind remedy = domain::RemedyKind::apology;
  std::string name;
  std::string issue;
  std::string issue_name;
  bool entitled = false;      // owed, not a lighter way
  std::int64_t shown = 0;     // menus on which it stood
  std::int64_t answered = 0;  // of these, how many were answered
  std::int64_t taken = 0;     // and how often it was the choice
  Fen given;                  // money, credit and gifts of the times it was taken
};
BOOST_DESCRIBE_STRUCT(OfferedWay, (),
                      (remedy, name, issue, issue_name, entitled, shown, answered, taken, given))

struct OfferReport {
  std::vector<OfferedWay> items;  // the most shown first
  std::int64_t menus = 0;         // looked at, the newest first; at most 5000
  std::int64_t chosen = 0;
  std::int64_t refused = 0;
  std::int64_t unanswered = 0;  // ran out, taken back or replaced
  std::int64_t by_hand = 0;     // begun or changed by a person
};
BOOST_DESCRIBE_STRUCT(OfferReport, (), (items, menus, chosen, refused, unanswered, by_hand))
// Needs settings_read.
Result<OfferReport> report_offers(ports::ReadUnit& unit, const ports::Actor& actor);

}  // namespace shouhou::app
