// The rules that cases are judged by from now on: those of the desk, set at start, with each shop's own rules
// and zone laid over them. Every transaction looks once per shop which version counts
// (store/shop_standing.h), so a change counts at once on every thread and node; the book itself is built once
// per version and kept.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "ports/case_rules.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class RulesInForce {
 public:
  // Until set: an empty rule book, so that nothing is guessed.
  RulesInForce()
      : base_(ports::CaseRules::from(std::make_shared<const domain::RuleBook>(), Zone::shanghai())) {}

  void set(std::shared_ptr<const ports::CaseRules> rules);
  // As the session sees them. A shop that is not there yet has the desk's.
  std::shared_ptr<const ports::CaseRules> of(Session& session, ShopId shop) const;

 private:
  struct Kept {
    std::shared_ptr<const ports::CaseRules> base;
    std::string zone;
    std::int64_t version = 0;
    std::shared_ptr<const ports::CaseRules> rules;
  };

  mutable std::mutex mutex_;
  std::shared_ptr<const ports::CaseRules> base_;
  mutable std::map<ShopId, Kept> kept_;
};

}  // namespace shouhou::store
