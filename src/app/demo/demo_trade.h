// Trade of the demonstration: goods, buyers, orders, parcels with their scans, reviews.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/demo/demo_life.h"
#include "app/demo/fill_demo_shop.h"
#include "domain/buyers.h"
#include "domain/orders.h"
#include "domain/parcels.h"
#include "domain/products.h"

namespace shouhou::app {

// An order under way, with what later events have to know about it.
struct DemoOrder {
  domain::Order order;
  std::vector<domain::OrderLine> lines;
  std::vector<const DemoProduct*> products;  // beside the lines
  domain::Parcel parcel;
  Instant ships;
  Instant arrives;
  const DemoProblem* problem = nullptr;
  SkuId another;  // size or colour of the first line's product; none where there is no other
  bool cancelled = false;
};

class DemoTrade {
 public:
  // What tells the case side that an order's problem comes up.
  using Trouble = std::function<void(const std::shared_ptr<DemoOrder>&)>;

  DemoTrade(ports::Store& store, DemoLife& life, const DemoShop& shop, ShopId id, DemoFilled& filled,
            Trouble trouble)
      : store_(store), life_(life), shop_(shop), id_(id), filled_(filled), trouble_(std::move(trouble)) {}

  void add_products();
  void place_order();
  // The first failure, if there was one.
  const Result<void>& result() const { return result_; }

 private:
  struct KnownSku {
    const DemoProduct* product;
    ProductId product_id;
    SkuId sku;
    std::string attributes;
    int share;
  };
  struct KnownBuyer {
    BuyerId id;
    domain::Channel channel;
    domain::Contact contact;
    const DemoLane* lane;
  };

  void write(const ports::Store::WriteBody& body);
  KnownBuyer new_buyer(ports::Unit& unit);
  const KnownBuyer& some_buyer(ports::Unit& unit);
  void fill_lines(ports::Unit& unit, DemoOrder& placed);
  void save_order(const std::shared_ptr<DemoOrder>& placed, domain::OrderStatus status);
  void ship(const std::shared_ptr<DemoOrder>& placed);
  void scan(const std::shared_ptr<DemoOrder>& placed, domain::ParcelState state, const std::string& text);
  void plan_road(const std::shared_ptr<DemoOrder>& placed, const DemoLane& lane);
  void plan_trouble(const std::shared_ptr<DemoOrder>& placed);
  void review(const std::shared_ptr<DemoOrder>& placed);

  ports::Store& store_;
  DemoLife& life_;
  const DemoShop& shop_;
  ShopId id_;
  DemoFilled& filled_;
  Trouble trouble_;
  std::vector<KnownSku> skus_;
  std::vector<KnownBuyer> buyers_;
  Result<void> result_;
};

}  // namespace shouhou::app
