// A person looks at a pattern in a buyer's history and says what it is (P-D8): "this buyer is fine" lets
// goodwill be offered as usual again; what is owed was never touched by it.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "ports/actor.h"
#include "ports/offers.h"
#include "ports/store.h"

namespace shouhou::app {

struct JudgePattern {
  BuyerId id;
  bool safe = true;  // false: takes it back
  std::string why;

  static constexpr std::array required{"why"};
};
BOOST_DESCRIBE_STRUCT(JudgePattern, (), (id, safe, why))

struct PatternWord {
  bool safe = false;
  std::string why;
  ports::OfferAct by;
};
BOOST_DESCRIBE_STRUCT(PatternWord, (), (safe, why, by))

struct PatternWords {
  std::vector<PatternWord> items;  // newest first; the first counts
};
BOOST_DESCRIBE_STRUCT(PatternWords, (), (items))

// Needs remedy_approve; stands in the audit log. Errors: buyer.not_found, case.reason_needed (invalid).
Result<PatternWords> judge_pattern(ports::Unit& unit, const ports::Actor& actor, const JudgePattern& command);

struct ReadPattern {
  BuyerId id;
};
BOOST_DESCRIBE_STRUCT(ReadPattern, (), (id))
// Needs case_read. Error: buyer.not_found.
Result<PatternWords> read_pattern(ports::ReadUnit& unit, const ports::Actor& actor, const ReadPattern& query);

}  // namespace shouhou::app
