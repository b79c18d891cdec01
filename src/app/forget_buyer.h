// At the wish of a buyer (PIPL art. 47), everything personal goes for good: contact points, what was said and
// written, the nick. What was done on the cases stays, without personal data. Another import of the same
// files brings nothing back (ports::Trade::forget_buyer).
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <string>

#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct ForgetBuyer {
  BuyerId id;
  std::string reason;  // why, for the audit log; at most 200 characters, no personal data
  static constexpr std::array required{"reason"};
};
BOOST_DESCRIBE_STRUCT(ForgetBuyer, (), (id, reason))

struct BuyerForgotten {
  BuyerId id;
  Instant at;  // of the first time
  std::int64_t contacts = 0;
  std::int64_t cases = 0;
};
BOOST_DESCRIBE_STRUCT(BuyerForgotten, (), (id, at, contacts, cases))

// Needs personal_forget. Doing it again is no error: it takes away what came since. Errors: buyer.not_found,
// buyer.reason.
Result<BuyerForgotten> forget_buyer(ports::Unit& unit, const ports::Actor& actor, const ForgetBuyer& command);

}  // namespace shouhou::app
