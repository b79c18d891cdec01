// After a change of the rules that order the queue (weights, calendars, response targets, zone) the open
// cases of a shop are ranked anew, a few at a time, so that nobody waits for it. How far it came is stored
// with each step: a process that dies goes on where it stopped, and two nodes share the work.
//
// The walk goes along the queue: cases that stand beside each other there lie beside each other in every
// index of the queue, so a step touches few pages of the database. Nothing is missed while cases move: a case
// that was not ranked anew stands where it stood, and whatever else changes a case ranks it by the rules in
// force.
#pragma once

#include <optional>
#include <vector>

#include "ports/actor.h"
#include "ports/cases.h"
#include "ports/own_rules.h"
#include "ports/store.h"

namespace shouhou::app {

struct RerankStep {
  bool more = false;      // steps are left
  std::int64_t done = 0;  // cases; one that moves to a place ahead counts when the walk comes there
  std::int64_t moved = 0;
};

// One step, read and judged, still to be written.
struct RerankPlan {
  ports::Reranking from, to;  // how far it has come, and comes with this
  std::vector<ports::NewRank> moves;
  RerankStep step;
};

// Whether the shop's open cases are ranked by other rules than those in force.
bool reranking_due(ports::ReadUnit& unit, ShopId shop);

// The next step over at most `limit` cases: begins, goes on, or finishes; nothing where none is due. A change
// of the rules half-way begins anew.
std::optional<RerankPlan> plan_rerank(ports::ReadUnit& unit, ShopId shop, int limit);

// Writes it. Where somebody else has taken the step meanwhile, or the rules have changed, nothing is done:
// there is more, to be planned anew.
RerankStep carry_out_rerank(ports::Unit& unit, ShopId shop, const RerankPlan& plan);

}  // namespace shouhou::app
