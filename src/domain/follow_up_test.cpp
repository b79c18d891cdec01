// Following up: answer clocks, the daily message, promised calls, second looks, tasks by working hours, and
// the words to the buyer.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "domain/case_commands.h"
#include "domain/clock_words.h"
#include "domain/moments.h"
#include "domain/progress.h"
#include "domain/time_outs.h"

namespace shouhou::domain {
namespace {

const Zone shanghai = Zone::shanghai();

Instant local(Day day, int hour, int minute = 0, int second = 0) {
  return shanghai.instant({day, ((hour * 60 + minute) * 60 + second) * std::int64_t{1000}});
}

constexpr Day sunday{2026, 11, 22};

struct Desk {
  WorkingTimes calendars;
  FollowUpRules rules;
  UrgencyRules urgency = plain_urgency_rules();
  Deciding deciding;
  Case state;

  Desk() {
    Calendar service;
    service.id = "service";
    for (auto& day : service.week) day = {{540, 720}, {780, 1080}, {1140, 1380}};
    Calendar warehouse;
    warehouse.id = "warehouse";
    for (std::size_t day = 1; day <= 6; ++day) warehouse.week[day] = {{510, 720}, {780, 1050}};
    warehouse.days_off = {{2026, 11, 23}};
    calendars = WorkingTimes(std::vector{service, warehouse}, shanghai);
    urgency.calendars = calendars;
    rules.answers = {{"first", {}, true, seconds(10), "service", hours(12), {}},
                     {"next", {}, false, seconds(60), "service", {}, {}},
                     {"slow", {Channel::own}, true, minutes(5), "service", hours(12), {}}};
    rules.departments[index_of(Department::warehouse)] = {Department::warehouse, hours(4), "warehouse", {}};
    rules.look_again[index_of(Status::waiting_carrier)] = days(1);
    deciding.now = local(sunday, 10);
    deciding.account = AccountId{5};
    deciding.permissions = PermissionSet::all();
    deciding.calendars = &calendars;
    deciding.follow_up = &rules;
    happened::Opened opened;
    opened.shop = ShopId{1};
    opened.id = CaseId{1};
    opened.number = 12;
    opened.channel = Channel::taobao;
    opened.report.at = deciding.now;
    opened.daily_update = true;
    state = open_case(opened, deciding.now)->state;
  }

  // What happened; empty where it was refused.
  std::vector<CaseEvent> does(const CaseCommand& command) {
    auto decision = decide(state, command, deciding);
    if (!decision) {
      refused = decision.error().code;
      return {};
    }
    state = decision->state;
    return decision->events;
  }
  void buyer_writes() {
    does(ask::LogContact{ContactKind::message, Direction::from_buyer, {}, std::nullopt});
  }
  void we_write() { does(ask::LogContact{ContactKind::message, Direction::to_buyer, {}, std::nullopt}); }
  void we_call() { does(ask::LogContact{ContactKind::call, Direction::to_buyer, {}, std::nullopt}); }
  std::optional<Instant> deadline(std::string_view kind) const {
    const CaseClock* clock = state.running_clock(kind);
    if (!clock) return std::nullopt;
    return deadline_of(*clock, state.history, calendars.of(clock->calendar));
  }
  ClockEnd end_of(std::string_view kind) const {
    ClockEnd end = ClockEnd::running;
    for (const CaseClock& clock : state.clocks) {
      if (clock.kind == kind) end = clock.end;
    }
    return end;
  }

