// What each shop has learnt of its offers (domain/accept_model.h), fitted once and kept while nothing new was
// answered. A keyed sum of the answers says so, so that other nodes' answers count as well.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "domain/accept_model.h"
#include "ports/case_rules.h"

namespace shouhou::store {

// How many answers there are, in how many cells.
struct AnswerSums {
  std::int64_t cells = 0;
  std::int64_t accepted = 0;
  std::int64_t refused = 0;

  bool operator==(const AnswerSums&) const = default;
};

class LearntModels {
 public:
  // Null where there is none of these answers and rules.
  std::shared_ptr<const domain::AcceptModel> find(ShopId shop, const AnswerSums& sums,
                                                  const std::shared_ptr<const ports::CaseRules>& rules) const;
  // Fits it, and keeps it where `lasting`: answers of a transaction that may still fail do not last.
  std::shared_ptr<const domain::AcceptModel> fit(ShopId shop, const AnswerSums& sums,
                                                 const std::shared_ptr<const ports::CaseRules>& rules,
                                                 const domain::AcceptHistory& history, bool lasting);

 private:
  struct Kept {
    AnswerSums sums;
    std::shared_ptr<const ports::CaseRules> rules;
    std::shared_ptr<const domain::AcceptModel> model;
  };

  mutable std::mutex mutex_;
  std::map<ShopId, Kept> kept_;
};

}  // namespace shouhou::store
