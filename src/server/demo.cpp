#include "server/demo.h"

#include <cstdio>
#include <vector>

#include "app/demo/fill_demo_shop.h"
#include "app/new_account.h"
#include "app/start_shop.h"
#include "base/crypto.h"
#include "base/crypto_password.h"
#include "base/encoding.h"
#include "connect/demo/read_demo_shop.h"
#include "connect/simulate/read_world.h"
#include "server/demo_buyers.h"
#include "server/open_store.h"

namespace shouhou::server {
namespace {

constexpr int told_days = 120;

// Easy to type, different on every machine: 12 characters, 60 bits.
std::string new_password() {
  return to_base32(crypto::random_bytes(8)).substr(0, 12);
}

Result<std::vector<ports::Actor>> add_people(store::Store& store, const app::DemoShop& demo, ShopId shop,
                                             const std::string& password) {
  std::vector<ports::Actor> agents;
  const std::string hash = crypto::hash_password(password);
  SHOUHOU_TRY(store.write_now([&](ports::Unit& unit) -> Result<void> {
    agents.clear();
    for (const app::DemoAccount& person : demo.accounts) {
      const domain::Role role = domain::role_named(person.role).value_or(domain::Role::viewer);
      const app::NewAccount made{shop, person.login, person.name, role, password, false};
      SHOUHOU_ASSIGN(const ports::Account account,
                     app::add_new_account(unit, made, hash, ports::Actor::system(shop)));
      if (role != domain::Role::agent && role != domain::Role::lead) continue;
      ports::Actor agent = ports::Actor::system(shop);
      agent.account = account.id;
      agent.name = account.name;
      agent.role = role;
      agent.permissions = domain::permissions_of(role);
      agents.push_back(agent);
    }
    return {};
  }));
  return agents;
}

void show_progress(int done, int all) {
  std::fprintf(stderr, "\r  填充示例店铺 · filling the demonstration shop  %3d%%", done * 100 / all);
  if (done == all) std::fputc('\n', stderr);
}

}  // namespace

Result<void> fill_demo(const Config& config, const Clock& clock) {
  SHOUHOU_ASSIGN(const app::DemoShop demo, connect::built_in_demo_shop());
  SHOUHOU_ASSIGN(const simulate::WorldRules world, connect::built_in_world());
  ManualClock told(clock.now() - days(told_days));
  SHOUHOU_ASSIGN(const std::unique_ptr<store::Store> store, open_store(config, told, true));
  ShopId shop;
  bool lived_in = false;
  SHOUHOU_TRY(store->write_now([&](ports::Unit& unit) -> Result<void> {
    if (const auto shops = unit.accounts().shops({}, 1); !shops.empty()) {
      shop = shops.front().id;
      lived_in = unit.last_sequence(shop) > 0;
      return {};
    }
    SHOUHOU_ASSIGN(const ports::Shop started, app::start_shop(unit, {demo.name, demo.zone}));
    shop = started.id;
    return {};
  }));
  if (lived_in) {
    std::printf(
        "  已有数据，不再填充示例店铺 · there is data already: the demonstration shop is not filled in\n");
    return {};
  }
  const std::string password = new_password();
  app::DemoFilling filling;
  filling.until = clock.now();
  filling.days = told_days;
  filling.buyers = demo_buyers(world);
  SHOUHOU_ASSIGN(filling.agents, add_people(*store, demo, shop, password));
  SHOUHOU_ASSIGN(const app::DemoFilled filled,
                 app::fill_demo_shop(*store, told, demo, filling, show_progress));
  std::printf(
      "  示例店铺 · demonstration shop: %lld 订单 orders, %lld 售后单 cases, %lld 方案单 menus, %lld 评价 "
      "reviews\n"
      "  登录 · sign in as: ",
      static_cast<long long>(filled.orders), static_cast<long long>(filled.cases),
      static_cast<long long>(filled.menus), static_cast<long long>(filled.reviews));
  for (const app::DemoAccount& person : demo.accounts) {
    std::printf("%s(%s) ", person.login.c_str(), person.role.c_str());
  }
  std::printf("  密码 · password: %s\n", password.c_str());
  return {};
}

}  // namespace shouhou::server
