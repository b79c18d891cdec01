// Orders and their lines, and what follows from them: the phase a buyer's problem stands in, and the share
// of the money that belongs to each line.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "domain/parcels.h"
#include "domain/words.h"

namespace shouhou::domain {

// Ordered by how far the order has come; an export never takes an order back except to `closed`.
enum class OrderStatus { unknown, unpaid, paid, part_shipped, shipped, signed_for, finished, closed };
BOOST_DESCRIBE_ENUM(OrderStatus, unknown, unpaid, paid, part_shipped, shipped, signed_for, finished, closed)

struct Order {
  OrderId id;
  ShopId shop;
  Channel channel = Channel::imported;
  std::string external_id;
  BuyerId buyer;
  std::int64_t contact = 0;  // the receiver's contact point; 0 none
  OrderStatus status = OrderStatus::unknown;
  std::string status_text;  // the channel's own words
  std::string currency = "CNY";
  Fen goods;     // what the goods cost, before postage
  Fen postage;   // what the buyer was charged for postage
  Fen paid;      // what the buyer really paid, postage included
  Fen refunded;  // as the export says
  // No export of the order itself was seen: the sums are those of its lines.
  bool paid_by_lines = false;
  std::int64_t quantity = 0;
  std::optional<Instant> placed_at;
  std::optional<Instant> paid_at;
  std::optional<Instant> shipped_at;
  std::optional<Instant> delivered_at;
  std::optional<Instant> finished_at;
  std::optional<Instant> ship_by;     // promised dispatch
  std::optional<Instant> deliver_by;  // promised arrival
  std::string title;
  std::string buyer_message;
  std::string seller_note;
  std::string close_reason;
  std::string cancels;  // the number of the order that this one takes back, for cancellation invoices

  bool operator==(const Order&) const = default;
};

struct OrderLine {
  OrderLineId id;
  ShopId shop;
  OrderId order;
  Channel channel = Channel::imported;
  std::string external_id;  // the channel's sub-order number; empty where the file has none
  ProductId product;
  SkuId sku;
  std::int64_t occurrence = 1;  // the n-th line of this sku in the order, where external_id is empty
  std::string title;
  std::string attributes;
  std::string code;
  std::int64_t quantity = 1;
  Fen price;  // of one piece
  Fen paid;   // this line's share of what was paid for the order's goods and postage
  Fen refunded;
  std::string status_text;
  std::string refund_status_text;
  // The share came from the channel itself; else it is ours (paid_shares) and follows the order's total.
  bool paid_by_channel = false;

  bool operator==(const OrderLine&) const = default;
};

// Where the goods are, read from order and parcels, never typed in (P-A1). A signed parcel outweighs an
// order status that lags behind it.
Phase phase_of(const Order& order, std::span<const Parcel> parcels);

// Splits what the buyer paid (discounts and postage included) over the lines by price × quantity, to the fen,
// by largest remainder. Lines whose share the channel states keep it; the rest share what is left.
std::vector<Fen> paid_shares(Fen paid, std::span<const OrderLine> lines);

// Delivered later than promised. Both are instants as the channel gave them: a promise of "2018-08-01
// 00:00:00" is broken by a delivery at 09:00 of that day. An order without either time is not late.
bool delivered_late(const Order& order);

// The promised arrival has passed and nothing says that the goods came.
bool overdue(const Order& order, std::span<const Parcel> parcels, Instant now);

}  // namespace shouhou::domain
