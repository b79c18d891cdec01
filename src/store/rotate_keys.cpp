#include "store/rotate_keys.h"

#include "app/audit.h"
#include "ports/accounts.h"

namespace shouhou::store {
namespace {

constexpr int page = 500;

Result<void> wrap_shop_anew(ports::Unit& unit, KeyRing& ring, ShopId shop) {
  const auto wrapped = unit.accounts().wrapped_key(shop);
  if (!wrapped) return {};
  SHOUHOU_ASSIGN(const std::string anew, ring.wrap_anew(shop, *wrapped));
  unit.accounts().set_wrapped_key(shop, anew);
  app::audit(unit, ports::Actor::system(shop), {"keys.rotated", "shop:" + shop.str()});
  return {};
}

}  // namespace

Result<std::int64_t> rotate_keys(Store& store) {
  KeyRing& ring = store.keys();
  if (!ring.in_environment()) SHOUHOU_TRY(ring.put_new_master_first());
  std::int64_t count = 0;
  ShopId last{};
  for (bool more = true; more;) {
    std::int64_t done = 0;
    ShopId reached{};
    const Result<void> wrapped = store.write_now([&](ports::Unit& unit) -> Result<void> {
      done = 0;
      for (const ports::Shop& shop : unit.accounts().shops(last, page)) {
        SHOUHOU_TRY(wrap_shop_anew(unit, ring, shop.id));
        reached = shop.id;
        ++done;
      }
      return {};
    });
    SHOUHOU_TRY(wrapped);
    count += done;
    last = reached;
    more = done == page;
  }
  SHOUHOU_TRY(ring.drop_old_masters());
  return count;
}

}  // namespace shouhou::store
