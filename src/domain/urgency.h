// 紧急程度: when a case counts as due (P-E4). The queue is ordered by it, so it must change only when
// something happens, never with the passing of time. due = the earliest over the running clocks of (deadline
// − lead time of the consequence), else opening + the response target; minus the bonuses.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/cases.h"
#include "domain/urgency_weights.h"
#include "domain/working_time.h"

namespace shouhou::domain {

// One part of the sum. "clock" carries the kind of the clock that decides in `detail`, "unanswered" stands
// for a buyer whose word was not answered in time, "waiting" for a waiting case whose clocks stand still,
// "response" for a case without a clock, "class", "mood" and "value" are bonuses.
struct UrgencyReason {
  std::string code;
  std::string detail;
  Instant at;  // clock, waiting, response: the deadline or target
  Span by;     // how much earlier it makes the case due

  bool operator==(const UrgencyReason&) const = default;
};
BOOST_DESCRIBE_STRUCT(UrgencyReason, (), (code, detail, at, by))

struct Urgency {
  Instant due;
  std::optional<Instant> next_deadline;  // the earliest of the running clocks
  std::string next_clock;                // its kind
  std::optional<Instant> next_moment;    // when time next does something to the case (moments.h)
  std::vector<UrgencyReason> reasons;

  bool operator==(const Urgency&) const = default;
};

// What urgency depends on besides the case.
struct UrgencyRules {
  UrgencyWeights weights;
  WorkingTimes calendars;
  std::string answer_calendar;  // of the response targets; empty: around the clock
  std::array<Span, count_of<IssueClass>> response_target{};  // for cases without clocks
};

// Reasonable values until a shop sets its own: used where no rule data is loaded (tests, tools).
UrgencyRules plain_urgency_rules();

Urgency urgency_of(const Case& state, const UrgencyRules& rules);

// One reason as a sentence: "平台自动退款 11-23 14:00 前须处理，提前 6 小时" …
Text text_of(const UrgencyReason& reason, const Zone& zone);

}  // namespace shouhou::domain
