// ports::Stock over one session.
#pragma once

#include "ports/stock.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class StockRepository final : public ports::Stock {
 public:
  explicit StockRepository(Session& session) : session_(session) {}

  std::optional<domain::StockLevel> level(ShopId shop, SkuId sku) override;
  bool apply(ShopId shop, const domain::StockMove& move, IdSource& ids) override;
  std::vector<domain::StockMove> moves(ShopId shop, SkuId sku, int limit) override;
  std::vector<domain::StockLevel> levels(ShopId shop, SkuId after, int limit) override;
  std::vector<domain::Sku> skus_of(ShopId shop, ProductId product) override;
  std::vector<domain::Sku> skus_coded(ShopId shop, std::string_view code, int limit) override;
  std::vector<domain::Sku> find(ShopId shop, std::string_view words, int limit) override;
  std::vector<domain::StockHold> holds(ShopId shop, ReturnId id) override;
  void save_hold(ShopId shop, const domain::StockHold& hold) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
