// Fills a shop with some months of believable life for `--demo`: orders, parcels with tracking, talk, cases
// in every step, reviews. It goes through the same use cases as real work does, at the times it tells of, so
// clocks, counters and histories are what they would be.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/demo/demo_shop.h"
#include "base/clock.h"
#include "domain/offers.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

// A menu of lighter ways and rights before the buyer of a demonstration case.
struct DemoMenu {
  const domain::CaseFacts& facts;
  const domain::Rights& rights;
  const domain::Offer& offer;
  std::uint64_t buyer = 0;  // the same for all menus of a case
  int round = 1;            // which of them
};
// The place of the item that the buyer takes; none: refuses all of it.
using DemoBuyers = std::function<std::optional<std::size_t>(const DemoMenu&)>;

struct DemoFilling {
  Instant until;            // "today": nothing in the shop is later
  int days = 120;           // how far back it goes
  int orders_per_day = 25;  // on average
  std::uint64_t seed = 20261101;
  std::vector<ports::Actor> agents;  // who works the cases; never empty
  DemoBuyers buyers;
};

struct DemoFilled {
  std::int64_t orders = 0;
  std::int64_t parcels = 0;
  std::int64_t reviews = 0;
  std::int64_t cases = 0;
  std::int64_t closed = 0;
  std::int64_t menus = 0;  // sent
  std::int64_t taken = 0;  // of which something was chosen
};

// `clock` must be the one the store reads. `progress` hears of every finished day (done, of all).
// Errors: those of the use cases; what was filled before stays.
Result<DemoFilled> fill_demo_shop(ports::Store& store, ManualClock& clock, const DemoShop& shop,
                                  const DemoFilling& filling,
                                  const std::function<void(int done, int all)>& progress);

}  // namespace shouhou::app
