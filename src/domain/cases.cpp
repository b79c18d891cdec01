#include "domain/cases.h"

#include <algorithm>

namespace shouhou::domain {

const CaseClock* Case::running_clock(std::string_view kind) const {
  const auto found = std::ranges::find_if(
      clocks, [&](const CaseClock& clock) { return clock.running() && clock.kind == kind; });
  return found == clocks.end() ? nullptr : &*found;
}

const RefundMark* Case::refund(std::string_view key) const {
  const auto found = std::ranges::find(refunds, key, &RefundMark::key);
  return found == refunds.end() ? nullptr : &*found;
}

const Task* Case::task(TaskId wanted) const {
  const auto found = std::ranges::find(tasks, wanted, &Task::id);
  return found == tasks.end() ? nullptr : &*found;
}

bool Case::tagged(std::string_view tag) const {
  return std::ranges::find(tags, tag) != tags.end();
}

bool Case::shares_line_with(const std::vector<CaseLine>& others) const {
  return std::ranges::any_of(others, [&](const CaseLine& other) {
    return std::ranges::find(lines, other.line, &CaseLine::line) != lines.end();
  });
}

Instant Case::last_opening() const {
  for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
    if (entry->status == Status::reopened) return entry->since;
  }
  return {};
}

Fen Case::granted() const {
  Fen sum;
  for (const RefundMark& refund : refunds) {
    if (!refund.on_top) sum += refund.amount;
  }
  return sum;
}

Fen Case::granted_since(Instant from) const {
  Fen sum;
  for (const RefundMark& refund : refunds) {
    if (refund.granted >= from && !refund.on_top) sum += refund.amount;
  }
  return sum;
}

Fen Case::paid_for_lines() const {
  Fen sum;
  for (const CaseLine& line : lines) sum += line.paid;
  return sum;
}

}  // namespace shouhou::domain
