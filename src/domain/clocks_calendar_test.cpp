// Clocks around the turns of the calendar: literals a person can check, and deadlines against a slow walk
// that knows nothing of the arithmetic it judges.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "domain/clocks.h"

namespace shouhou::domain {
namespace {

// One stretch of work every day of the week.
WorkingTime daily(const char* zone, std::vector<Shift> shifts) {
  Calendar calendar;
  calendar.id = "daily";
  for (auto& day : calendar.week) day = shifts;
  return WorkingTime(calendar, Zone::named(zone).value());
}

struct Turn {
  const char* what;
  const char* zone;
  std::vector<Shift> shifts;  // none: around the clock
  std::int64_t start;         // UTC milliseconds
  Span allowed;
  std::int64_t deadline;
};

// The moments were written down as local times and turned into UTC with the public zone database.
const Turn turns[] = {
    {"ten seconds across the end of the year",
     "Asia/Shanghai",
     {{0, 1440}},
     1'798'732'795'000,
     seconds(10),
     1'798'732'805'000},
    {"ten seconds into a leap day",
     "Asia/Shanghai",
     {{0, 1440}},
     1'835'366'395'000,
     seconds(10),
     1'835'366'405'000},
    {"ten seconds out of a leap day",
     "Asia/Shanghai",
     {{0, 1440}},
     1'835'452'795'000,
     seconds(10),
     1'835'452'805'000},
    {"ten seconds from 28 February to 1 March",
     "Asia/Shanghai",
     {{0, 1440}},
     1'803'830'395'000,
     seconds(10),
     1'803'830'405'000},
    {"five seconds before closing, five after opening",
     "Asia/Shanghai",
     {{540, 720}, {780, 1080}, {1140, 1380}},
     1'795'359'595'000,
     seconds(10),
     1'795'395'605'000},
    {"five seconds before noon, five after the break",
     "Asia/Shanghai",
     {{540, 720}, {780, 1080}, {1140, 1380}},
     1'795'319'995'000,
     seconds(10),
     1'795'323'605'000},
    {"ten seconds across the lost hour in Berlin",
     "Europe/Berlin",
     {{0, 1440}},
     1'774'745'995'000,
     seconds(10),
     1'774'746'005'000},
    {"00:30 + 2 h is 03:30 on the day of the lost hour",
     "Europe/Berlin",
     {{0, 240}},
     1'774'740'600'000,
     hours(2),
     1'774'747'800'000},
    {"01:30 + 3 h 30 is 04:00 on the day of the hour that comes twice",
     "Europe/Berlin",
     {{60, 240}},
     1'792'884'600'000,
     minutes(210),
     1'792'897'200'000},
    {"a day around the clock is 24 hours: 09:00 becomes 08:00",
     "Europe/Berlin",
     {},
     1'792'825'200'000,
     days(1),
     1'792'911'600'000},
    {"00:00 + 5 h is 04:00 in New York in autumn",
     "America/New_York",
     {{0, 1440}},
     1'793'505'600'000,
     hours(5),
     1'793'523'600'000},
    {"01:00 + 2 h is 04:00 in New York in spring",
     "America/New_York",
     {{0, 1440}},
     1'772'949'600'000,
     hours(2),
     1'772'956'800'000},
    {"half an hour comes twice on Lord Howe",
     "Australia/Lord_Howe",
     {{0, 240}},
     1'775'307'600'000,
     minutes(270),
     1'775'323'800'000},
    {"a whole day is missing in Samoa",
     "Pacific/Apia",
     {{0, 1440}},
     1'325'239'195'000,
     seconds(10),
     1'325'239'205'000},
};

TEST(ClockTurns, EndWhereAPersonSaysTheyEnd) {
  for (const Turn& turn : turns) {
    const WorkingTime time = turn.shifts.empty() ? WorkingTime() : daily(turn.zone, turn.shifts);
    CaseClock clock;
    clock.start = Instant{turn.start};
    clock.allowed = turn.allowed;
    EXPECT_EQ(deadline_of(clock, {}, time), Instant{turn.deadline}) << turn.what;
    const auto before = read_clock(clock, {}, Instant{turn.deadline} - milliseconds(1), time);
    EXPECT_EQ(before.elapsed, turn.allowed - milliseconds(1)) << turn.what;
    EXPECT_EQ(read_clock(clock, {}, Instant{turn.deadline}, time).elapsed, turn.allowed) << turn.what;
  }
}

// Counts minutes by the wall clock of the zone and the lists of the calendar as they are written.
bool slowly_working(const Calendar& calendar, const Zone& zone, Instant at) {
  const LocalTime local = zone.local(at);
  const auto in = [&](const std::vector<Day>& days) {
    return std::ranges::find(days, local.day) != days.end();
  };
  if (in(calendar.days_off)) return false;
  const auto& shifts = in(calendar.working_days)
                           ? calendar.working_day_shifts
                           : calendar.week[static_cast<std::size_t>(local.day.weekday())];
  const std::int64_t minute = local.ms_of_day / 60'000;
  return std::ranges::any_of(shifts,
                             [&](const Shift& shift) { return shift.from <= minute && minute < shift.to; });
}

// The first minute by which the clock has had its time, walking minute by minute through statuses and hours.
std::optional<Instant> slow_deadline(const CaseClock& clock, const std::vector<StatusSince>& history,
                                     const Calendar& calendar, const Zone& zone, Instant until) {
  Span left = clock.allowed;
  if (left.ms == 0) return clock.start;
  for (Instant at = clock.start; at < until; at = at + minutes(1)) {
    Status status = Status::open;
    for (const StatusSince& entry : history) {
      if (entry.since <= at) status = entry.status;
    }
    if (Statuses::of_bits(clock.pauses).has(status) || !slowly_working(calendar, zone, at)) continue;
    left = left - minutes(1);
    if (left.ms == 0) return at + minutes(1);
  }
  return std::nullopt;
}

Calendar office_with_holidays() {
  Calendar calendar;
  calendar.id = "office";
  for (std::size_t day = 1; day <= 5; ++day) calendar.week[day] = {{540, 720}, {810, 1080}};
  for (int day = 1; day <= 7; ++day) calendar.days_off.push_back({2026, 10, day});
  calendar.working_days = {{2026, 9, 20}, {2026, 10, 10}};
  calendar.working_day_shifts = {{540, 720}, {810, 1080}};
  return calendar;
}

Calendar night_watch() {
  Calendar calendar;
  calendar.id = "night";
  for (auto& day : calendar.week) day = {{0, 240}, {1320, 1440}};
  calendar.days_off = {{2026, 10, 31}};
  return calendar;
}

// Statuses change on whole minutes so that the walk sees what the arithmetic sees.
std::vector<StatusSince> any_history(std::mt19937& random, Instant start) {
  std::vector<StatusSince> history{{Status::open, start}};
  Instant at = start;
  for (unsigned i = 0; i < random() % 10; ++i) {
    at = at + minutes(static_cast<std::int64_t>(random() % 1'500));
    history.push_back({static_cast<Status>(random() % count_of<Status>), at});
  }
  return history;
}

TEST(ClockTurns, DeadlinesAreThoseOfAMinuteByMinuteWalk) {
  std::mt19937 random(2026);
  int with_deadline = 0;
  for (const char* name : {"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}) {
    const Zone zone = Zone::named(name).value();
    for (const Calendar& calendar : {office_with_holidays(), night_watch()}) {
      const WorkingTime time(calendar, zone);
      for (int i = 0; i < 12; ++i) {
        // From mid-September past the holidays and the ends of summer time (4 October, 25 October, 1
        // November).
        const Instant start =
            zone.start_of({2026, 9, 18}) + minutes(static_cast<std::int64_t>(random() % 60'000));
        CaseClock clock;
        clock.start = start;
        clock.allowed = minutes(static_cast<std::int64_t>(random() % 2'400));
        clock.pauses = static_cast<std::uint32_t>(random() & working_statuses.bits());
        const auto history = any_history(random, start - minutes(static_cast<std::int64_t>(random() % 600)));
        const Instant until = start + days(40);
        const auto slow = slow_deadline(clock, history, calendar, zone, until);
        const auto quick = deadline_of(clock, history, time);
        if (slow) {
          ++with_deadline;
          ASSERT_EQ(quick, slow) << name << " " << calendar.id << " " << i;
        } else {
          ASSERT_TRUE(!quick || *quick > until) << name << " " << calendar.id << " " << i;
        }
        Span worked;
        for (Instant at = start; at < start + days(3); at = at + minutes(1)) {
          if (slowly_working(calendar, zone, at)) worked = worked + minutes(1);
        }
        const ClockReading reading = read_clock(clock, history, start + days(3), time);
        ASSERT_EQ(reading.elapsed + reading.paused, worked) << name << " " << i;
      }
    }
  }
  EXPECT_GT(with_deadline, 50) << "most of them end";
}

}  // namespace
}  // namespace shouhou::domain
