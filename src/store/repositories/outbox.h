// ports::Outbox in SQL.
#pragma once

#include "ports/outbox.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class OutboxRepository final : public ports::Outbox {
 public:
  explicit OutboxRepository(Session& session) : session_(session) {}
  bool add(const ports::OutboxItem& item) override;
  std::optional<ports::OutboxItem> find(ShopId shop, OutboxId id) override;
  std::optional<ports::OutboxItem> by_key(ShopId shop, std::string_view kind, std::string_view key) override;
  bool any_due(Instant now) override;
  std::vector<ports::OutboxItem> claim(Instant now, Instant lease_until, int limit) override;
  void take_back(Instant now) override;
  void finish(ShopId shop, OutboxId id, Instant now) override;
  void retry(ShopId shop, OutboxId id, std::string_view error, Instant next_at, Instant now) override;
  void bury(ShopId shop, OutboxId id, std::string_view error, Instant now) override;
  std::vector<ports::OutboxItem> dead(ShopId shop, OutboxId after, int limit) override;
  bool revive(ShopId shop, OutboxId id, Instant now) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
