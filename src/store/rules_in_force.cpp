#include "store/rules_in_force.h"

#include "base/log.h"
#include "store/shop_standing.h"
#include "store/sql/queries/own_rules.h"

namespace shouhou::store {
namespace queries = sql::own_rules;
namespace {

// Books kept; a desk with more shops with own rules builds some again.
constexpr std::size_t most_kept = 2000;

std::string text_of(Session& session, ShopId shop, std::int64_t version) {
  if (version == 0) return {};
  return session
      .one(queries::version, {{"shop_id", shop}, {"version", version}},
           [](const Row& row) { return row.string(1); })
      .value_or(std::string());
}

}  // namespace

void RulesInForce::set(std::shared_ptr<const ports::CaseRules> rules) {
  const std::lock_guard lock(mutex_);
  base_ = std::move(rules);
  kept_.clear();
}

std::shared_ptr<const ports::CaseRules> RulesInForce::of(Session& session, ShopId shop) const {
  const ShopStanding& standing = standing_of(session, shop);
  std::shared_ptr<const ports::CaseRules> base;
  {
    const std::lock_guard lock(mutex_);
    base = base_;
    if (!standing.zone || (standing.own_rules == 0 && *standing.zone == base->zone.name())) return base;
    const auto found = kept_.find(shop);
    if (found != kept_.end() && found->second.base == base && found->second.zone == *standing.zone &&
        found->second.version == standing.own_rules)
      return found->second.rules;
  }
  // Two threads may both build it: better than one that waits for a parse it does not need.
  const auto rules = base->with(Zone::named(*standing.zone).value_or(base->zone), standing.own_rules,
                                text_of(session, shop, standing.own_rules));
  if (!rules->own_problems.empty()) {
    log::warning("own rules refused", {{"shop", shop.str()},
                                       {"place", rules->own_problems.front().field},
                                       {"what", rules->own_problems.front().message.en}});
  }
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_kept) kept_.clear();
  kept_[shop] = {base, *standing.zone, standing.own_rules, rules};
  return rules;
}

}  // namespace shouhou::store
