// Who bought and what was bought: finds or makes the buyers and goods that imported rows name. Remembers what
// it found; what was made inside a transaction is only trusted after committed().
#pragma once

#include <string>
#include <unordered_map>

#include "app/import_facts.h"
#include "ports/store.h"
#include "ports/trade.h"

namespace shouhou::app {

// A memory of ids by text, with what the running transaction added kept apart. Bounded: when full it forgets
// everything, which costs a look-up and nothing else.
template <class IdType>
class IdMemory {
 public:
  void begin() { fresh_.clear(); }
  void committed() {
    if (kept_.size() + fresh_.size() > limit) kept_.clear();
    kept_.merge(fresh_);
    fresh_.clear();
  }
  std::optional<IdType> find(const std::string& key) const {
    for (const auto* memory : {&fresh_, &kept_}) {
      const auto found = memory->find(key);
      if (found != memory->end()) return found->second;
    }
    return std::nullopt;
  }
  void put(const std::string& key, IdType id) { fresh_[key] = id; }

 private:
  static constexpr std::size_t limit = 50'000;
  std::unordered_map<std::string, IdType> kept_, fresh_;
};

struct BuyerFacts {
  std::string_view id, name, phone;
  std::string_view order_number;  // the last resort: a buyer known by one order only
};

class BuyerBook {
 public:
  BuyerBook(ShopId shop, domain::Channel channel) : shop_(shop), channel_(channel) {}
  void begin() { memory_.begin(); }
  void committed() { memory_.committed(); }

  // The channel's number, else its unique name, else the phone, else the order: whatever names the buyer
  // best.
  BuyerId find_or_make(ports::Unit& unit, const BuyerFacts& facts, std::optional<Instant> seen);
  // Whether the facts say more about who it is than an order number does.
  bool names(const BuyerFacts& facts) const;
  // Whether the buyer is known by this order only.
  bool by_order_only(ports::Unit& unit, BuyerId buyer, std::string_view order_number);

 private:
  std::string key_of(ports::Unit& unit, const BuyerFacts& facts) const;
  bool names_are_unique() const;

  ShopId shop_;
  domain::Channel channel_;
  IdMemory<BuyerId> memory_;
};

struct GoodsFacts {
  std::string_view item_id, sku_id, sku_code, item_code, title, attributes, category;
  std::optional<Fen> price;
};

struct Goods {
  ProductId product;
  SkuId sku;
  bool added = false;
  bool changed = false;
};

class GoodsBook {
 public:
  GoodsBook(ShopId shop, domain::Channel channel) : shop_(shop), channel_(channel) {}
  void begin() {
    goods_.begin();
    products_.begin();
  }
  void committed() {
    goods_.committed();
    products_.committed();
  }
  // From an order line: makes what is missing, changes nothing that is there.
  Goods find_or_make(ports::Unit& unit, const GoodsFacts& facts);
  // From a product export: also brings what is there up to date.
  Goods update(ports::Unit& unit, const GoodsFacts& facts);
  std::optional<ProductId> product_named(ports::Unit& unit, std::string_view item_id, std::string_view title);

 private:
  static std::string product_key(const GoodsFacts& facts);
  static std::string sku_key(const GoodsFacts& facts);
  ProductId product_of(ports::Unit& unit, const GoodsFacts& facts, bool& added);
  SkuId sku_of(ports::Unit& unit, ProductId product, const GoodsFacts& facts, bool& added);

  ShopId shop_;
  domain::Channel channel_;
  IdMemory<Goods> goods_;
  IdMemory<ProductId> products_;
  std::string key_;
};

}  // namespace shouhou::app
