#include <array>

#include "store/repositories/opened.h"
#include "store/repositories/read_word.h"
#include "store/repositories/trade.h"
#include "store/sql/queries/trade.h"

namespace shouhou::store {
namespace queries = sql::trade;
namespace {

constexpr std::string_view words_field = "refund.words";

domain::PlatformRefund refund_of(const Row& row) {
  domain::PlatformRefund refund;
  refund.id = row.id<RefundId>(0);
  refund.shop = row.id<ShopId>(1);
  read_word(row, 2, refund.channel);
  refund.external_id = row.string(3);
  refund.order = row.id<OrderId>(4);
  refund.line = row.id<OrderLineId>(5);
  refund.buyer = row.id<BuyerId>(6);
  read_word(row, 7, refund.type);
  read_word(row, 8, refund.state);
  refund.state_text = row.string(9);
  refund.amount = row.fen(10);
  refund.reason = row.string(11);
  refund.goods_text = row.string(13);
  refund.fault_text = row.string(14);
  refund.return_carrier = row.string(15);
  refund.return_tracking = row.string(16);
  refund.received = row.flag(17);
  refund.after_sale = row.flag(18);
  refund.platform_in = row.flag(19);
  refund.applied_at = row.maybe_instant(20);
  refund.deadline = row.maybe_instant(21);
  refund.finished_at = row.maybe_instant(22);
  return refund;
}

std::array<Argument, 23> arguments_of(const domain::PlatformRefund& refund, std::string_view sealed_words) {
  return {{{"id", refund.id},
           {"shop_id", refund.shop},
           {"channel", name(refund.channel)},
           {"external_id", refund.external_id},
           {"order_id", refund.order},
           {"line_id", refund.line},
           {"buyer_id", refund.buyer},
           {"type", name(refund.type)},
           {"state", name(refund.state)},
           {"state_text", refund.state_text},
           {"amount", refund.amount},
           {"reason", refund.reason},
           {"words", Bytes{sealed_words}},
           {"goods_text", refund.goods_text},
           {"fault_text", refund.fault_text},
           {"return_carrier", refund.return_carrier},
           {"return_tracking", refund.return_tracking},
           {"received", refund.received},
           {"after_sale", refund.after_sale},
           {"platform_in", refund.platform_in},
           {"applied_at", refund.applied_at},
           {"deadline", refund.deadline},
           {"finished_at", refund.finished_at}}};
}

domain::Review review_of(const Row& row) {
  domain::Review review;
  review.id = row.id<ReviewId>(0);
  review.shop = row.id<ShopId>(1);
  read_word(row, 2, review.channel);
  review.external_id = row.string(3);
  review.order = row.id<OrderId>(4);
  review.line = row.id<OrderLineId>(5);
  review.buyer = row.id<BuyerId>(6);
  review.described = static_cast<int>(row.integer(7));
  review.service = static_cast<int>(row.integer(8));
  review.shipping = static_cast<int>(row.integer(9));
  review.stars = static_cast<int>(row.integer(10));
  read_word(row, 11, review.polarity);
  review.text = row.string(12);
  review.appended = row.string(13);
  review.reply = row.string(14);
  review.written_at = row.maybe_instant(15);
  return review;
}

std::array<Argument, 16> arguments_of(const domain::Review& review) {
  return {{{"id", review.id},
           {"shop_id", review.shop},
           {"channel", name(review.channel)},
           {"external_id", review.external_id},
           {"order_id", review.order},
           {"line_id", review.line},
           {"buyer_id", review.buyer},
           {"described", review.described},
           {"service", review.service},
           {"shipping", review.shipping},
           {"stars", review.stars},
           {"polarity", name(review.polarity)},
           {"text", review.text},
           {"appended", review.appended},
           {"reply", review.reply},
           {"written_at", review.written_at}}};
}

}  // namespace

domain::PlatformRefund TradeRepository::read_refund(const Row& row) {
  domain::PlatformRefund refund = refund_of(row);
  refund.words = opened(vault(), refund.shop, words_field, row.bytes(12));
  return refund;
}

void TradeRepository::save_refund(const Query& query, const domain::PlatformRefund& refund) {
  const std::string sealed = sealed_words(refund.shop, refund.buyer, words_field, refund.words);
  change(query, arguments_of(refund, sealed));
}

std::optional<domain::PlatformRefund> TradeRepository::refund(ShopId shop, RefundId id) {
  return session_.one(queries::refund, {{"shop_id", shop}, {"id", id}},
                      [&](const Row& row) { return read_refund(row); });
}

std::optional<domain::PlatformRefund> TradeRepository::refund_numbered(ShopId shop, domain::Channel channel,
                                                                       std::string_view external_id) {
  return session_.one(queries::refund_numbered,
                      {{"shop_id", shop}, {"channel", name(channel)}, {"external_id", external_id}},
                      [&](const Row& row) { return read_refund(row); });
}

std::vector<domain::PlatformRefund> TradeRepository::refunds_of(ShopId shop, OrderId order) {
  return session_.all(queries::refunds_of, {{"shop_id", shop}, {"order_id", order}},
                      [&](const Row& row) { return read_refund(row); });
}

void TradeRepository::add_refund(const domain::PlatformRefund& refund) {
  save_refund(queries::add_refund, refund);
}
void TradeRepository::update_refund(const domain::PlatformRefund& refund) {
  save_refund(queries::update_refund, refund);
}

std::optional<domain::Review> TradeRepository::review(ShopId shop, ReviewId id) {
  return session_.one(queries::review, {{"shop_id", shop}, {"id", id}}, review_of);
}

std::optional<domain::Review> TradeRepository::review_numbered(ShopId shop, domain::Channel channel,
                                                               std::string_view external_id) {
  return session_.one(queries::review_numbered,
                      {{"shop_id", shop}, {"channel", name(channel)}, {"external_id", external_id}},
                      review_of);
}

std::vector<domain::Review> TradeRepository::reviews_of(ShopId shop, OrderId order) {
  return session_.all(queries::reviews_of, {{"shop_id", shop}, {"order_id", order}}, review_of);
}

void TradeRepository::add_review(const domain::Review& review) {
  change(queries::add_review, arguments_of(review));
}
void TradeRepository::update_review(const domain::Review& review) {
  change(queries::update_review, arguments_of(review));
}

}  // namespace shouhou::store
