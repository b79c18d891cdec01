// ports::SaleTerms in SQL.
#pragma once

#include "ports/sale_terms.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class SaleTermsRepository final : public ports::SaleTerms {
 public:
  explicit SaleTermsRepository(Session& session) : session_(session) {}
  ports::KeptTerms terms(ShopId shop, OrderId order) override;
  void keep_terms(ShopId shop, const ports::KeptTerms& kept) override;
  std::optional<domain::GoodsRecord> goods(ShopId shop, ProductId product, SkuId sku) override;
  void keep_goods(ShopId shop, const domain::GoodsRecord& goods, AccountId account, Instant at) override;
  std::vector<domain::LineGoods> goods_of(ShopId shop, OrderId order) override;
  std::int64_t orders_of_buyer(ShopId shop, BuyerId buyer, int most) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
