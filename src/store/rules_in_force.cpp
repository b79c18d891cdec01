#include "store/rules_in_force.h"

#include "base/log.h"
#include "store/sql/queries/own_rules.h"

namespace shouhou::store {
namespace queries = sql::own_rules;
namespace {

// Books kept; a desk with more shops with own rules builds some again.
constexpr std::size_t most_kept = 2000;

struct Position {
  std::string zone;
  std::int64_t version = 0;
};

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
  const auto position = session.one(queries::position, {{"shop_id", shop}}, [](const Row& row) {
    return Position{row.string(0), row.integer(1)};
  });
  std::shared_ptr<const ports::CaseRules> base;
  {
    const std::lock_guard lock(mutex_);
    base = base_;
    if (!position || (position->version == 0 && position->zone == base->zone.name())) return base;
    const auto found = kept_.find(shop);
    if (found != kept_.end() && found->second.base == base && found->second.zone == position->zone &&
        found->second.version == position->version)
      return found->second.rules;
  }
  // Two threads may both build it: better than one that waits for a parse it does not need.
  const auto rules = base->with(Zone::named(position->zone).value_or(base->zone), position->version,
                                text_of(session, shop, position->version));
  if (!rules->own_problems.empty()) {
    log::warning("own rules refused", {{"shop", shop.str()},
                                       {"place", rules->own_problems.front().field},
                                       {"what", rules->own_problems.front().message.en}});
  }
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_kept) kept_.clear();
  kept_[shop] = {base, position->zone, position->version, rules};
  return rules;
}

}  // namespace shouhou::store
