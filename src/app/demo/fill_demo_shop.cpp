#include "app/demo/fill_demo_shop.h"

#include "app/demo/demo_cases.h"
#include "app/demo/demo_life.h"
#include "app/demo/demo_returns.h"
#include "app/demo/demo_trade.h"

namespace shouhou::app {

Result<DemoFilled> fill_demo_shop(ports::Store& store, ManualClock& clock, const DemoShop& shop,
                                  const DemoFilling& filling,
                                  const std::function<void(int done, int all)>& progress) {
  const Instant start = filling.until - days(filling.days);
  DemoFilled filled;
  DemoLife life(clock, start, filling.until, filling.seed);
  clock.set(start);
  DemoReturns returns(store, life, shop, filling.agents.front().shop);
  DemoCases cases(store, life, shop, filling, returns, filled);
  DemoTrade trade(store, life, shop, filling.agents.front().shop, filled,
                  [&](const std::shared_ptr<DemoOrder>& placed) { cases.open(placed); });
  trade.add_products();
  returns.begin();
  returns.end_with_strays();
  for (int day = 0; day < filling.days; ++day) {
    life.at(start + days(day), [&, day] { progress(day, filling.days); });
    const std::int64_t orders = life.between(filling.orders_per_day / 2, filling.orders_per_day * 3 / 2);
    for (std::int64_t i = 0; i < orders; ++i) {
      life.at(start + days(day) + life.span_between(Span{}, days(1)), [&] { trade.place_order(); });
    }
  }
  life.run();
  SHOUHOU_TRY(trade.result());
  SHOUHOU_TRY(cases.result());
  SHOUHOU_TRY(returns.result());
  progress(filling.days, filling.days);
  return filled;
}

}  // namespace shouhou::app
