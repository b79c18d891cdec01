#include "store/learnt_models.h"

#include <utility>

namespace shouhou::store {
namespace {

// Models kept, some hundred kilobytes each; a desk with more shops fits some again.
constexpr std::size_t most_kept = 200;

// The model looks into the rule book, so it keeps the rules.
struct Learnt {
  std::shared_ptr<const ports::CaseRules> rules;
  domain::AcceptModel model;
};

}  // namespace

std::shared_ptr<const domain::AcceptModel> LearntModels::find(
    ShopId shop, const AnswerSums& sums, const std::shared_ptr<const ports::CaseRules>& rules) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(shop);
  if (found == kept_.end() || found->second.sums != sums || found->second.rules != rules) return nullptr;
  return found->second.model;
}

std::shared_ptr<const domain::AcceptModel> LearntModels::fit(
    ShopId shop, const AnswerSums& sums, const std::shared_ptr<const ports::CaseRules>& rules,
    const domain::AcceptHistory& history, bool lasting) {
  const auto learnt =
      std::make_shared<const Learnt>(Learnt{rules, domain::AcceptModel(history, *rules->book)});
  std::shared_ptr<const domain::AcceptModel> model(learnt, &learnt->model);
  if (!lasting) return model;
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_kept && !kept_.contains(shop)) kept_.erase(kept_.begin());
  kept_.insert_or_assign(shop, Kept{sums, rules, model});
  return model;
}

}  // namespace shouhou::store
