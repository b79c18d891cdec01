// What a column of an imported table can mean. The names people give these columns are data:
// rules/imports/fields.toml.
#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string_view>

#include "domain/enum_names.h"

namespace shouhou::app {

enum class ImportKind { orders, order_lines, refunds, reviews, chats, products, parcels };
BOOST_DESCRIBE_ENUM(ImportKind, orders, order_lines, refunds, reviews, chats, products, parcels)

// This version of the formatter moves the lines at every run.
// clang-format off
#define SHOUHOU_IMPORT_FIELDS(X) \
  X(order_number) X(line_number) X(buyer_id) X(buyer_name) X(receiver_name) X(receiver_phone) \
  X(receiver_region) X(receiver_address) X(order_status) X(goods_amount) X(postage) X(paid) X(refunded) \
  X(quantity) X(placed_at) X(paid_at) X(shipped_at) X(delivered_at) X(finished_at) X(ship_by) \
  X(deliver_by) X(title) X(buyer_message) X(seller_note) X(close_reason) X(tracking_number) X(carrier) \
  X(currency) X(shop_name) X(item_id) X(sku_id) X(sku_code) X(item_code) X(line_title) X(attributes) \
  X(price) X(line_quantity) X(line_paid) X(line_postage) X(line_status) X(refund_status) \
  X(line_refunded) X(refund_number) X(refund_type) X(needs_return) X(refund_state) X(refund_amount) \
  X(reason) X(words) X(goods_state) X(fault) X(applied_at) X(deadline) X(refund_finished_at) \
  X(return_tracking) X(return_carrier) X(sale_phase) X(platform_in) X(review_number) X(stars) \
  X(polarity) X(described) X(service) X(shipping) X(review_text) X(appended) X(reply) X(written_at) \
  X(session) X(speaker) X(author) X(message_text) X(said_at) X(message_sku) X(category) X(scanned_at) \
  X(scan_text) X(parcel_state)
// clang-format on

enum class Field {
#define SHOUHOU_IMPORT_FIELD_(name) name,
  SHOUHOU_IMPORT_FIELDS(SHOUHOU_IMPORT_FIELD_)
#undef SHOUHOU_IMPORT_FIELD_
};

inline constexpr std::array field_names{
#define SHOUHOU_IMPORT_FIELD_(name) std::string_view(#name),
    SHOUHOU_IMPORT_FIELDS(SHOUHOU_IMPORT_FIELD_)
#undef SHOUHOU_IMPORT_FIELD_
};
inline constexpr std::size_t field_count = field_names.size();

constexpr std::string_view name(Field field) {
  return field_names[static_cast<std::size_t>(field)];
}

constexpr std::optional<Field> field_named(std::string_view name) {
  for (std::size_t i = 0; i < field_count; ++i) {
    if (field_names[i] == name) return static_cast<Field>(i);
  }
  return std::nullopt;
}

}  // namespace shouhou::app
