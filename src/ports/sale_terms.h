// What the store keeps of the terms of sale: per order, and per product or variant. Set by people and
// connectors (domain/order_terms.h).
#pragma once

#include <optional>
#include <vector>

#include "domain/order_terms.h"

namespace shouhou::ports {

struct KeptTerms {
  OrderId order;
  std::int64_t version = 0;  // 0: nobody set any
  domain::OrderTerms terms;
  AccountId account;
  Instant at;
};

class SaleTerms {
 public:
  virtual ~SaleTerms() = default;

  virtual KeptTerms terms(ShopId shop, OrderId order) = 0;
  // Keeps `kept` as it is, in place of the version before.
  virtual void keep_terms(ShopId shop, const KeptTerms& kept) = 0;

  // The record of a product (sku none) or of a variant itself.
  virtual std::optional<domain::GoodsRecord> goods(ShopId shop, ProductId product, SkuId sku) = 0;
  virtual void keep_goods(ShopId shop, const domain::GoodsRecord& goods, AccountId account, Instant at) = 0;
  // Of every line of the order: the variant's record, else the product's, else what the channel says.
  virtual std::vector<domain::LineGoods> goods_of(ShopId shop, OrderId order) = 0;

  // How many orders the buyer has, counted up to `most`.
  virtual std::int64_t orders_of_buyer(ShopId shop, BuyerId buyer, int most) = 0;
};

}  // namespace shouhou::ports
