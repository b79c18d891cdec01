#include <array>

#include "store/repositories/read_word.h"
#include "store/repositories/trade.h"
#include "store/sql/queries/trade.h"

namespace shouhou::store {
namespace queries = sql::trade;
namespace {

domain::Product product_of(const Row& row) {
  domain::Product product;
  product.id = row.id<ProductId>(0);
  product.shop = row.id<ShopId>(1);
  read_word(row, 2, product.channel);
  product.external_id = row.string(3);
  product.title = row.string(4);
  product.code = row.string(5);
  product.category = row.string(6);
  product.price = row.fen(7);
  return product;
}

std::array<Argument, 8> arguments_of(const domain::Product& product) {
  return {{{"id", product.id},
           {"shop_id", product.shop},
           {"channel", name(product.channel)},
           {"external_id", product.external_id},
           {"title", product.title},
           {"code", product.code},
           {"category", product.category},
           {"price", product.price}}};
}

domain::Sku sku_of(const Row& row) {
  domain::Sku sku;
  sku.id = row.id<SkuId>(0);
  sku.shop = row.id<ShopId>(1);
  sku.product = row.id<ProductId>(2);
  sku.key = row.string(3);
  sku.attributes = row.string(4);
  sku.code = row.string(5);
  return sku;
}

std::array<Argument, 6> arguments_of(const domain::Sku& sku) {
  return {{{"id", sku.id},
           {"shop_id", sku.shop},
           {"product_id", sku.product},
           {"sku_key", sku.key},
           {"attributes", sku.attributes},
           {"code", sku.code}}};
}

}  // namespace

std::optional<domain::Product> TradeRepository::product(ShopId shop, ProductId id) {
  return session_.one(queries::product, {{"shop_id", shop}, {"id", id}}, product_of);
}

std::optional<domain::Product> TradeRepository::product_known_as(ShopId shop, domain::Channel channel,
                                                                 std::string_view external_id) {
  return session_.one(queries::product_known_as,
                      {{"shop_id", shop}, {"channel", name(channel)}, {"external_id", external_id}},
                      product_of);
}

void TradeRepository::add_product(const domain::Product& product) {
  change(queries::add_product, arguments_of(product));
}
void TradeRepository::update_product(const domain::Product& product) {
  change(queries::update_product, arguments_of(product));
}

std::optional<domain::Sku> TradeRepository::sku(ShopId shop, SkuId id) {
  return session_.one(queries::sku, {{"shop_id", shop}, {"id", id}}, sku_of);
}

std::optional<domain::Sku> TradeRepository::sku_keyed(ShopId shop, ProductId product, std::string_view key) {
  return session_.one(queries::sku_keyed, {{"shop_id", shop}, {"product_id", product}, {"sku_key", key}},
                      sku_of);
}

void TradeRepository::add_sku(const domain::Sku& sku) {
  change(queries::add_sku, arguments_of(sku));
}
void TradeRepository::update_sku(const domain::Sku& sku) {
  change(queries::update_sku, arguments_of(sku));
}

}  // namespace shouhou::store
