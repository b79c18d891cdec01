#include "jobs/upkeep.h"

#include <gtest/gtest.h>

#include "ports/accounts.h"
#include "ports/idempotency.h"
#include "ports/personal_vault.h"
#include "store/testing/on_engines.h"

namespace shouhou::jobs {
namespace {

constexpr ShopId shop{7};

class Upkeeps : public store::testing::StoreTest {
 protected:
  bool answered(const std::string& key) {
    bool found = false;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      found = unit.idempotency().find(shop, "account:1", key).has_value();
      return {};
    }));
    return found;
  }
  void answer(const std::string& key) {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      return unit.idempotency().remember({shop, "account:1", key, "hash", 200, "{}", unit.now()});
    }));
  }
};
SHOUHOU_ON_BOTH_ENGINES(Upkeeps);

TEST_P(Upkeeps, OldAnswersGoAndNewOnesStay) {
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.accounts().add_shop({shop, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
    return {};
  }));
  for (int i = 0; i < 3; ++i) answer("old" + std::to_string(i));
  clock_.set(clock_.now() + answers_kept - seconds(1));
  answer("new");
  Upkeep upkeep(store(), hours(1));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_TRUE(answered("old0"));
  clock_.set(clock_.now() + seconds(2));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_FALSE(answered("old0"));
  EXPECT_TRUE(answered("new"));
}

}  // namespace
}  // namespace shouhou::jobs
