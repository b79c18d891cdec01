#include "app/case_upkeep.h"

#include <map>

#include "app/case_json.h"
#include "app/change_case.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

constexpr int history_page = 500;

}  // namespace

Result<CaseId> rank_anew(ports::Unit& unit, ShopId shop, CaseId after, int limit) {
  const auto ids = unit.cases().ids_after(shop, after, limit);
  const ports::CaseRules& rules = unit.cases().rules(shop);
  for (const CaseId id : ids) {
    SHOUHOU_ASSIGN(domain::Case state, load_case(unit, shop, id, false));
    const domain::Urgency urgency = urgency_of(state, rules.urgency);
    unit.cases().rerank({std::move(state), urgency});
  }
  // Screens and pages kept for them have to look again.
  if (!ids.empty()) {
    unit.record({shop, 0, CaseId{}, "queue.ranked_anew", unit.now(), AccountId{}, "system", "{}"});
  }
  return ids.size() < static_cast<std::size_t>(limit) ? CaseId{} : ids.back();
}

Result<domain::Case> rebuild_case(ports::ReadUnit& unit, ShopId shop, CaseId id) {
  domain::Case state;
  std::int64_t after = 0;
  for (;;) {
    const auto events = unit.cases().history(shop, id, after, history_page);
    for (const ports::Event& event : events) {
      after = event.sequence;
      if (!event.kind.starts_with("case.")) continue;
      SHOUHOU_ASSIGN(const domain::CaseEvent happened, event_from_json(event.kind, event.body));
      apply(state, happened, event.at);
    }
    if (events.size() < static_cast<std::size_t>(history_page)) break;
  }
  if (!state.id) {
    return fail(ErrorKind::not_found, "case.not_found", {"没有这张售后单", "there is no such case"});
  }
  return state;
}

std::vector<CounterDrift> check_case_counters(ports::ReadUnit& unit, ShopId shop) {
  std::map<std::string, CounterDrift> drifts;
  for (const auto& [counter, count] : unit.counters(shop, "case:")) {
    drifts[counter] = {counter, count, 0};
  }
  for (const auto& [counter, count] : unit.cases().recount(shop)) {
    CounterDrift& drift = drifts[counter];
    drift.counter = counter;
    drift.counted = count;
  }
  std::vector<CounterDrift> wrong;
  for (auto& [counter, drift] : drifts) {
    if (drift.maintained != drift.counted) wrong.push_back(drift);
  }
  return wrong;
}

Result<std::vector<CaseId>> check_case_histories(ports::ReadUnit& unit, ShopId shop, CaseId after,
                                                 int limit) {
  std::vector<CaseId> wrong;
  for (const CaseId id : unit.cases().ids_after(shop, after, limit)) {
    SHOUHOU_ASSIGN(const domain::Case rebuilt, rebuild_case(unit, shop, id));
    if (unit.cases().load(shop, id) != rebuilt) wrong.push_back(id);
  }
  return wrong;
}

}  // namespace shouhou::app
