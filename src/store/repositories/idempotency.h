// ports::Idempotency in SQL.
#pragma once

#include "ports/idempotency.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class IdempotencyRepository final : public ports::Idempotency {
 public:
  explicit IdempotencyRepository(Session& session) : session_(session) {}
  std::optional<ports::IdempotentAnswer> find(ShopId shop, std::string_view scope,
                                              std::string_view key) override;
  Result<void> remember(const ports::IdempotentAnswer& answer) override;
  std::int64_t forget(Instant before, int limit) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
