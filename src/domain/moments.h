// 到点: the moments at which time itself does something to a case: a clock is about to run out, or has; a
// waiting case is to be looked at again; a task is overdue. A function of the case, so it changes only when
// something happens.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/cases.h"
#include "domain/urgency.h"

namespace shouhou::domain {

enum class MomentKind { clock_warning, clock_missed, look_again, task_overdue };
BOOST_DESCRIBE_ENUM(MomentKind, clock_warning, clock_missed, look_again, task_overdue)

struct Moment {
  Instant at;
  MomentKind kind = MomentKind::clock_missed;
  std::string about;  // kind of the clock, id of the task
  Instant deadline;   // what it warns of, or what has passed

  bool operator==(const Moment&) const = default;
};

// When to warn of a running clock: the lead time of its consequence before the deadline, but not before half
// of its time is over. Nothing for consequences without a lead time.
std::optional<Instant> warning_of(const CaseClock& clock, Instant deadline, const UrgencyWeights& weights);

// What time will do to the case, earliest first; empty for one that is closed.
std::vector<Moment> moments_of(const Case& state, const UrgencyRules& rules);

// Warnings and overdue tasks are told once: the mark under which it is remembered that this one was. A clock
// whose deadline moved is another one. Empty for moments that change the case and so do not come again.
std::string mark_of(const Moment& moment);

// What a case is followed up with (P-E1): a word to the buyer every day, a promised call, a second look.
enum class FollowUpKind { daily_update, call_back, look_again };
BOOST_DESCRIBE_ENUM(FollowUpKind, daily_update, call_back, look_again)
Text text_of(FollowUpKind kind);

struct FollowUp {
  FollowUpKind kind = FollowUpKind::daily_update;
  Instant due;

  bool operator==(const FollowUp&) const = default;
};

// At most one of a kind; none while its clock stands still.
std::vector<FollowUp> follow_ups_of(const Case& state, const WorkingTimes& calendars);

}  // namespace shouhou::domain
