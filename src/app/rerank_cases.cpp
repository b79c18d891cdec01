#include "app/rerank_cases.h"

#include "app/case_json.h"
#include "ports/cases.h"
#include "ports/own_rules.h"

namespace shouhou::app {

bool reranking_due(ports::ReadUnit& unit, ShopId shop) {
  const ports::Reranking state = unit.own_rules().reranking(shop);
  return !state.finished || state.rules != unit.cases().rules(shop).ranking;
}

Result<RerankStep> rerank_step(ports::Unit& unit, ShopId shop, int limit) {
  const ports::CaseRules& rules = unit.cases().rules(shop);
  ports::Reranking state = unit.own_rules().reranking(shop);
  if (state.rules == rules.ranking && state.finished) return RerankStep{};
  if (state.rules != rules.ranking) {
    state = {rules.ranking, CaseId{}, 0, unit.counter(shop, "case:open"), unit.now(), std::nullopt};
  }
  const auto batch = unit.cases().live_after(shop, state.after, limit);
  RerankStep step;
  for (const ports::StoredRank& stored : batch) {
    domain::Urgency urgency = urgency_of(stored.state, rules.urgency);
    ++step.looked_at;
    state.after = stored.state.id;
    if (urgency.due == stored.due && urgency.next_deadline == stored.next_deadline &&
        reasons_to_json(urgency.reasons) == stored.reasons)
      continue;
    ++step.moved;
    unit.cases().rerank({stored.state, std::move(urgency)});
  }
  state.done += step.looked_at;
  step.more = batch.size() >= static_cast<std::size_t>(limit);
  if (!step.more) state.finished = unit.now();
  unit.own_rules().keep_reranking(shop, state);
  // Screens and pages kept for them have to look again.
  if (step.moved > 0 || !step.more) {
    unit.record({shop, 0, CaseId{}, "queue.ranked_anew", unit.now(), AccountId{}, "system", "{}"});
  }
  return step;
}

}  // namespace shouhou::app
