// The stock of a shop as the store keeps it. Every change of a level is one statement that cannot go below
// what is free, so that two clicks at once never sell a piece twice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/products.h"
#include "domain/stock.h"

namespace shouhou::ports {

class Stock {
 public:
  virtual ~Stock() = default;

  // Nothing where the sku was never counted.
  virtual std::optional<domain::StockLevel> level(ShopId shop, SkuId sku) = 0;
  // Applies the move and writes it down. `counted` makes the level where there is none; anything else for an
  // uncounted sku changes nothing. False where too few pieces are free (reserved) or nothing is there.
  virtual bool apply(ShopId shop, const domain::StockMove& move, IdSource& ids) = 0;
  // Newest first.
  virtual std::vector<domain::StockMove> moves(ShopId shop, SkuId sku, int limit) = 0;
  // Counted skus after this one, in the order of their ids.
  virtual std::vector<domain::StockLevel> levels(ShopId shop, SkuId after, int limit) = 0;
  virtual std::vector<domain::Sku> skus_of(ShopId shop, ProductId product) = 0;
  // By the seller's own code.
  virtual std::vector<domain::Sku> skus_coded(ShopId shop, std::string_view code, int limit) = 0;
  // What was counted and has these words in title, attributes or code; and any sku with exactly this code.
  virtual std::vector<domain::Sku> find(ShopId shop, std::string_view words, int limit) = 0;

  virtual std::vector<domain::StockHold> holds(ShopId shop, ReturnId id) = 0;
  virtual void save_hold(ShopId shop, const domain::StockHold& hold) = 0;
};

}  // namespace shouhou::ports
