// The rules that cases of a store are judged by from now on. Set at start and when rule files change; every
// unit keeps those it began with.
#pragma once

#include <memory>
#include <mutex>

#include "ports/case_rules.h"

namespace shouhou::store {

class RulesInForce {
 public:
  // Until set: an empty rule book, so that nothing is guessed.
  RulesInForce()
      : rules_(ports::CaseRules::from(std::make_shared<const domain::RuleBook>(), Zone::shanghai())) {}

  void set(std::shared_ptr<const ports::CaseRules> rules) {
    const std::lock_guard lock(mutex_);
    rules_ = std::move(rules);
  }
  std::shared_ptr<const ports::CaseRules> get() const {
    const std::lock_guard lock(mutex_);
    return rules_;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const ports::CaseRules> rules_;
};

}  // namespace shouhou::store
