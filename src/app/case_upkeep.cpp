#include "app/case_upkeep.h"

#include <map>

#include "app/case_json.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

constexpr int history_page = 500;

}  // namespace

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
