// All rule data of a shop at one moment: what rules/ says, with the shop's own settings laid over it. Plain
// values, read-only, shared by all threads. A case remembers the version it was judged by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/calendars.h"
#include "domain/issues.h"
#include "domain/time_outs.h"
#include "domain/urgency_weights.h"

namespace shouhou::domain {

// One row of the data, wherever it is kept below: for the list of sources and of what is weak.
struct RuleRow {
  std::string table;  // "time_out"
  std::string id;     // unique within the table
  RuleOrigin origin;

  bool operator==(const RuleRow&) const = default;
};

struct RuleBook {
  std::string version;  // changes with any byte of the data: 16 hex digits
  std::vector<RuleRow> rows;
  std::vector<Issue> issues;
  UrgencyWeights urgency;
  std::vector<TimeOut> time_outs;
  std::vector<PublicHoliday> holidays;
  std::vector<Calendar> calendars;

  // Null where there is no such row.
  const Issue* issue(std::string_view id) const;
  const Calendar* calendar(std::string_view id) const;
  // The row for the channel that was in force on `on`: the newest of the channel's own rows, else the newest
  // of the rows for every channel. Null where neither exists.
  const TimeOut* time_out(Channel channel, TimeOutStep step, Day on) const;
};

}  // namespace shouhou::domain
