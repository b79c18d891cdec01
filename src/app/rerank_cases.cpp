#include "app/rerank_cases.h"

#include <algorithm>
#include <limits>

#include "app/case_json.h"
#include "domain/moments.h"

namespace shouhou::app {
namespace {

constexpr ports::QueuePlace before_all{std::numeric_limits<std::int64_t>::min(), CaseId{}};

bool holds_word(std::string_view words, const std::string& word) {
  return (" " + std::string(words) + " ").find(" " + word + " ") != std::string::npos;
}

// When time next does something to the case; what it has told already it does not tell again (pass_time.h).
std::optional<Instant> next_moment(const ports::StoredRank& stored, const domain::Urgency& urgency,
                                   const domain::UrgencyRules& rules, Instant now) {
  if (stored.told.empty()) return urgency.next_moment;
  for (const domain::Moment& moment : moments_of(stored.state, rules)) {
    const std::string mark = mark_of(moment);
    if (moment.at > now || mark.empty() || !holds_word(stored.told, mark)) return moment.at;
  }
  return std::nullopt;
}

ports::NewRank judge(const ports::StoredRank& stored, const domain::UrgencyRules& rules, Instant now) {
  ports::NewRank ranked;
  ranked.shop = stored.state.shop;
  ranked.id = stored.state.id;
  ranked.version = stored.state.version;
  ranked.urgency = urgency_of(stored.state, rules);
  domain::Urgency& urgency = ranked.urgency;
  urgency.next_moment = next_moment(stored, urgency, rules, now);
  ranked.rank_moved = urgency.due != stored.due || reasons_to_json(urgency.reasons) != stored.reasons;
  ranked.clocks_moved = urgency.next_deadline != stored.next_deadline ||
                        urgency.next_clock != stored.next_clock || urgency.next_moment != stored.next_moment;
  if (urgency.due != stored.due) ranked.tags = stored.state.tags;
  return ranked;
}

}  // namespace

bool reranking_due(ports::ReadUnit& unit, ShopId shop) {
  const ports::Reranking state = unit.own_rules().reranking(shop);
  return !state.finished || state.rules != unit.cases().rules(shop).ranking;
}

std::optional<RerankPlan> plan_rerank(ports::ReadUnit& unit, ShopId shop, int limit) {
  const ports::CaseRules& rules = unit.cases().rules(shop);
  RerankPlan plan;
  plan.from = plan.to = unit.own_rules().reranking(shop);
  if (plan.from.rules == rules.ranking && plan.from.finished) return std::nullopt;
  if (plan.from.rules != rules.ranking) {
    plan.to = {rules.ranking, before_all, 0, unit.counter(shop, "case:open"), unit.now(), std::nullopt};
  }
  const auto batch = unit.cases().live_after(shop, plan.to.after, limit);
  plan.step.more = batch.size() >= static_cast<std::size_t>(limit);
  if (!batch.empty()) plan.to.after = {batch.back().due.ms, batch.back().state.id};
  std::int64_t ahead = 0;
  for (const ports::StoredRank& stored : batch) {
    ports::NewRank ranked = judge(stored, rules.urgency, unit.now());
    if (!ranked.rank_moved && !ranked.clocks_moved) continue;
    if (ports::QueuePlace{ranked.urgency.due.ms, ranked.id} > plan.to.after) ++ahead;
    plan.moves.push_back(std::move(ranked));
  }
  plan.step.moved = static_cast<std::int64_t>(plan.moves.size());
  plan.step.done = static_cast<std::int64_t>(batch.size()) - (plan.step.more ? ahead : 0);
  plan.to.done += plan.step.done;
  if (!plan.step.more) plan.to.finished = unit.now();
  return plan;
}

RerankStep carry_out_rerank(ports::Unit& unit, ShopId shop, const RerankPlan& plan) {
  if (unit.own_rules().reranking(shop) != plan.from || unit.cases().rules(shop).ranking != plan.to.rules) {
    return {.more = true};
  }
  for (const ports::NewRank& ranked : plan.moves) unit.cases().rerank(ranked);
  unit.own_rules().keep_reranking(shop, plan.to);
  // Screens and pages kept for them have to look again.
  if (plan.step.moved > 0 || !plan.step.more) {
    unit.record({shop, 0, CaseId{}, "queue.ranked_anew", unit.now(), AccountId{}, "system", "{}"});
  }
  return plan.step;
}

}  // namespace shouhou::app
