// ports::OwnRules in SQL.
#pragma once

#include "ports/own_rules.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class OwnRulesRepository final : public ports::OwnRules {
 public:
  explicit OwnRulesRepository(Session& session) : session_(session) {}
  ports::OwnRulesVersion current(ShopId shop) override;
  std::int64_t current_version(ShopId shop) override;
  std::optional<ports::OwnRulesVersion> version(ShopId shop, std::int64_t version) override;
  std::vector<ports::OwnRulesVersion> history(ShopId shop, std::int64_t before, int limit) override;
  bool add(ShopId shop, const ports::OwnRulesVersion& added) override;
  ports::Reranking reranking(ShopId shop) override;
  void keep_reranking(ShopId shop, const ports::Reranking& state) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
