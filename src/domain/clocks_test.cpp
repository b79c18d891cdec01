// Clocks, working time and urgency against slow references, over random histories.
#include "domain/clocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "domain/urgency.h"

namespace shouhou::domain {
namespace {

// Split shifts 09:00-12:00 and 13:30-18:00 Monday to Friday, one holiday, one worked Saturday.
Calendar office() {
  Calendar calendar;
  calendar.id = "office";
  for (std::size_t day = 1; day <= 5; ++day) calendar.week[day] = {{540, 720}, {810, 1080}};
  calendar.days_off = {{2026, 10, 1}, {2026, 10, 2}};
  calendar.working_days = {{2026, 10, 10}};
  calendar.working_day_shifts = {{540, 720}};
  return calendar;
}

Calendar night_shop() {
  Calendar calendar;
  calendar.id = "night";
  for (auto& day : calendar.week) day = {{0, 120}, {1320, 1440}};
  return calendar;
}

// Minute by minute.
Span slow_between(const WorkingTime& time, Instant from, Instant to) {
  Span sum;
  for (Instant at = from; at < to; at = at + minutes(1)) {
    if (time.working(at)) sum = sum + minutes(1);
  }
  return sum;
}

Instant minute(const Zone& zone, Day day, int of_day) {
  return zone.instant({day, std::int64_t{of_day} * 60'000});
}

TEST(WorkingTime, CountsLikeAMinuteByMinuteWalk) {
  std::mt19937 random(7);
  for (const char* zone_name : {"Asia/Shanghai", "Europe/Berlin", "America/New_York"}) {
    const Zone zone = Zone::named(zone_name).value();
    for (const Calendar& calendar : {office(), night_shop()}) {
      const WorkingTime time(calendar, zone);
      for (int i = 0; i < 25; ++i) {
        // Around the holiday and around the ends of summer time (2026-10-25, 2026-11-01).
        const Instant from =
            minute(zone, {2026, 9, 25}, 0) + minutes(static_cast<std::int64_t>(random() % 60'000));
        const Instant to = from + minutes(static_cast<std::int64_t>(random() % 9'000));
        ASSERT_EQ(time.between(from, to).ms, slow_between(time, from, to).ms) << zone_name << " " << i;
        const Span span = minutes(static_cast<std::int64_t>(random() % 3'000));
        const Instant end = time.add(from, span);
        ASSERT_EQ(time.between(from, end), span) << zone_name << " " << i;
        if (span.ms > 0) {
          ASSERT_LT(time.between(from, end - milliseconds(1)), span) << "the earliest such moment";
        }
      }
    }
  }
}

TEST(WorkingTime, KnowsHolidaysAndWorkedWeekends) {
  const Zone zone = Zone::shanghai();
  const WorkingTime time(office(), zone);
  EXPECT_FALSE(time.working(minute(zone, {2026, 10, 1}, 600))) << "a Thursday, but a holiday";
  EXPECT_TRUE(time.working(minute(zone, {2026, 10, 10}, 600))) << "a Saturday worked in exchange";
  EXPECT_FALSE(time.working(minute(zone, {2026, 10, 10}, 840)));
  EXPECT_FALSE(time.working(minute(zone, {2026, 9, 30}, 750))) << "the noon break";
  // 17:00 on Wednesday + 2 h: one hour before the evening, one on Monday after the holidays.
  EXPECT_EQ(time.add(minute(zone, {2026, 9, 30}, 1020), hours(2)), minute(zone, {2026, 10, 5}, 600));
  EXPECT_EQ(time.add(minute(zone, {2026, 9, 30}, 1200), {}), minute(zone, {2026, 9, 30}, 1200));
}

TEST(WorkingTime, ACalendarWithoutHoursStillEnds) {
  const WorkingTime never(Calendar{}, Zone::shanghai());
  EXPECT_EQ(never.add(Instant{1'700'000'000'000}, hours(3)), Instant{1'700'000'000'000} + hours(3));
  EXPECT_EQ(never.between(Instant{0}, Instant{0} + days(3)), Span{});
}

TEST(WorkingTime, CrossesLeapDayAndYearEnd) {
  const Zone zone = Zone::shanghai();
  const WorkingTime time(office(), zone);
  EXPECT_EQ(time.add(minute(zone, {2028, 2, 28}, 1050), hours(1)), minute(zone, {2028, 2, 29}, 570));
  EXPECT_EQ(time.add(minute(zone, {2026, 12, 31}, 1050), hours(1)), minute(zone, {2027, 1, 1}, 570));
}

std::vector<StatusSince> random_history(std::mt19937& random, Instant start) {
  std::vector<StatusSince> history{{Status::open, start}};
  Instant at = start;
  for (unsigned i = 0; i < random() % 12; ++i) {
    at = at + minutes(static_cast<std::int64_t>(random() % 2'000));
    history.push_back({static_cast<Status>(random() % count_of<Status>), at});
  }
  return history;
}

TEST(Clocks, ElapsedAndPausedMakeUpTheWholeTime) {
  std::mt19937 random(11);
  const Zone zone = Zone::shanghai();
  const WorkingTime always;
  const WorkingTime working(office(), zone);
  for (int i = 0; i < 600; ++i) {
    const Instant opened = minute(zone, {2026, 9, 21}, static_cast<int>(random() % 1440));
    const auto history = random_history(random, opened);
    const WorkingTime& time = i % 2 == 0 ? always : working;
    CaseClock clock;
    clock.start = opened + minutes(static_cast<std::int64_t>(random() % 600));
    clock.allowed = minutes(static_cast<std::int64_t>(random() % 6'000));
    clock.pauses = static_cast<std::uint32_t>(random() & waiting_statuses.bits());
    Span last_elapsed, last_paused;
    for (int hour = 0; hour < 24 * 21; hour += 5) {
      const Instant now = clock.start + hours(hour);
      const ClockReading reading = read_clock(clock, history, now, time);
      ASSERT_EQ(reading.elapsed + reading.paused, time.between(clock.start, now));
      ASSERT_GE(reading.elapsed, last_elapsed) << "never runs backwards";
      ASSERT_GE(reading.paused, last_paused);
      last_elapsed = reading.elapsed;
      last_paused = reading.paused;
      if (!reading.deadline) continue;
      // Before the deadline there is time left, at the deadline none.
      if (now < *reading.deadline) {
        ASSERT_LE(reading.elapsed, clock.allowed);
      } else {
        ASSERT_GE(reading.elapsed, clock.allowed);
      }
      ASSERT_EQ(reading.deadline, deadline_of(clock, history, time)) << "it does not depend on the moment";
    }
  }
}

TEST(Clocks, StandStillWhileTheCaseWaits) {
  CaseClock clock;
  clock.start = Instant{0};
  clock.allowed = hours(10);
  clock.pauses = Statuses(Status::waiting_buyer).bits();
  const WorkingTime always;
  std::vector<StatusSince> history{{Status::open, Instant{0}},
                                   {Status::waiting_buyer, Instant{0} + hours(4)}};
  EXPECT_EQ(deadline_of(clock, history, always), std::nullopt);
  EXPECT_TRUE(read_clock(clock, history, Instant{0} + hours(9), always).standing_still);
  history.push_back({Status::open, Instant{0} + hours(24)});
  EXPECT_EQ(deadline_of(clock, history, always), Instant{0} + hours(30));
  history.push_back({Status::waiting_carrier, Instant{0} + hours(25)});
  EXPECT_EQ(deadline_of(clock, history, always), Instant{0} + hours(30)) << "the carrier does not stop it";
  clock.end = ClockEnd::met;
  clock.ended = Instant{0} + hours(26);
  EXPECT_EQ(read_clock(clock, history, Instant{0} + hours(100), always).elapsed, hours(6));
}

Case waiting_case(IssueClass issue_class, Mood mood) {
  Case state;
  state.opened = Instant{0} + days(10);
  state.history = {{Status::open, state.opened}};
  state.issue_class = issue_class;
  state.mood = mood;
  return state;
}

TEST(Urgency, FollowsClassMoodAndClock) {
  const UrgencyRules rules = plain_urgency_rules();
  for (std::size_t i = 1; i < count_of<IssueClass>; ++i) {
    EXPECT_LT(urgency_of(waiting_case(static_cast<IssueClass>(i - 1), Mood::calm), rules).due,
              urgency_of(waiting_case(static_cast<IssueClass>(i), Mood::calm), rules).due)
        << name(static_cast<IssueClass>(i));
  }
  const Case calm = waiting_case(IssueClass::refund, Mood::calm);
  EXPECT_LT(urgency_of(waiting_case(IssueClass::refund, Mood::furious), rules).due,
            urgency_of(calm, rules).due);
  Case clocked = calm;
  CaseClock clock;
  clock.kind = "answer_return";
  clock.start = clocked.opened;
  clock.allowed = hours(48);
  clock.consequence = Consequence::auto_refund;
  clocked.clocks.push_back(clock);
  clock.kind = "first_answer";
  clock.allowed = hours(100);
  clocked.clocks.push_back(clock);
  const Urgency urgency = urgency_of(clocked, rules);
  EXPECT_EQ(urgency.next_clock, "answer_return");
  EXPECT_EQ(urgency.next_deadline, clocked.opened + hours(48));
  Span early;
  for (const UrgencyReason& reason : urgency.reasons) {
    early = early + reason.by;
    const Text text = text_of(reason, Zone::shanghai());
    EXPECT_FALSE(text.zh.empty() || text.en.empty());
  }
  EXPECT_EQ(urgency.due, *urgency.next_deadline - early) << "the reasons add up to the due time";
}

TEST(Urgency, ChangesOnlyWhenSomethingHappens) {
  const UrgencyRules rules = plain_urgency_rules();
  Case state = waiting_case(IssueClass::quality, Mood::annoyed);
  const Urgency before = urgency_of(state, rules);
  state.changed = state.changed + days(3);
  EXPECT_EQ(urgency_of(state, rules), before);
  state.history.push_back({Status::waiting_buyer, state.opened + hours(1)});
  EXPECT_GT(urgency_of(state, rules).due, before.due);
}

}  // namespace
}  // namespace shouhou::domain
