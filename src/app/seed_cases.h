// Fills a shop with believable open cases, fast: for measuring and for load tests. They go through the same
// rules, tables, events and counters as real ones; only the work between opening and now is made up.
#pragma once

#include <cstdint>
#include <vector>

#include "ports/store.h"

namespace shouhou::app {

struct SeedCases {
  ShopId shop;
  std::int64_t count = 1000;
  std::uint32_t seed = 1;
  std::int64_t accounts = 20;          // the cases are spread over the accounts 1 … accounts
  std::vector<AccountId> people = {};  // who takes the place of the first of them
};

// Errors: those of the store.
Result<void> seed_cases(ports::Store& store, const SeedCases& wanted);

}  // namespace shouhou::app