  std::string refused;
};

TEST(AnswerClocks, TenSecondsForTheFirstWordAndAMinuteForTheNext) {
  Desk desk;
  desk.buyer_writes();
  EXPECT_EQ(desk.deadline("first_reply"), desk.deciding.now + seconds(10));
  desk.deciding.now = desk.deciding.now + seconds(4);
  desk.buyer_writes();
  EXPECT_EQ(desk.deadline("first_reply"), desk.deciding.now + seconds(6)) << "the first word is waited on";
  EXPECT_FALSE(desk.state.running_clock("next_reply"));
  desk.we_write();
  EXPECT_EQ(desk.end_of("first_reply"), ClockEnd::met);
  EXPECT_EQ(desk.state.buyer_waits_since, Instant{});
  desk.deciding.now = desk.deciding.now + minutes(20);
  desk.buyer_writes();
  EXPECT_EQ(desk.deadline("next_reply"), desk.deciding.now + seconds(60));
  desk.deciding.now = desk.deciding.now + seconds(61);
  desk.we_write();
  EXPECT_EQ(desk.end_of("next_reply"), ClockEnd::missed) << "answered, but too late";
  desk.deciding.now = desk.deciding.now + hours(13);
  desk.buyer_writes();
  EXPECT_TRUE(desk.state.running_clock("first_reply")) << "a new talk";
}

TEST(AnswerClocks, ANightsWordWaitsForTheMorning) {
  Desk desk;
  desk.deciding.now = local(sunday, 22, 59, 55);
  desk.buyer_writes();
  EXPECT_EQ(desk.deadline("first_reply"), local({2026, 11, 23}, 9, 0, 5));
}

TEST(AnswerClocks, CallsStartNoneAndAChannelMayHaveItsOwn) {
  Desk desk;
  desk.does(ask::LogContact{ContactKind::call, Direction::from_buyer, {}, std::nullopt});
  EXPECT_FALSE(desk.state.running_clock("first_reply"));
  desk.state.last_contact = {};
  desk.state.channel = Channel::own;
  desk.buyer_writes();
  EXPECT_EQ(desk.deadline("first_reply"), desk.deciding.now + minutes(5));
}

TEST(AnswerClocks, WhoWasNotAnsweredStandsInFront) {
  Desk desk;
  desk.buyer_writes();
  const Instant wrote = desk.deciding.now;
  desk.deciding.now = wrote + seconds(11);
  desk.does(ask::EndClock{"first_reply", ClockEnd::missed});
  const Urgency urgency = urgency_of(desk.state, desk.urgency);
  EXPECT_EQ(urgency.reasons.front().code, "unanswered");
  EXPECT_LE(urgency.due, wrote);
  desk.we_write();
  EXPECT_NE(urgency_of(desk.state, desk.urgency).reasons.front().code, "unanswered");
}

TEST(DailyMessage, IsDueFromTheFirstContactUntilSolved) {
  Desk desk;
  EXPECT_FALSE(desk.state.running_clock("daily_update"));
  desk.we_write();
  desk.does(ask::MoveStep{Step::verify, {}});
  EXPECT_EQ(desk.deadline("daily_update"), desk.deciding.now + days(1));
  desk.deciding.now = desk.deciding.now + hours(20);
  desk.does(ask::UpdateBuyer{});
  EXPECT_EQ(desk.end_of("daily_update"), ClockEnd::running);
  EXPECT_EQ(desk.deadline("daily_update"), desk.deciding.now + days(1));
  desk.deciding.now = desk.deciding.now + days(1) + milliseconds(1);
  const auto events = desk.does(ask::EndClock{"daily_update", ClockEnd::missed});
  ASSERT_EQ(events.size(), 2U) << "missed, and the next day's begins";
  EXPECT_EQ(desk.deadline("daily_update"), desk.deciding.now + days(1));
  desk.does(ask::EndClock{"daily_update", ClockEnd::cancelled});
  EXPECT_FALSE(desk.state.running_clock("daily_update")) << "the buyer does not want it";
  desk.we_write();
  EXPECT_FALSE(desk.state.running_clock("daily_update"));
}

struct Daily {
  const char* calendar;
  Instant said;
  Instant due;
};

TEST(DailyMessage, IsDueInWorkingHoursNeverAtNight) {
  constexpr Day monday{2026, 11, 23};  // the warehouse is closed
  constexpr Day tuesday{2026, 11, 24};
  constexpr Day wednesday{2026, 11, 25};
  const std::vector<Daily> table{
      {"", local(sunday, 2), local(monday, 2)},                      // around the clock, as it was
      {"service", local(sunday, 10), local(monday, 10)},             // the same hour of the next day
      {"service", local(sunday, 12, 30), local(monday, 12)},         // in the break: before it
      {"service", local(sunday, 2), local(sunday, 23)},              // said at night: before the next one
      {"service", local(sunday, 23, 30), local(monday, 23)},         //
      {"warehouse", local(tuesday, 16), local(wednesday, 16)},       //
      {"warehouse", local({2026, 11, 21}, 16), local(tuesday, 16)},  // Saturday: Sunday and Monday are off
      {"no such calendar", local(sunday, 2), local(monday, 2)},
  };
  for (const Daily& row : table) {
    SCOPED_TRACE(std::string(row.calendar) + " " + format_time(row.said, shanghai));
    Desk desk;
    desk.rules.daily.calendar = row.calendar;
    desk.we_write();
    desk.deciding.now = row.said;
    desk.state.changed = row.said;
    desk.does(ask::MoveStep{Step::verify, {}});
    const auto due = desk.deadline("daily_update");
    ASSERT_TRUE(due);
    EXPECT_EQ(format_time(*due, shanghai), format_time(row.due, shanghai));
    EXPECT_EQ(follow_ups_of(desk.state, desk.calendars).back().due, *due) << "and so in the list";
  }
}

TEST(DailyMessage, AWaitForTheBuyerLeavesItInWorkingHours) {
  Desk desk;
  desk.rules.daily.calendar = "service";
  desk.we_write();
  desk.does(ask::MoveStep{Step::verify, {}});
  desk.deciding.now = local(sunday, 18);
  desk.does(ask::SetStatus{Status::waiting_buyer, "等照片"});
  desk.deciding.now = local({2026, 11, 23}, 3);
  desk.does(ask::SetStatus{Status::open, {}});
  EXPECT_EQ(format_time(*desk.deadline("daily_update"), shanghai),
            format_time(local({2026, 11, 23}, 15), shanghai))
      << "seven of twelve working hours had passed";
}

TEST(DailyMessage, StandsStillWhileTheBuyerHasToAct) {
  Desk desk;
  desk.we_write();
  desk.does(ask::MoveStep{Step::verify, {}});
  desk.does(ask::SetStatus{Status::waiting_buyer, "等照片"});
  EXPECT_EQ(desk.deadline("daily_update"), std::nullopt);
  EXPECT_TRUE(follow_ups_of(desk.state, desk.calendars).empty());
  desk.deciding.now = desk.deciding.now + hours(30);
  desk.buyer_writes();
  EXPECT_EQ(desk.deadline("daily_update"), desk.deciding.now + days(1));
  desk.does(ask::FollowPlatform{Status::closed, {}, {}, "平台关闭"});
  EXPECT_EQ(desk.end_of("daily_update"), ClockEnd::cancelled);
}

TEST(PromisedCalls, AreAClockAndATaskThatACallMeets) {
  Desk desk;
  ask::PromiseCall promise;
  promise.task.id = TaskId{8};
  promise.task.title = "回电";
  promise.at = desk.deciding.now + hours(3);
  desk.does(promise);
  EXPECT_EQ(desk.deadline("call_back"), promise.at);
  ASSERT_TRUE(desk.state.task(TaskId{8}));
  EXPECT_EQ(desk.state.task(TaskId{8})->due, promise.at);
  desk.we_write();
  EXPECT_EQ(desk.end_of("call_back"), ClockEnd::running) << "a message is no call";
  desk.deciding.now = desk.deciding.now + hours(4);
  desk.does(ask::EndClock{"call_back", ClockEnd::missed});
  EXPECT_EQ(desk.state.task(TaskId{8})->state, TaskState::to_do) << "missed, and still owed";
  ASSERT_EQ(follow_ups_of(desk.state, desk.calendars).size(), 1U);
  EXPECT_EQ(follow_ups_of(desk.state, desk.calendars)[0].kind, FollowUpKind::call_back);
  desk.we_call();
  EXPECT_EQ(desk.state.task(TaskId{8})->state, TaskState::done);

  promise.task.id = TaskId{9};
  promise.at = desk.deciding.now + hours(1);
  desk.does(promise);
  promise.task.id = TaskId{10};
  promise.at = desk.deciding.now + hours(2);
  desk.does(promise);
  EXPECT_EQ(desk.state.task(TaskId{9})->state, TaskState::cancelled) << "promised anew";
  EXPECT_EQ(desk.deadline("call_back"), promise.at);
  desk.does(ask::FinishTask{TaskId{10}, TaskState::done, {}});
  EXPECT_EQ(desk.end_of("call_back"), ClockEnd::met);
  promise.at = desk.deciding.now;
  desk.does(promise);
  EXPECT_EQ(desk.refused, "case.call_time");
}

TEST(SecondLooks, AreByTheRulesOrByThePerson) {
  Desk desk;
  desk.does(ask::SetStatus{Status::waiting_carrier, "圆通核实"});
  EXPECT_EQ(desk.state.look_again, desk.deciding.now + days(1));
  EXPECT_EQ(desk.state.waiting_for, "圆通核实");
  desk.does(ask::SetStatus{Status::waiting_warehouse, "仓库", desk.deciding.now + hours(2)});
  EXPECT_EQ(desk.state.look_again, desk.deciding.now + hours(2));
  const auto moments = moments_of(desk.state, desk.urgency);
  ASSERT_EQ(moments.size(), 1U);
  EXPECT_EQ(moments[0].kind, MomentKind::look_again);
  desk.does(ask::SetStatus{Status::waiting_platform, "平台"});
  EXPECT_EQ(desk.state.look_again, Instant{}) << "the rules name no time for this one";
  desk.does(ask::SetStatus{Status::waiting_buyer, "照片", desk.deciding.now - hours(1)});
  EXPECT_EQ(desk.refused, "case.look_again");
  desk.does(ask::SetStatus{Status::open, {}});
  EXPECT_EQ(desk.state.look_again, Instant{});
}

TEST(Tasks, AreDueByTheHoursOfTheirDepartment) {
  Desk desk;
  desk.deciding.now = local({2026, 11, 21}, 16);  // a Saturday; Sunday is free, Monday a holiday here
  ask::AddTask task;
  task.task.id = TaskId{1};
  task.task.title = "核实库存";
  task.task.department = Department::warehouse;
  desk.does(task);
  // One and a half hours on Saturday, two and a half on Tuesday from 08:30.
  EXPECT_EQ(desk.state.task(TaskId{1})->due, local({2026, 11, 24}, 11));
  task.task.id = TaskId{2};
  task.task.department = Department::finance;
  desk.does(task);
  EXPECT_EQ(desk.state.task(TaskId{2})->due, std::nullopt) << "no rule, no time";
  desk.does(ask::AssignTask{TaskId{1}, AccountId{7}, "小李"});
  EXPECT_EQ(desk.state.task(TaskId{1})->assignee, AccountId{7});
  desk.does(ask::FinishTask{TaskId{1}, TaskState::done, "有货"});
  desk.does(ask::AssignTask{TaskId{1}, AccountId{8}, "小王"});
  EXPECT_EQ(desk.refused, "case.task_finished");
}

TEST(Moments, WarnAheadButNotBeforeHalfTime) {
  Desk desk;
  CaseClock clock;
  clock.kind = "answer_return";
  clock.start = desk.deciding.now;
  clock.allowed = hours(48);
  clock.consequence = Consequence::auto_agree;  // four hours ahead in the plain rules
  desk.does(ask::StartClock{clock});
  auto moments = moments_of(desk.state, desk.urgency);
  ASSERT_EQ(moments.size(), 2U);
  EXPECT_EQ(moments[0].kind, MomentKind::clock_warning);
  EXPECT_EQ(moments[0].at, clock.start + hours(44));
  EXPECT_EQ(moments[1].at, clock.start + hours(48) + milliseconds(1));
  EXPECT_EQ(urgency_of(desk.state, desk.urgency).next_moment, moments[0].at);
  clock.allowed = hours(6);
  EXPECT_EQ(warning_of(clock, clock.start + hours(6), desk.urgency.weights), clock.start + hours(3));
  EXPECT_NE(mark_of(moments[0]), "");
  EXPECT_EQ(mark_of(moments[1]), "");
  desk.state.history.push_back({Status::closed, desk.deciding.now});
  EXPECT_TRUE(moments_of(desk.state, desk.urgency).empty());
}

TEST(ClockNames, AreWordsInBothLanguages) {
  for (std::size_t i = 0; i < count_of<TimeOutStep>; ++i) {
    const std::string kind(name(static_cast<TimeOutStep>(i)));
    EXPECT_NE(text_of_clock(kind).zh, kind);
    EXPECT_NE(text_of_clock(kind).en, kind);
  }
  for (const auto kind : {clock_kind::first_answer, clock_kind::first_reply, clock_kind::next_reply,
                          clock_kind::daily_update, clock_kind::call_back}) {
    EXPECT_NE(text_of_clock(kind).zh, kind);
  }
  const Text text = text_of(UrgencyReason{"clock", "answer_return", local(sunday, 14), {}}, shanghai);
  EXPECT_EQ(text.zh, "“退货申请响应”11-22 14:00 到期");
  EXPECT_EQ(text_of(UrgencyReason{"clock", "answer_return", local(sunday, 14), hours(6)}, shanghai).zh,
            "“退货申请响应”11-22 14:00 到期，提前 6 小时处理");
}

TEST(Stuck, TheNarrowerRowWins) {
  FollowUpRules rules;
  EXPECT_EQ(rules.stuck_after("圆通速递", "浙江省"), days(3));
  rules.stuck = {{"all", {}, {}, hours(60), {}},
                 {"carrier", {"圆通"}, {}, hours(48), {}},
                 {"far", {}, {"新疆"}, hours(120), {}},
                 {"both", {"圆通"}, {"新疆"}, hours(96), {}}};
  EXPECT_EQ(rules.stuck_after("中通快递", "浙江省 杭州市"), hours(60));
  EXPECT_EQ(rules.stuck_after("圆通速递", "浙江省 杭州市"), hours(48));
  EXPECT_EQ(rules.stuck_after("中通快递", "新疆维吾尔自治区"), hours(120));
  EXPECT_EQ(rules.stuck_after("圆通速递", "新疆维吾尔自治区"), hours(96));
  EXPECT_EQ(rules.stuck_after("圆通速递", ""), hours(48));
}

TEST(ProgressMessage, TellsWhatHappenedAndPromisesNoArrival) {
  Progress progress;
  progress.next = local({2026, 11, 23}, 18);
  progress.news = {
      {NewsKind::scanned, local(sunday, 8, 10), "快件到达【杭州转运中心】，快递员电话13800001234", {}, {}},
      {NewsKind::refund_paid, local(sunday, 9), {}, Fen{3800}, {}},
      {NewsKind::answered, local(sunday, 9, 30), {}, {}, Department::warehouse}};
  progress.pending = {{OpenMatter::with_department, {}, Department::logistics}};
  const Text text = message_of(progress, shanghai);
  EXPECT_EQ(text.zh,
            "亲，跟您说一下今天的进展：包裹最新轨迹（11-22 08:10）：快件到达【杭州转运中心】，快递员电话***；"
            "退款 38.00 元已按原支付方式退回，麻烦留意查收；仓库同事已经处理好他们那一步。"
            "目前正在等物流同事的结果。最晚 11-23 18:00 前我再跟您说一次进展，有变化会提前告诉您。"
            "给您添麻烦了，有问题随时找我。");
  EXPECT_NE(text.en.find("You hear from me again by 11-23 18:00"), std::string::npos);
  for (const char* word : {"保证", "一定", "必", "肯定", "送达时间", "guarantee", "will arrive"}) {
    EXPECT_EQ((text.zh + text.en).find(word), std::string::npos) << word;
  }
}

TEST(ProgressMessage, SaysSoWhereNothingHappenedAndNeverTheSameTwiceInARow) {
  Progress progress;
  progress.next = local({2026, 11, 23}, 18);
  const Text first = message_of(progress, shanghai);
  EXPECT_NE(first.zh.find("没有新的"), std::string::npos);
  progress.turn = 1;
  EXPECT_NE(message_of(progress, shanghai).zh, first.zh);
}

TEST(ProgressMessage, HidesNumbersOfPeopleAndKeepsDates) {
  EXPECT_EQ(without_numbers("电话13800001234请联系"), "电话***请联系");
  EXPECT_EQ(without_numbers("0571-88888888"), "***");
  EXPECT_EQ(without_numbers("138-0000-1234"), "***");
  EXPECT_EQ(without_numbers("2026-11-22 08:10 到达"), "2026-11-22 08:10 到达");
  EXPECT_EQ(without_numbers("A\nB"), "A B");
}

// Any order of pausing, resuming, reopening and talking: what has elapsed and what was paused add up, nothing
// runs backwards, and time never finds a moment that lies before the case.
TEST(ClocksThroughALife, AddUpInAnyOrder) {
  std::mt19937 random(77);
  for (int life = 0; life < 150; ++life) {
    Desk desk;
    CaseClock clock;
    clock.kind = "answer_return";
    clock.start = desk.deciding.now;
    clock.allowed = hours(static_cast<std::int64_t>(1 + random() % 200));
    clock.pauses = static_cast<std::uint32_t>(random() & waiting_statuses.bits());
    clock.calendar = random() % 2 ? "service" : "";
    desk.does(ask::StartClock{clock});
    Span elapsed, paused;
    for (int step = 0; step < 40; ++step) {
      desk.deciding.now = desk.deciding.now + minutes(static_cast<std::int64_t>(random() % 500));
      switch (random() % 8) {
        case 0:
          desk.does(ask::SetStatus{static_cast<Status>(random() % count_of<Status>), "等"});
          break;
        case 1:
          desk.does(ask::SetStatus{Status::open, "继续"});
          break;
        case 2:
          desk.does(ask::Reopen{"又来了"});
          break;
        case 3:
          desk.does(ask::FollowPlatform{static_cast<Status>(random() % count_of<Status>), {}, {}, "平台"});
          break;
        case 4:
          desk.buyer_writes();
          break;
        case 5:
          desk.we_write();
          break;
        case 6:
          desk.does(ask::UpdateBuyer{});
          break;
        default:
          desk.does(ask::MoveStep{static_cast<Step>(random() % count_of<Step>), "移动"});
      }
      const CaseClock& own = desk.state.clocks.front();
      const WorkingTime& time = desk.calendars.of(own.calendar);
      const ClockReading reading = read_clock(own, desk.state.history, desk.deciding.now, time);
      const Instant until = own.running() ? desk.deciding.now : std::min(own.ended, desk.deciding.now);
      ASSERT_EQ(reading.elapsed + reading.paused, time.between(own.start, until));
      ASSERT_GE(reading.elapsed, elapsed);
      ASSERT_GE(reading.paused, paused);
      elapsed = reading.elapsed;
      paused = reading.paused;
      const auto moments = moments_of(desk.state, desk.urgency);
      ASSERT_TRUE(std::ranges::is_sorted(moments, {}, &Moment::at));
      const Urgency urgency = urgency_of(desk.state, desk.urgency);
      ASSERT_EQ(urgency.next_moment, moments.empty() ? std::nullopt : std::optional(moments.front().at));
      int daily = 0;
      for (const CaseClock& one : desk.state.clocks) daily += one.kind == "daily_update" && one.running();
      ASSERT_LE(daily, 1);
      if (!working_statuses.has(desk.state.status())) {
        ASSERT_EQ(daily, 0) << "nothing is due once it is settled";
      }
    }
  }
}

}  // namespace
}  // namespace shouhou::domain
