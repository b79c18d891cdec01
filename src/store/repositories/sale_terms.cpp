#include "store/repositories/sale_terms.h"

#include "app/stored_json.h"
#include "store/sql/queries/sale_terms.h"

namespace shouhou::store {
namespace queries = sql::sale_terms;

ports::KeptTerms SaleTermsRepository::terms(ShopId shop, OrderId order) {
  const auto kept = session_.one(
      queries::terms, {{"shop_id", shop}, {"order_id", order}}, [](const Row& row) -> ports::KeptTerms {
        auto terms = app::stored::parse<domain::OrderTerms>(row.text(2));
        // Terms that nobody can read are lost data; none in their place would change what is owed.
        if (!terms) {
          throw EngineFailure(Error{ErrorKind::internal,
                                    "terms.unreadable",
                                    {"存储的成交条件损坏", "the stored terms of an order are damaged"},
                                    {}});
        }
        return {row.id<OrderId>(0), row.integer(1), *std::move(terms), row.id<AccountId>(3), row.instant(4)};
      });
  return kept.value_or(ports::KeptTerms{order, 0, {}, {}, {}});
}

void SaleTermsRepository::keep_terms(ShopId shop, const ports::KeptTerms& kept) {
  std::string body;
  app::stored::write(body, kept.terms);
  session_.run(queries::keep_terms, {{"shop_id", shop},
                                     {"order_id", kept.order},
                                     {"version", kept.version},
                                     {"body", body},
                                     {"account_id", kept.account},
                                     {"at", kept.at}});
}

std::optional<domain::GoodsRecord> SaleTermsRepository::goods(ShopId shop, ProductId product, SkuId sku) {
  return session_.one(
      queries::goods, {{"shop_id", shop}, {"product_id", product}, {"sku_id", sku}}, [](const Row& row) {
        domain::GoodsRecord goods{row.id<ProductId>(0), row.id<SkuId>(1), row.string(2), {}, {}};
        if (!row.null(3)) goods.unit_cost = row.fen(3);
        if (!row.null(4)) goods.unit_grams = row.integer(4);
        return goods;
      });
}

void SaleTermsRepository::keep_goods(ShopId shop, const domain::GoodsRecord& goods, AccountId account,
                                     Instant at) {
  session_.run(queries::keep_goods, {{"shop_id", shop},
                                     {"product_id", goods.product},
                                     {"sku_id", goods.sku},
                                     {"category", goods.category},
                                     {"unit_cost", goods.unit_cost},
                                     {"unit_grams", goods.unit_grams},
                                     {"account_id", account},
                                     {"at", at}});
}

std::vector<domain::LineGoods> SaleTermsRepository::goods_of(ShopId shop, OrderId order) {
  return session_.all(queries::goods_of, {{"shop_id", shop}, {"order_id", order}}, [](const Row& row) {
    return domain::LineGoods{row.id<OrderLineId>(0), row.string(1), row.fen(2), row.integer(3)};
  });
}

std::int64_t SaleTermsRepository::orders_of_buyer(ShopId shop, BuyerId buyer, int most) {
  return session_
      .one(queries::orders_of_buyer, {{"shop_id", shop}, {"buyer_id", buyer}, {"most", most}},
           [](const Row& row) { return row.integer(0); })
      .value_or(0);
}

}  // namespace shouhou::store
