#include "jobs/clock_watch.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "app/open_case.h"
#include "ports/accounts.h"
#include "ports/cases.h"
#include "ports/follow_ups.h"
#include "ports/personal_vault.h"
#include "store/testing/on_engines.h"

namespace shouhou::jobs {
namespace {

constexpr ShopId shop{7};

class ClockWatches : public store::testing::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      unit.accounts().add_shop({shop, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
      return {};
    }));
  }

  CaseId open(const std::string& number, Span until) {
    CaseId id;
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      app::OpenCase command;
      command.channel = domain::Channel::taobao;
      command.source = domain::Source::refund_request;
      command.external_id = number;
      command.words = "想退款";
      command.clocks = {{"merchant_answer", domain::ClockSource::platform_api,
                         domain::Consequence::auto_refund, unit.now(), unit.now() + until, ""}};
      SHOUHOU_ASSIGN(const app::OpenedCase opened, app::open_case(unit, ports::Actor::system(shop), command));
      id = opened.id;
      return {};
    }));
    return id;
  }

  domain::ClockEnd platform_clock(CaseId id) {
    domain::ClockEnd end = domain::ClockEnd::running;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      const std::optional<domain::Case> state = unit.cases().load(shop, id);
      if (!state) return {};
      for (const domain::CaseClock& clock : state->clocks) {
        if (clock.kind == "merchant_answer") end = clock.end;
      }
      return {};
    }));
    return end;
  }
};
SHOUHOU_ON_BOTH_ENGINES(ClockWatches);

TEST_P(ClockWatches, MarksWhatRanOutOnceAlsoAfterARestart) {
  const CaseId soon = open("R1", minutes(1));
  const CaseId later = open("R2", days(30));
  {
    ClockWatch watch(store(), clock_);
    EXPECT_EQ(watch.look().value(), 0);
    clock_.advance(minutes(2));
    EXPECT_EQ(watch.look().value(), 1);
    EXPECT_EQ(platform_clock(soon), domain::ClockEnd::missed);
    EXPECT_EQ(platform_clock(later), domain::ClockEnd::running);
    EXPECT_EQ(watch.look().value(), 0);
  }
  clock_.advance(days(40));
  reopen();
  ClockWatch watch(store(), clock_);
  ASSERT_TRUE(watch.look());
  EXPECT_EQ(platform_clock(later), domain::ClockEnd::missed);
}

TEST_P(ClockWatches, HearsOfWhatWasCommittedMeanwhile) {
  ClockWatch watch(store(), clock_);
  store().on_commit([&](ShopId of, std::int64_t last) { watch.committed(of, last); });
  EXPECT_EQ(watch.look().value(), 0);
  const CaseId one = open("R1", seconds(10));
  const CaseId far = open("R2", hours(5));
  EXPECT_EQ(watch.look().value(), 0);
  EXPECT_EQ(watch.waiting(), 1U) << "what is far off is not in memory";
  clock_.advance(seconds(10));
  ASSERT_TRUE(watch.look());  // the warning was given at half of its time
  EXPECT_EQ(platform_clock(one), domain::ClockEnd::running) << "its deadline is kept until the very end";
  clock_.advance(milliseconds(1));
  EXPECT_EQ(watch.look().value(), 1);
  EXPECT_EQ(platform_clock(one), domain::ClockEnd::missed);
  for (int i = 0; i < 60; ++i) {
    clock_.advance(minutes(5));
    ASSERT_TRUE(watch.look());
  }
  EXPECT_EQ(platform_clock(far), domain::ClockEnd::missed) << "it came into sight in time";
  store().on_commit({});
}

