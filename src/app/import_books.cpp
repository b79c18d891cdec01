#include "app/import_books.h"

#include "domain/buyers.h"
#include "ports/personal_vault.h"

namespace shouhou::app {
namespace {

std::string hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string_view or_else(std::string_view first, std::string_view second) {
  return first.empty() ? second : first;
}

}  // namespace

bool BuyerBook::names_are_unique() const {
  return channel_ == domain::Channel::taobao || channel_ == domain::Channel::tmall;
}

bool BuyerBook::names(const BuyerFacts& facts) const {
  const bool unique_name =
      names_are_unique() && !facts.name.empty() && facts.name.find('*') == std::string_view::npos;
  return !facts.id.empty() || unique_name || !domain::normal_phone(facts.phone).empty();
}

// The phone stands in the identity as its keyed hash: an identity is not personal data.
std::string BuyerBook::key_of(ports::Unit& unit, const BuyerFacts& facts) const {
  if (!facts.id.empty()) return std::string(facts.id);
  if (names_are_unique() && !facts.name.empty() && facts.name.find('*') == std::string_view::npos) {
    return "nick:" + std::string(facts.name);
  }
  const std::string phone = domain::normal_phone(facts.phone);
  if (!phone.empty()) return "phone:" + hex(unit.vault().phone_hash(shop_, phone));
  return "order:" + std::string(facts.order_number);
}

BuyerId BuyerBook::find_or_make(ports::Unit& unit, const BuyerFacts& facts, std::optional<Instant> seen) {
  const std::string key = key_of(unit, facts);
  if (const auto known = memory_.find(key)) return *known;
  auto id = unit.trade().buyer_known_as(shop_, channel_, key);
  if (!id) {
    domain::Buyer buyer;
    buyer.id = unit.ids().next<BuyerId>(unit.now());
    buyer.shop = shop_;
    buyer.nick = facts.name;
    buyer.first_seen = seen.value_or(unit.now());
    unit.trade().add_buyer(buyer);
    unit.trade().add_identity({shop_, channel_, key, buyer.id});
    id = buyer.id;
  }
  memory_.put(key, *id);
  return *id;
}

bool BuyerBook::by_order_only(ports::Unit& unit, BuyerId buyer, std::string_view order_number) {
  if (unit.trade().buyer_known_as(shop_, channel_, "order:" + std::string(order_number)) != buyer)
    return false;
  // A forgotten buyer gets no name again.
  const auto known = unit.trade().buyer(shop_, buyer);
  return known && !known->forgotten;
}

// The channel's item number; files that have none name their goods by code or title.
std::string GoodsBook::product_key(const GoodsFacts& facts) {
  if (!facts.item_id.empty()) return std::string(facts.item_id);
  if (!facts.item_code.empty()) return "code:" + std::string(facts.item_code);
  if (!facts.title.empty()) return "title:" + std::string(facts.title);
  return "sku:" + std::string(or_else(facts.sku_id, facts.sku_code));
}

std::string GoodsBook::sku_key(const GoodsFacts& facts) {
  if (!facts.sku_id.empty()) return std::string(facts.sku_id);
  if (!facts.sku_code.empty()) return "code:" + std::string(facts.sku_code);
  return "attributes:" + std::string(facts.attributes);
}

ProductId GoodsBook::product_of(ports::Unit& unit, const GoodsFacts& facts, bool& added) {
  const std::string key = product_key(facts);
  if (const auto known = products_.find(key)) return *known;
  auto found = unit.trade().product_known_as(shop_, channel_, key);
  ProductId id = found ? found->id : ProductId{};
  if (!found) {
    domain::Product product;
    product.id = id = unit.ids().next<ProductId>(unit.now());
    product.shop = shop_;
    product.channel = channel_;
    product.external_id = key;
    product.title = facts.title;
    product.code = facts.item_code;
    product.category = facts.category;
    product.price = facts.price.value_or(Fen{});
    unit.trade().add_product(product);
    added = true;
  }
  products_.put(key, id);
  return id;
}

SkuId GoodsBook::sku_of(ports::Unit& unit, ProductId product, const GoodsFacts& facts, bool& added) {
  const std::string key = sku_key(facts);
  auto found = unit.trade().sku_keyed(shop_, product, key);
  SkuId id = found ? found->id : SkuId{};
  if (!found) {
    domain::Sku sku;
    sku.id = id = unit.ids().next<SkuId>(unit.now());
    sku.shop = shop_;
    sku.product = product;
    sku.key = key;
    sku.attributes = facts.attributes;
    sku.code = facts.sku_code;
    unit.trade().add_sku(sku);
    added = true;
  }
  return id;
}

Goods GoodsBook::find_or_make(ports::Unit& unit, const GoodsFacts& facts) {
  key_ = product_key(facts);
  key_ += '\x1f';
  key_ += sku_key(facts);
  if (const auto known = goods_.find(key_)) return *known;
  Goods goods;
  bool added = false;
  goods.product = product_of(unit, facts, added);
  goods.sku = sku_of(unit, goods.product, facts, added);
  goods_.put(key_, goods);
  goods.added = added;
  return goods;
}

Goods GoodsBook::update(ports::Unit& unit, const GoodsFacts& facts) {
  Goods goods = find_or_make(unit, facts);
  if (goods.added) return goods;
  domain::Product product = unit.trade().product(shop_, goods.product).value();
  const domain::Product product_before = product;
  if (!facts.title.empty()) product.title = facts.title;
  if (!facts.item_code.empty()) product.code = facts.item_code;
  if (!facts.category.empty()) product.category = facts.category;
  if (facts.price) product.price = *facts.price;
  if (!(product == product_before)) unit.trade().update_product(product);
  domain::Sku sku = unit.trade().sku(shop_, goods.sku).value();
  const domain::Sku sku_before = sku;
  if (!facts.attributes.empty()) sku.attributes = facts.attributes;
  if (!facts.sku_code.empty()) sku.code = facts.sku_code;
  if (!(sku == sku_before)) unit.trade().update_sku(sku);
  goods.changed = !(product == product_before) || !(sku == sku_before);
  return goods;
}

std::optional<ProductId> GoodsBook::product_named(ports::Unit& unit, std::string_view item_id,
                                                  std::string_view title) {
  if (item_id.empty() && title.empty()) return std::nullopt;
  GoodsFacts facts;
  facts.item_id = item_id;
  facts.title = title;
  const auto found = unit.trade().product_known_as(shop_, channel_, product_key(facts));
  return found ? std::optional(found->id) : std::nullopt;
}

}  // namespace shouhou::app
