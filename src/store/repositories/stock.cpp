#include "store/repositories/stock.h"

#include "store/repositories/read_word.h"
#include "store/sql/queries/stock.h"

namespace shouhou::store {
namespace queries = sql::stock;
namespace {

domain::StockLevel level_of(const Row& row) {
  return {row.id<SkuId>(0), row.integer(1), row.integer(2), row.instant(3)};
}

domain::Sku sku_of(const Row& row) {
  return {row.id<SkuId>(0), row.id<ShopId>(1), row.id<ProductId>(2),
          row.string(3),    row.string(4),     row.string(5)};
}

domain::StockMove move_of(const Row& row) {
  domain::StockMove move;
  move.sku = row.id<SkuId>(0);
  read_word(row, 1, move.kind);
  move.on_hand_by = row.integer(2);
  move.reserved_by = row.integer(3);
  move.for_return = row.id<ReturnId>(4);
  move.why = row.string(5);
  move.account = row.id<AccountId>(6);
  move.actor = row.string(7);
  move.at = row.instant(8);
  return move;
}

domain::StockHold hold_of(const Row& row) {
  domain::StockHold hold{row.id<ReturnId>(0), row.integer(1), row.id<SkuId>(2), row.integer(3), {}, {}};
  read_word(row, 4, hold.state);
  hold.at = row.instant(5);
  return hold;
}

}  // namespace

std::optional<domain::StockLevel> StockRepository::level(ShopId shop, SkuId sku) {
  return session_.one(queries::level, {{"shop_id", shop}, {"sku_id", sku}}, level_of);
}

bool StockRepository::apply(ShopId shop, const domain::StockMove& move, IdSource& ids) {
  if (move.kind == domain::StockMoveKind::counted) {
    session_.run(queries::start, {{"shop_id", shop}, {"sku_id", move.sku}, {"at", move.at}});
  }
  const std::int64_t changed = session_.run(queries::move, {{"shop_id", shop},
                                                            {"sku_id", move.sku},
                                                            {"on_hand_by", move.on_hand_by},
                                                            {"reserved_by", move.reserved_by},
                                                            {"at", move.at}});
  if (changed != 1) return false;
  session_.run(queries::add_move, {{"shop_id", shop},
                                   {"id", ids.next<Id<struct StockMoveTag>>(move.at)},
                                   {"sku_id", move.sku},
                                   {"kind", domain::name(move.kind)},
                                   {"on_hand_by", move.on_hand_by},
                                   {"reserved_by", move.reserved_by},
                                   {"return_id", move.for_return},
                                   {"why", move.why},
                                   {"account_id", move.account},
                                   {"actor", move.actor},
                                   {"at", move.at}});
  return true;
}

std::vector<domain::StockMove> StockRepository::moves(ShopId shop, SkuId sku, int limit) {
  return session_.all(queries::moves, {{"shop_id", shop}, {"sku_id", sku}, {"limit", limit}}, move_of);
}

std::vector<domain::StockLevel> StockRepository::levels(ShopId shop, SkuId after, int limit) {
  return session_.all(queries::levels, {{"shop_id", shop}, {"after", after}, {"limit", limit}}, level_of);
}

std::vector<domain::Sku> StockRepository::skus_of(ShopId shop, ProductId product) {
  return session_.all(queries::skus_of, {{"shop_id", shop}, {"product_id", product}}, sku_of);
}

std::vector<domain::Sku> StockRepository::skus_coded(ShopId shop, std::string_view code, int limit) {
  return session_.all(queries::skus_coded, {{"shop_id", shop}, {"code", code}, {"limit", limit}}, sku_of);
}

std::vector<domain::Sku> StockRepository::find(ShopId shop, std::string_view words, int limit) {
  std::string like = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '!') like += '!';
    like += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  like += '%';
  return session_.all(queries::find, {{"shop_id", shop}, {"like", like}, {"code", words}, {"limit", limit}},
                      sku_of);
}

std::vector<domain::StockHold> StockRepository::holds(ShopId shop, ReturnId id) {
  return session_.all(queries::holds, {{"shop_id", shop}, {"return_id", id}}, hold_of);
}

void StockRepository::save_hold(ShopId shop, const domain::StockHold& hold) {
  session_.run(queries::save_hold, {{"shop_id", shop},
                                    {"return_id", hold.for_return},
                                    {"place", hold.place},
                                    {"sku_id", hold.sku},
                                    {"pieces", hold.pieces},
                                    {"state", domain::name(hold.state)},
                                    {"at", hold.at}});
}

}  // namespace shouhou::store