TEST_P(ClockWatches, TwoNodesMissNothingAndCountOnce) {
  ClockWatch first(store(), clock_);
  ClockWatch second(store(), clock_);
  std::vector<CaseId> cases;
  for (int i = 0; i < 20; ++i) cases.push_back(open("N" + std::to_string(i), seconds(30 + i)));
  ASSERT_TRUE(first.look());
  ASSERT_TRUE(second.look());
  clock_.advance(minutes(1));
  std::thread beside([&] { ASSERT_TRUE(first.look()); });
  ASSERT_TRUE(second.look());
  beside.join();
  for (const CaseId id : cases) EXPECT_EQ(platform_clock(id), domain::ClockEnd::missed);
  EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_EQ(unit.follow_ups().misses(shop, {}, {}, 100).size(), cases.size());
    return {};
  }));
}

TEST_P(ClockWatches, ACommitOnAnotherNodeIsHeard) {
  if (!postgres()) GTEST_SKIP() << "one process owns an embedded database";
  auto opened = store::Store::open(
      {place_->options(), &clock_, {(place_->directory() / "keys" / "master.key").string(), {}}});
  ASSERT_TRUE(opened) << opened.error().code;
  store::Store& other = **opened;
  ClockWatch watch(other, clock_);
  std::atomic<bool> heard{false};
  other.on_commit([&](ShopId of, std::int64_t last) {
    watch.committed(of, last);
    heard = true;
  });
  ASSERT_TRUE(watch.look());
  const CaseId here = open("R1", seconds(10));
  for (int i = 0; i < 500 && !heard; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  ASSERT_TRUE(heard);
  ASSERT_TRUE(watch.look());
  EXPECT_EQ(watch.waiting(), 1U);
  clock_.advance(seconds(11));
  EXPECT_EQ(watch.look().value(), 1);
  EXPECT_EQ(platform_clock(here), domain::ClockEnd::missed);
  other.on_commit({});
}

// In real time, with many clocks running beside. The bound is loose: it tells a watch that sleeps through its
// moments from one that does not; figures are measured in bench/clocks_bench.cpp.
TEST_P(ClockWatches, ATenSecondClockIsMarkedAtItsTime) {
  const SystemClock real;
  clock_.set(real.now());
  for (int i = 0; i < 200; ++i) open("D" + std::to_string(i), days(2) + seconds(i));
  std::mutex mutex;
  std::vector<Span> late;
  ClockWatchOptions options;
  options.on_done = [&](Instant moment, Instant done) {
    const std::lock_guard lock(mutex);
    late.push_back(done - moment);
  };
  // The store's time is the test's; it goes along with the real one.
  std::atomic<bool> end{false};
  std::thread ticking([&] {
    while (!end) {
      clock_.set(real.now());
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  });
  {
    ClockWatch watch(store(), clock_, options);
    store().on_commit([&](ShopId of, std::int64_t last) { watch.committed(of, last); });
    watch.start();
    std::vector<CaseId> soon;
    for (int i = 0; i < 5; ++i) soon.push_back(open("S" + std::to_string(i), milliseconds(400 + 100 * i)));
    for (int i = 0; i < 300; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      const std::lock_guard lock(mutex);
      if (late.size() >= 10) break;  // a warning and the end of each
    }
    store().on_commit({});
    for (const CaseId id : soon) EXPECT_EQ(platform_clock(id), domain::ClockEnd::missed);
  }
  end = true;
  ticking.join();
  ASSERT_GE(late.size(), 5U);
  for (const Span one : late) EXPECT_LT(one, seconds(3));
}

TEST_P(ClockWatches, WarnsOnceBeforeTheDeadline) {
  open("R1", hours(10));  // plain rules: four hours ahead
  ClockWatch watch(store(), clock_);
  const auto warnings = [&] {
    int count = 0;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      for (const ports::Event& event : unit.events_after(shop, 0, 1000)) {
        count += event.kind == "clock.warning" ? 1 : 0;
      }
      return {};
    }));
    return count;
  };
  for (int i = 0; i < 12; ++i) {
    ASSERT_TRUE(watch.look());
    // Of the first answer, due in eight hours, and of the platform's clock.
    EXPECT_EQ(warnings(), i < 4 ? 0 : i < 6 ? 1 : 2) << "hour " << i;
    clock_.advance(hours(1));
  }
}

}  // namespace
}  // namespace shouhou::jobs
