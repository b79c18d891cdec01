// What keeps cases true over time: counters and projections compared with what they should be.
#pragma once

#include <string>
#include <vector>

#include "domain/cases.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

// The case as its events tell it. Errors: case.not_found, case.unreadable.
Result<domain::Case> rebuild_case(ports::ReadUnit& unit, ShopId shop, CaseId id);

struct CounterDrift {
  std::string counter;
  std::int64_t maintained = 0;
  std::int64_t counted = 0;
};

// Counters that do not say what is there; empty when all is well. Walks all cases: for doctor and tests.
std::vector<CounterDrift> check_case_counters(ports::ReadUnit& unit, ShopId shop);
// Cases whose stored state differs from their history, of `limit` after `after`. Empty when all is well.
Result<std::vector<CaseId>> check_case_histories(ports::ReadUnit& unit, ShopId shop, CaseId after, int limit);

}  // namespace shouhou::app
