// After a change of the rules that order the queue (weights, calendars, response targets, zone) the open
// cases of a shop are ranked anew, a few at a time, so that nobody waits for it. How far it came is stored
// with each step: a process that dies goes on where it stopped, and two nodes share the work.
#pragma once

#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct RerankStep {
  bool more = false;  // steps are left
  std::int64_t looked_at = 0;
  std::int64_t moved = 0;  // came to another place
};

// Whether the shop's open cases are ranked by other rules than those in force.
bool reranking_due(ports::ReadUnit& unit, ShopId shop);

// One step over at most `limit` cases; begins, goes on, or finishes. A change of the rules half-way begins
// anew.
Result<RerankStep> rerank_step(ports::Unit& unit, ShopId shop, int limit);

}  // namespace shouhou::app
