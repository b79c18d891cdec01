// What a session remembers of a shop is what the database holds at that moment of the transaction.
#include "store/shop_standing.h"

#include <atomic>
#include <future>
#include <thread>

#include "ports/accounts.h"
#include "ports/cases.h"
#include "ports/own_rules.h"
#include "ports/personal_vault.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

constexpr ShopId shop{7};

class Standings : public testing::StoreTest {
 protected:
  void SetUp() override {
    testing::StoreTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
      unit.accounts().add_shop({shop, "毛衣店", "Asia/Shanghai", unit.now()},
                               unit.vault().new_shop_key(shop));
      return {};
    }));
  }

  ShopStanding now() {
    ShopStanding found;
    store().engine().read([&](Session& session) { found = standing_of(session, shop); });
    return found;
  }

  // Holds the writer until released; what is queued meanwhile runs as one batch.
  std::promise<void> hold() {
    std::promise<void> go;
    auto held = std::make_shared<std::atomic<bool>>(false);
    store().write(
        [held, gone = go.get_future().share()](ports::Unit&) -> Result<void> {
          *held = true;
          gone.wait();
          return {};
        },
        [](const Result<void>&) {}, shop);
    while (!*held) std::this_thread::yield();
    return go;
  }
  std::future<Result<void>> queue(Engine::Body body) {
    auto answer = std::make_shared<std::promise<Result<void>>>();
    store().engine().write(
        std::move(body), [answer](Result<void> result) { answer->set_value(std::move(result)); }, shop);
    return answer->get_future();
  }
};
SHOUHOU_ON_BOTH_ENGINES(Standings);

const Query& change_zone() {
  static constexpr std::string_view parameters[] = {"zone", "shop_id"};
  static constexpr Query query{40, "test.change_zone", "UPDATE shop SET zone = ?1 WHERE shop_id = ?2",
                               "UPDATE shop SET zone = $1 WHERE shop_id = $2", parameters};
  return query;
}

TEST_P(Standings, TellWhatIsThereAndWhatIsNot) {
  ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
    unit.record({shop, 0, {}, "test", unit.now(), {}, "system", "{}"});
    EXPECT_TRUE(unit.own_rules().add(shop, {3, "", {}, "店主", unit.now(), "试"}));
    return {};
  }));
  const ShopStanding standing = now();
  EXPECT_EQ(standing.zone, "Asia/Shanghai");
  EXPECT_EQ(standing.own_rules, 3);
  EXPECT_EQ(standing.last_sequence, 1);
  ASSERT_TRUE(standing.wrapped_key);
  EXPECT_FALSE(standing.wrapped_key->empty());
  store().engine().read([](Session& session) {
    const ShopStanding& nobody = standing_of(session, ShopId{99});
    EXPECT_FALSE(nobody.zone);
    EXPECT_FALSE(nobody.wrapped_key);
    EXPECT_EQ(nobody.own_rules, 0);
    EXPECT_EQ(nobody.last_sequence, 0);
  });
}

TEST_P(Standings, AChangeIsSeenByWhoMadeItAndByTheNext) {
  ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
    EXPECT_EQ(unit.cases().rules(shop).zone.name(), "Asia/Shanghai");
    unit.accounts().change_shop({shop, "毛衣店", "Asia/Urumqi", unit.now()});
    return {};
  }));
  EXPECT_EQ(now().zone, "Asia/Urumqi");
  ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
    const std::string before = unit.vault().seal(shop, "f", "x");
    unit.accounts().change_shop({shop, "毛衣店", "Asia/Tokyo", unit.now()});
    EXPECT_EQ(unit.vault().open(shop, "f", before).value_or(""), "x");
    return {};
  }));
  EXPECT_EQ(now().zone, "Asia/Tokyo");
}

// The first body of the batch looks; the second changes the zone, looks again and fails; the third must not
// see what the second had seen.
TEST_P(Standings, WhatAFailedBodySawIsForgottenWithIt) {
  std::string first, second, third;
  const auto look = [](Session& session) { return standing_of(session, shop).zone.value_or("none"); };
  std::promise<void> go = hold();
  auto one = queue([&](Session& session, ports::Effects&) -> Result<void> {
    first = look(session);
    return {};
  });
  auto two = queue([&](Session& session, ports::Effects&) -> Result<void> {
    session.run(change_zone(), {{"zone", "Asia/Urumqi"}, {"shop_id", shop}});
    forget_standings(session);
    second = look(session);
    return fail(ErrorKind::conflict, "test.no", {"不", "no"});
  });
  auto three = queue([&](Session& session, ports::Effects&) -> Result<void> {
    third = look(session);
    return {};
  });
  go.set_value();
  EXPECT_TRUE(one.get());
  EXPECT_FALSE(two.get());
  EXPECT_TRUE(three.get());
  EXPECT_EQ(first, "Asia/Shanghai");
  EXPECT_EQ(second, "Asia/Urumqi");
  EXPECT_EQ(third, "Asia/Shanghai");
  EXPECT_EQ(now().zone, "Asia/Shanghai");
}

// A reading transaction begins with its first statement; one without any leaves the connection as it was.
TEST_P(Standings, AReadThatAsksNothingIsFollowedByOneThatDoes) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(read([](ports::ReadUnit&) -> Result<void> { return {}; }));
    EXPECT_EQ(now().zone, "Asia/Shanghai");
  }
}

}  // namespace
}  // namespace shouhou::store
