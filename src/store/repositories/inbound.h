// ports::Inbound in SQL.
#pragma once

#include "ports/inbound.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class InboundRepository final : public ports::Inbound {
 public:
  explicit InboundRepository(Session& session) : session_(session) {}
  bool add(const ports::InboundItem& item) override;
  std::optional<ports::InboundItem> find(ShopId shop, InboundId id) override;
  std::optional<ports::InboundItem> find(ShopId shop, std::string_view channel,
                                         std::string_view external_id) override;
  void set_state(ShopId shop, InboundId id, ports::InboundState state, std::string_view error) override;
  std::vector<ports::InboundItem> in_state(ShopId shop, ports::InboundState state, InboundId after,
                                           int limit) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
