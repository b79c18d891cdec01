// Returns and stock on both engines: what is kept comes back, is found by what stands on a parcel, and no
// piece is promised twice.
#include "ports/returns.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "ports/stock.h"
#include "ports/trade.h"
#include "store/testing/dump_shop.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr ShopId shop{1};
constexpr ShopId other{2};

class ReturnStore : public testing::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
      for (const ShopId id : {shop, other}) {
        unit.accounts().add_shop({id, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(id));
      }
      return {};
    }));
  }
};
SHOUHOU_ON_BOTH_ENGINES(ReturnStore);

domain::Return a_return(std::int64_t id, const std::string& tracking = {}) {
  domain::Return state;
  state.shop = shop;
  state.id = ReturnId{id};
  state.number = id;
  state.version = 1;
  state.case_id = CaseId{5};
  state.order = OrderId{6};
  state.order_number = "1234567890";
  state.buyer = BuyerId{7};
  state.tracking_number = tracking;
  state.reception = tracking.empty() ? domain::Reception::announced : domain::Reception::in_transit;
  state.address = ReturnAddressId{9};
  state.ship_by = Instant{1'760'000'000'000} + days(7);
  state.opened = state.changed = Instant{1'760'000'000'000 + id};
  domain::ReturnLine line;
  line.sku = SkuId{3};
  line.title = "羊毛衫“灰”";
  line.expected = 2;
  line.checks = {{"tag_on", {"吊牌", "tag"}, true, domain::CheckAnswer::unclear, "看不清", {EvidenceId{4}}}};
  state.lines = {line};
  return state;
}

TEST_P(ReturnStore, WhatIsKeptComesBackAndIsFound) {
  const domain::Return state = a_return(10, "SF1234567890");
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.returns().insert(state, {days(3)}, "13812345678");
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    ports::Returns& returns = unit.returns();
    EXPECT_EQ(returns.load(shop, state.id), state);
    EXPECT_EQ(returns.load(other, state.id), std::nullopt);
    EXPECT_EQ(returns.by_number(shop, 10), state);
    EXPECT_THAT(returns.tracked(shop, "SF1234567890", 5), ElementsAre(state));
    EXPECT_THAT(returns.of_order_number(shop, "1234567890", 5), ElementsAre(state));
    EXPECT_THAT(returns.by_phone(shop, "5678", 5), ElementsAre(state));
    EXPECT_THAT(returns.by_phone(shop, "138-1234-5678", 5), ElementsAre(state));
    EXPECT_THAT(returns.by_phone(shop, "5679", 5), IsEmpty());
    EXPECT_THAT(returns.by_phone(other, "5678", 5), IsEmpty());
    EXPECT_THAT(returns.awaited(shop, 5), ElementsAre(state));
    return {};
  }));
  for (const auto& [table, rows] : testing::dump_shop(store(), shop)) {
    EXPECT_EQ(rows.find("13812345678"), std::string::npos) << table << " holds the phone in the clear";
  }
}

TEST_P(ReturnStore, AnOlderVersionIsRefused) {
  const domain::Return state = a_return(10);
  domain::Return next = state;
  next.version = 2;
  next.reason = "x";
  const auto save = [&](ports::Unit& unit) -> Result<void> {
    return unit.returns().update(state, next, {days(3)});
  };
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.returns().insert(state, {days(3)}, "");
    return {};
  }));
  ASSERT_TRUE(write(save));
  const auto again = write(save);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "return.changed");
}

TEST_P(ReturnStore, StagesArePagedByKey) {
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    for (std::int64_t i = 1; i <= 25; ++i) unit.returns().insert(a_return(i), {days(3)}, "");
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    std::vector<std::int64_t> seen;
    ports::ReturnPlace after;
    for (;;) {
      const auto page = unit.returns().in_stage(shop, domain::ReturnStage::awaited, after, 10);
      if (page.empty()) break;
      for (const auto& row : page) seen.push_back(row.state.number);
      after = page.back().place;
    }
    EXPECT_THAT(seen, SizeIs(25));
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_THAT(unit.returns().in_stage(shop, domain::ReturnStage::done, {}, 10), IsEmpty());
    return {};
  }));
}

TEST_P(ReturnStore, SomebodyLooksWhenTheTimeComes) {
  const domain::Return state = a_return(10);
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.returns().insert(state, {days(3)}, "");
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_THAT(unit.returns().to_look_at(shop, *state.ship_by - days(3), 5), IsEmpty());
    EXPECT_THAT(unit.returns().to_look_at(shop, *state.ship_by - days(1), 5), ElementsAre(state.id));
    return {};
  }));
}

