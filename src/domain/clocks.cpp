#include "domain/clocks.h"

#include <algorithm>
#include <limits>

namespace shouhou::domain {
namespace {

constexpr Instant end_of_time{std::numeric_limits<std::int64_t>::max()};

// Calls `visit(status, from, to)` for each stretch of one status from `start` on; the last ends never.
template <class Visit>
void each_stretch(Instant start, std::span<const StatusSince> history, Visit visit) {
  Status status = Status::open;
  Instant from = start;
  for (const StatusSince& entry : history) {
    if (entry.since > from) {
      if (!visit(status, from, entry.since)) return;
      from = entry.since;
    }
    status = entry.status;
  }
  visit(status, from, end_of_time);
}

bool pauses_in(const CaseClock& clock, Status status) {
  return Statuses::of_bits(clock.pauses).has(status);
}

}  // namespace

ClockReading read_clock(const CaseClock& clock, std::span<const StatusSince> history, Instant now,
                        const WorkingTime& calendar) {
  const Instant until = std::max(clock.start, clock.running() ? now : std::min(now, clock.ended));
  ClockReading reading;
  each_stretch(clock.start, history, [&](Status status, Instant from, Instant to) {
    const bool paused = pauses_in(clock, status);
    reading.standing_still = paused;
    Span& sum = paused ? reading.paused : reading.elapsed;
    sum = sum + calendar.between(from, std::min(to, until));
    return to <= until;
  });
  reading.deadline = deadline_of(clock, history, calendar);
  return reading;
}

std::optional<Instant> deadline_of(const CaseClock& clock, std::span<const StatusSince> history,
                                   const WorkingTime& calendar) {
  if (!clock.running()) return std::nullopt;
  Span left = clock.allowed;
  std::optional<Instant> deadline;
  each_stretch(clock.start, history, [&](Status status, Instant from, Instant to) {
    if (pauses_in(clock, status)) return true;
    const bool last = to == end_of_time;
    const Span here = last ? left : calendar.between(from, to);
    if (last || here >= left) {
      deadline = calendar.add(from, left);
      return false;
    }
    left = left - here;
    return true;
  });
  return deadline;
}

}  // namespace shouhou::domain
