#include <array>

#include "store/repositories/opened.h"
#include "store/repositories/read_word.h"
#include "store/repositories/trade.h"
#include "store/sql/queries/trade.h"

namespace shouhou::store {
namespace queries = sql::trade;
namespace {

constexpr std::string_view message_field = "order.buyer_message";
constexpr std::string_view note_field = "order.seller_note";

struct OrderWords {
  std::string buyer_message;
  std::string seller_note;
};

domain::Order order_of(const Row& row) {
  domain::Order order;
  order.id = row.id<OrderId>(0);
  order.shop = row.id<ShopId>(1);
  read_word(row, 2, order.channel);
  order.external_id = row.string(3);
  order.buyer = row.id<BuyerId>(4);
  order.contact = row.integer(5);
  read_word(row, 6, order.status);
  order.status_text = row.string(7);
  order.currency = row.string(8);
  order.goods = row.fen(9);
  order.postage = row.fen(10);
  order.paid = row.fen(11);
  order.refunded = row.fen(12);
  order.paid_by_lines = row.flag(13);
  order.quantity = row.integer(14);
  order.placed_at = row.maybe_instant(15);
  order.paid_at = row.maybe_instant(16);
  order.shipped_at = row.maybe_instant(17);
  order.delivered_at = row.maybe_instant(18);
  order.finished_at = row.maybe_instant(19);
  order.ship_by = row.maybe_instant(20);
  order.deliver_by = row.maybe_instant(21);
  order.title = row.string(22);
  order.close_reason = row.string(25);
  order.cancels = row.string(26);
  return order;
}

std::array<Argument, 27> arguments_of(const domain::Order& order, const OrderWords& sealed) {
  return {{{"id", order.id},
           {"shop_id", order.shop},
           {"channel", name(order.channel)},
           {"external_id", order.external_id},
           {"buyer_id", order.buyer},
           {"contact_id", order.contact},
           {"status", name(order.status)},
           {"status_text", order.status_text},
           {"currency", order.currency},
           {"goods", order.goods},
           {"postage", order.postage},
           {"paid", order.paid},
           {"refunded", order.refunded},
           {"paid_by_lines", order.paid_by_lines},
           {"quantity", order.quantity},
           {"placed_at", order.placed_at},
           {"paid_at", order.paid_at},
           {"shipped_at", order.shipped_at},
           {"delivered_at", order.delivered_at},
           {"finished_at", order.finished_at},
           {"ship_by", order.ship_by},
           {"deliver_by", order.deliver_by},
           {"title", order.title},
           {"buyer_message", Bytes{sealed.buyer_message}},
           {"seller_note", Bytes{sealed.seller_note}},
           {"close_reason", order.close_reason},
           {"cancels", order.cancels}}};
}

domain::OrderLine line_of(const Row& row) {
  domain::OrderLine line;
  line.id = row.id<OrderLineId>(0);
  line.shop = row.id<ShopId>(1);
  line.order = row.id<OrderId>(2);
  read_word(row, 3, line.channel);
  line.external_id = row.string(4);
  line.product = row.id<ProductId>(5);
  line.sku = row.id<SkuId>(6);
  line.occurrence = row.integer(7);
  line.title = row.string(8);
  line.attributes = row.string(9);
  line.code = row.string(10);
  line.quantity = row.integer(11);
  line.price = row.fen(12);
  line.paid = row.fen(13);
  line.refunded = row.fen(14);
  line.status_text = row.string(15);
  line.refund_status_text = row.string(16);
  line.paid_by_channel = row.flag(17);
  return line;
}

std::array<Argument, 18> arguments_of(const domain::OrderLine& line) {
  return {{{"id", line.id},
           {"shop_id", line.shop},
           {"order_id", line.order},
           {"channel", name(line.channel)},
           {"external_id", line.external_id},
           {"product_id", line.product},
           {"sku_id", line.sku},
           {"occurrence", line.occurrence},
           {"title", line.title},
           {"attributes", line.attributes},
           {"code", line.code},
           {"quantity", line.quantity},
           {"price", line.price},
           {"paid", line.paid},
           {"refunded", line.refunded},
           {"status_text", line.status_text},
           {"refund_status_text", line.refund_status_text},
           {"paid_by_channel", line.paid_by_channel}}};
}

}  // namespace

void TradeRepository::change(const Query& query, Arguments arguments) {
  const auto changed = session_.change(query, arguments);
  if (!changed) throw std::logic_error(std::string(query.name) + ": " + changed.error().message.en);
}

domain::Order TradeRepository::read_order(const Row& row) {
  domain::Order order = order_of(row);
  order.buyer_message = opened(vault(), order.shop, message_field, row.bytes(23));
  order.seller_note = opened(vault(), order.shop, note_field, row.bytes(24));
  return order;
}

void TradeRepository::save_order(const Query& query, const domain::Order& order) {
  const OrderWords sealed{sealed_words(order.shop, order.buyer, message_field, order.buyer_message),
                          sealed_words(order.shop, order.buyer, note_field, order.seller_note)};
  change(query, arguments_of(order, sealed));
}

std::optional<domain::Order> TradeRepository::order(ShopId shop, OrderId id) {
  return session_.one(queries::order, {{"shop_id", shop}, {"id", id}},
                      [&](const Row& row) { return read_order(row); });
}

std::optional<domain::Order> TradeRepository::order_numbered(ShopId shop, domain::Channel channel,
                                                             std::string_view external_id) {
  return session_.one(queries::order_numbered,
                      {{"shop_id", shop}, {"channel", name(channel)}, {"external_id", external_id}},
                      [&](const Row& row) { return read_order(row); });
}

std::vector<domain::Order> TradeRepository::orders_numbered(ShopId shop, std::string_view external_id) {
  return session_.all(queries::orders_numbered, {{"shop_id", shop}, {"external_id", external_id}},
                      [&](const Row& row) { return read_order(row); });
}

std::vector<domain::Order> TradeRepository::orders_of(ShopId shop, BuyerId buyer, int limit) {
  return session_.all(queries::orders_of, {{"shop_id", shop}, {"buyer_id", buyer}, {"limit", limit}},
                      [&](const Row& row) { return read_order(row); });
}

void TradeRepository::add_order(const domain::Order& order) {
  save_order(queries::add_order, order);
}
void TradeRepository::update_order(const domain::Order& order) {
  save_order(queries::update_order, order);
}

std::optional<domain::OrderLine> TradeRepository::line(ShopId shop, OrderId order, OrderLineId id) {
  return session_.one(queries::line, {{"shop_id", shop}, {"order_id", order}, {"id", id}}, line_of);
}

std::vector<domain::OrderLine> TradeRepository::lines_of(ShopId shop, OrderId order) {
  return session_.all(queries::lines_of, {{"shop_id", shop}, {"order_id", order}}, line_of);
}

std::optional<domain::OrderLine> TradeRepository::line_numbered(ShopId shop, domain::Channel channel,
                                                                std::string_view external_id) {
  return session_.one(queries::line_numbered,
                      {{"shop_id", shop}, {"channel", name(channel)}, {"external_id", external_id}}, line_of);
}

void TradeRepository::add_line(const domain::OrderLine& line) {
  change(queries::add_line, arguments_of(line));
}
void TradeRepository::update_line(const domain::OrderLine& line) {
  change(queries::update_line, arguments_of(line));
}

}  // namespace shouhou::store
