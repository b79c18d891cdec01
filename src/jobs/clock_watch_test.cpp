#include "jobs/clock_watch.h"

#include <gtest/gtest.h>

#include "app/open_case.h"
#include "ports/accounts.h"
#include "ports/cases.h"
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
    ClockWatch watch(store(), hours(1));
    clock_.advance(minutes(2));
    ASSERT_TRUE(watch.look());
    EXPECT_EQ(platform_clock(soon), domain::ClockEnd::missed);
    EXPECT_EQ(platform_clock(later), domain::ClockEnd::running);
    EXPECT_EQ(watch.look().value(), 0);
  }
  clock_.advance(days(40));
  reopen();
  ClockWatch watch(store(), hours(1));
  ASSERT_TRUE(watch.look());
  EXPECT_EQ(platform_clock(later), domain::ClockEnd::missed);
}

}  // namespace
}  // namespace shouhou::jobs
