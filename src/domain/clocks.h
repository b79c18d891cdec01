// 时钟: a deadline of a case with its source and what happens when it runs out (P-E5). What has elapsed is
// computed from the case's history of statuses, so that no pause and no reopen can corrupt it.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "domain/case_words.h"
#include "domain/words.h"
#include "domain/working_time.h"

namespace shouhou::domain {

// From `since` on the case had this status.
struct StatusSince {
  Status status = Status::open;
  Instant since;

  bool operator==(const StatusSince&) const = default;
};
BOOST_DESCRIBE_STRUCT(StatusSince, (), (status, since))

struct CaseClock {
  std::string kind;  // "first_answer", "answer_return", "daily_update": one running clock of a kind per case
  ClockSource source = ClockSource::response_target;
  Consequence consequence = Consequence::bad_mood;
  Instant start;
  Span allowed;              // time of its calendar from start to deadline
  std::string calendar;      // id of rule data; empty is 24/7
  std::uint32_t pauses = 0;  // bits of Statuses during which it stands still
  std::string basis;         // what it rests on: "facts §C4", "淘宝退款接口"
  ClockEnd end = ClockEnd::running;
  Instant ended;  // where end is not running

  bool running() const { return end == ClockEnd::running; }
  bool operator==(const CaseClock&) const = default;
};
BOOST_DESCRIBE_STRUCT(CaseClock, (),
                      (kind, source, consequence, start, allowed, calendar, pauses, basis, end, ended))

// What a clock shows at some moment. elapsed + paused = calendar time between start and then.
struct ClockReading {
  Span elapsed;
  Span paused;
  bool standing_still = false;      // paused at that moment
  std::optional<Instant> deadline;  // nothing while it stands still
};

// `history` is the case's, oldest first; before its first entry the case counts as open. `now` before the
// clock's start reads as the start. A clock that ended reads as at its end.
ClockReading read_clock(const CaseClock& clock, std::span<const StatusSince> history, Instant now,
                        const WorkingTime& calendar);

// When the clock runs out if nothing more changes; nothing while it stands still or has ended. Depends on
// the history only, not on the present moment.
std::optional<Instant> deadline_of(const CaseClock& clock, std::span<const StatusSince> history,
                                   const WorkingTime& calendar);

}  // namespace shouhou::domain
