#include "domain/rule_book.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

template <class Row>
const Row* with_id(const std::vector<Row>& rows, std::string_view id) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

bool Issue::makes_sense_in(Phase phase) const {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

bool TimeOut::applies_to(Channel channel) const {
  return channels.empty() || std::find(channels.begin(), channels.end(), channel) != channels.end();
}

const ValueBand* UrgencyWeights::band(Fen buyer_value) const {
  if (by_value.empty()) return nullptr;
  const ValueBand* found = &by_value.front();
  for (const ValueBand& candidate : by_value) {
    if (candidate.from <= buyer_value) found = &candidate;
  }
  return found;
}

const Issue* RuleBook::issue(std::string_view id) const {
  return with_id(issues, id);
}

const Calendar* RuleBook::calendar(std::string_view id) const {
  return with_id(calendars, id);
}

const TimeOut* RuleBook::time_out(Channel channel, TimeOutStep step, Day on) const {
  const TimeOut* found = nullptr;
  for (const TimeOut& row : time_outs) {
    if (row.step != step || !row.applies_to(channel) || on < row.origin.in_force) continue;
    const bool more_special = found != nullptr && found->channels.empty() && !row.channels.empty();
    const bool less_special = found != nullptr && !found->channels.empty() && row.channels.empty();
    if (less_special) continue;
    if (found == nullptr || more_special || found->origin.in_force <= row.origin.in_force) found = &row;
  }
  return found;
}

}  // namespace shouhou::domain
