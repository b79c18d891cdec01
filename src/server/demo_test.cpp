#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "app/demo/fill_demo_shop.h"
#include "app/list_queue.h"
#include "app/start_shop.h"
#include "connect/demo/read_demo_shop.h"
#include "connect/rules/load_rules.h"
#include "connect/simulate/read_world.h"
#include "ports/accounts.h"
#include "ports/grants.h"
#include "ports/offers.h"
#include "ports/returns.h"
#include "server/demo_buyers.h"
#include "store/testing/on_engines.h"

namespace shouhou::server {
namespace {

class Demo : public store::testing::StoreTest {
 protected:
  void SetUp() override {
    sync_each_commit_ = false;
    StoreTest::SetUp();
    if (IsSkipped()) return;
    auto book = connect::load_rules(connect::built_in_rules());
    ASSERT_TRUE(book);
    store().use_case_rules(
        ports::CaseRules::from(std::make_shared<const domain::RuleBook>(*std::move(book)), Zone::shanghai()));
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const ports::Shop started, app::start_shop(unit, {}));
      shop_ = started.id;
      ports::Account account;
      account.shop = shop_;
      account.id = unit.ids().next<AccountId>(unit.now());
      account.login = account.login_key = account.name = "xiaozhou";
      agent_ = ports::Actor::system(shop_);
      agent_.account = account.id;
      agent_.name = account.name;
      return unit.accounts().add(account);
    }));
  }

  app::DemoFilled fill(int days) {
    const auto demo = connect::built_in_demo_shop();
    EXPECT_TRUE(demo) << demo.error().field << demo.error().message.en;
    app::DemoFilling filling;
    filling.until = clock_.now();
    filling.days = days;
    filling.orders_per_day = 40;
    filling.agents = {agent_};
    static const simulate::WorldRules world = connect::built_in_world().value();
    filling.buyers = demo_buyers(world);
    const auto filled = app::fill_demo_shop(store(), clock_, *demo, filling, [](int, int) {});
    EXPECT_TRUE(filled) << filled.error().code << ": " << filled.error().message.en;
    return filled.value_or(app::DemoFilled{});
  }

  ShopId shop_;
  ports::Actor agent_;
};
SHOUHOU_ON_BOTH_ENGINES(Demo);

TEST_P(Demo, HasCasesInEveryStepAndNothingInTheFuture) {
  const Instant today = clock_.now();
  const app::DemoFilled filled = fill(30);
  EXPECT_GT(filled.orders, 500);
  EXPECT_GT(filled.cases, filled.closed);
  EXPECT_EQ(clock_.now(), today);
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const app::QueueCounts counts, app::queue_counts(unit, ports::Actor::system(shop_)));
    std::map<std::string, std::int64_t> steps;
    for (const app::NamedCount& step : counts.steps) steps[step.name] = step.count;
    for (const char* step : {"contact", "verify", "agree", "follow_up", "register"})
      EXPECT_GT(steps[step], 0) << step;
    EXPECT_EQ(counts.open + counts.closed, filled.cases);
    EXPECT_EQ(counts.closed, filled.closed);
    for (const ports::Event& event : unit.events_after(shop_, 0, 100'000)) EXPECT_LE(event.at, today);
    return {};
  }));
}

// The buyers answer real menus, so the shop has learnt something on its first day.
TEST_P(Demo, HasMenusTakenAndRefusedAndReturnsAtEveryPlace) {
  const app::DemoFilled filled = fill(60);
  EXPECT_GT(filled.menus, filled.cases / 2);
  EXPECT_GT(filled.taken, filled.menus / 2);
  EXPECT_LT(filled.taken, filled.menus);
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    std::int64_t lighter = 0, refused = 0;
    for (const ports::StoredOffer& offer : unit.offers().answered(shop_, 5000)) {
      refused += offer.state == domain::OfferState::refused;
      const std::vector<std::int64_t> numbers = domain::item_numbers(offer.menu);
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        const bool chosen = std::ranges::find(offer.chosen, numbers[i]) != offer.chosen.end();
        lighter += chosen && numbers[i] > 0 && !offer.menu.items[i].entitled;
      }
    }
    EXPECT_GT(lighter, 5);
    EXPECT_GT(refused, 5);
    EXPECT_FALSE(unit.offers().answers(shop_).cells().empty());
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    using enum domain::ReturnStage;
    const auto count = [&](domain::ReturnStage stage) {
      return unit.returns().in_stage(shop_, stage, {}, 500).size();
    };
    for (const auto stage : {awaited, on_the_way, to_receive, to_inspect, to_dispose, done}) {
      EXPECT_GT(count(stage), 0U) << domain::name(stage);
    }
    bool part = false, sent = false;
    for (const auto stage : {to_dispose, done}) {
      for (const ports::ReturnRow& row : unit.returns().in_stage(shop_, stage, {}, 500)) {
        part = part || row.state.acceptance == domain::Acceptance::part;
        EXPECT_TRUE(row.state.carrier_word);
      }
    }
    for (const auto stage : {awaited, on_the_way, to_receive, to_inspect, to_dispose, done}) {
      for (const ports::ReturnRow& row : unit.returns().in_stage(shop_, stage, {}, 500)) {
        if (!row.state.exchange) continue;
        for (const domain::Deed& deed : unit.grants().deeds_of(shop_, row.state.grant)) {
          sent =
              sent || (deed.kind == domain::EffectKind::send_goods && deed.state == domain::DeedState::done);
        }
      }
    }
    EXPECT_TRUE(part) << "one that was rejected in part";
    EXPECT_TRUE(sent) << "an exchange that was sent";
    EXPECT_EQ(unit.returns().strays(shop_, domain::StrayState::open, {}, 10).size(), 2U);
    return {};
  }));
}

}  // namespace
}  // namespace shouhou::server
