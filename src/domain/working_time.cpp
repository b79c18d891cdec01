#include "domain/working_time.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

// Beyond this many days without an end a calendar has no working time worth waiting for.
constexpr int longest_search_days = 400;

Instant at_minute(const Zone& zone, Day day, int minute) {
  if (minute >= 1440) return zone.start_of(day.plus_days(1));
  return zone.instant({day, std::int64_t{minute} * 60'000});
}

}  // namespace

WorkingTime::WorkingTime(Calendar calendar, Zone zone) {
  if (calendar.around_the_clock) return;
  calendar_ = std::make_shared<const Hours>(Hours{std::move(calendar), std::move(zone)});
}

std::vector<std::pair<Instant, Instant>> WorkingTime::shifts_of(Day day) const {
  const Calendar& calendar = calendar_->calendar;
  const std::vector<Shift>* shifts = &calendar.week[static_cast<std::size_t>(day.weekday())];
  if (std::ranges::binary_search(calendar.days_off, day)) return {};
  if (std::ranges::binary_search(calendar.working_days, day)) shifts = &calendar.working_day_shifts;
  std::vector<std::pair<Instant, Instant>> spans;
  for (const Shift& shift : *shifts) {
    const Instant from = at_minute(calendar_->zone, day, shift.from);
    const Instant to = at_minute(calendar_->zone, day, shift.to);
    if (from < to) spans.emplace_back(from, to);
  }
  return spans;
}

Instant WorkingTime::add(Instant start, Span span) const {
  if (!calendar_ || span.ms <= 0) return start + Span{std::max<std::int64_t>(span.ms, 0)};
  Span left = span;
  Day day = calendar_->zone.local(start).day;
  int idle_days = 0;
  while (idle_days < longest_search_days) {
    ++idle_days;
    for (const auto& [from, to] : shifts_of(day)) {
      const Instant begin = std::max(from, start);
      if (begin >= to) continue;
      if (to - begin >= left) return begin + left;
      left = left - (to - begin);
      idle_days = 0;
    }
    day = day.plus_days(1);
  }
  return start + span;
}

Span WorkingTime::between(Instant from, Instant to) const {
  if (to <= from) return {};
  if (!calendar_) return to - from;
  Span sum;
  const Day last = calendar_->zone.local(to).day;
  for (Day day = calendar_->zone.local(from).day; day <= last; day = day.plus_days(1)) {
    for (const auto& [begin, end] : shifts_of(day)) {
      const Instant first = std::max(begin, from);
      const Instant until = std::min(end, to);
      if (first < until) sum = sum + (until - first);
    }
  }
  return sum;
}

Span WorkingTime::share_of(Instant start, Span span) const {
  if (around_the_clock() || span <= Span{0}) return span;
  constexpr std::int64_t most_spans = 30;
  for (std::int64_t spans = 1; spans <= most_spans; ++spans) {
    const Span share = between(start, start + span * spans);
    if (share > Span{0} && (add(start, share) - start) * 2 >= span) return share;
  }
  return span;
}

bool WorkingTime::working(Instant instant) const {
  if (!calendar_) return true;
  const auto shifts = shifts_of(calendar_->zone.local(instant).day);
  return std::ranges::any_of(
      shifts, [&](const auto& shift) { return shift.first <= instant && instant < shift.second; });
}

WorkingTimes::WorkingTimes(std::span<const Calendar> calendars, const Zone& zone) {
  for (const Calendar& calendar : calendars) by_id_.emplace(calendar.id, WorkingTime(calendar, zone));
}

const WorkingTime& WorkingTimes::of(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? always_ : found->second;
}

}  // namespace shouhou::domain