TEST_P(ReturnStore, AddressesAndStrayPhonesAreSealed) {
  domain::ReturnAddress address;
  address.shop = shop;
  address.id = ReturnAddressId{3};
  address.name = "杭州仓";
  address.receiver = {"李四", "13900001111", "杭州市余杭区某路 1 号"};
  address.channels = {domain::Channel::tmall};
  address.categories = {"shoes"};
  address.active = false;
  domain::Stray stray;
  stray.shop = shop;
  stray.id = StrayId{4};
  stray.number = 1;
  stray.version = 1;
  stray.tracking_number = "YT99887766";
  stray.phone_known = true;
  stray.seen = Instant{77};
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.returns().save_address(address);
    unit.returns().insert_stray(stray, "13812345678");
    unit.returns().insert(a_return(10), {days(3)}, "13812345678");
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_THAT(unit.returns().addresses(shop), ElementsAre(address));
    EXPECT_THAT(unit.returns().addresses(other), IsEmpty());
    EXPECT_EQ(unit.returns().phone_on(shop, stray.id), "13812345678");
    EXPECT_THAT(unit.returns().like_phone_of(shop, stray.id, 5), ElementsAre(ReturnId{10}));
    EXPECT_THAT(unit.returns().strays_tracked(shop, "YT99887766"), ElementsAre(stray));
    return {};
  }));
  for (const auto& [table, rows] : testing::dump_shop(store(), shop)) {
    EXPECT_EQ(rows.find("13900001111"), std::string::npos) << table;
    EXPECT_EQ(rows.find("余杭"), std::string::npos) << table;
    EXPECT_EQ(rows.find("13812345678"), std::string::npos) << table;
  }
}

domain::StockMove stock_move(domain::StockMoveKind kind, std::int64_t on_hand_by, std::int64_t reserved_by) {
  return {SkuId{3}, kind, on_hand_by, reserved_by, ReturnId{1}, "", AccountId{}, "x", Instant{1}};
}

TEST_P(ReturnStore, NoPieceIsPromisedTwice) {
  using enum domain::StockMoveKind;
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    EXPECT_FALSE(unit.stock().apply(shop, stock_move(reserved, 0, 1), unit.ids())) << "never counted";
    EXPECT_TRUE(unit.stock().apply(shop, stock_move(counted, 5, 0), unit.ids()));
    return {};
  }));
  std::atomic<int> given{0};
  std::vector<std::thread> people;
  for (int i = 0; i < 4; ++i) {
    people.emplace_back([&] {
      for (int n = 0; n < 5; ++n) {
        bool got = false;
        const auto done = store().write_now(
            [&](ports::Unit& unit) -> Result<void> {
              got = unit.stock().apply(shop, stock_move(reserved, 0, 1), unit.ids());
              return {};
            },
            shop);
        if (done && got) ++given;
      }
    });
  }
  for (std::thread& person : people) person.join();
  EXPECT_EQ(given, 5);
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    EXPECT_TRUE(unit.stock().apply(shop, stock_move(shipped, -2, -2), unit.ids()));
    EXPECT_TRUE(unit.stock().apply(shop, stock_move(released, 0, -3), unit.ids()));
    EXPECT_FALSE(unit.stock().apply(shop, stock_move(released, 0, -1), unit.ids())) << "nothing is put aside";
    EXPECT_FALSE(unit.stock().apply(shop, stock_move(shipped, -4, 0), unit.ids())) << "not so many are there";
    const auto level = unit.stock().level(shop, SkuId{3});
    EXPECT_EQ(level->on_hand, 3);
    EXPECT_EQ(level->reserved, 0);
    // The level is the sum of its moves.
    std::int64_t on_hand = 0, aside = 0;
    for (const auto& move : unit.stock().moves(shop, SkuId{3}, 100)) {
      on_hand += move.on_hand_by;
      aside += move.reserved_by;
    }
    EXPECT_EQ(on_hand, level->on_hand);
    EXPECT_EQ(aside, level->reserved);
    EXPECT_EQ(unit.stock().level(other, SkuId{3}), std::nullopt);
    return {};
  }));
}

TEST_P(ReturnStore, AForgottenBuyerIsNotFoundByPhone) {
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.trade().add_buyer({BuyerId{7}, shop, "nick", unit.now()});
    unit.returns().insert(a_return(10), {days(3)}, "13812345678");
    unit.trade().forget_buyer(shop, BuyerId{7}, unit.now());
    EXPECT_THAT(unit.returns().by_phone(shop, "5678", 5), IsEmpty());
    return {};
  }));
}

}  // namespace
}  // namespace shouhou::store
