// What one row of an import tells, typed. Texts are views into the chunk that holds the row; an empty text or
// an absent value means that the file does not say, and leaves what is known as it is.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "domain/conversations.h"
#include "domain/orders.h"
#include "domain/platform_refunds.h"
#include "domain/reviews.h"

namespace shouhou::app {

// Keeps texts in large blocks; they live as long as it does.
class TextArena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > left_) grow(text.size());
    char* const place = next_;
    std::memcpy(place, text.data(), text.size());
    next_ += text.size();
    left_ -= text.size();
    return {place, text.size()};
  }
  std::size_t bytes() const { return bytes_; }

 private:
  void grow(std::size_t wanted) {
    const std::size_t size = wanted > block_size ? wanted : block_size;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    next_ = blocks_.back().get();
    left_ = size;
    bytes_ += size;
  }
  static constexpr std::size_t block_size = 64 * 1024;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
};

struct OrderFacts {
  std::string_view number;
  std::string_view buyer_id, buyer_name;
  std::string_view receiver_name, receiver_phone, receiver_address;
  std::optional<domain::OrderStatus> status;
  std::string_view status_text;
  std::string_view currency;
  std::optional<Fen> goods, postage, paid, refunded;
  std::optional<std::int64_t> quantity;
  std::optional<Instant> placed_at, paid_at, shipped_at, delivered_at, finished_at, ship_by, deliver_by;
  std::string_view title, buyer_message, seller_note, close_reason;
  std::string_view tracking_number, carrier;
  bool cancellation = false;  // its number says that it takes another order back
};

struct LineFacts {
  OrderFacts order;
  std::string_view number;  // the channel's sub-order number
  std::string_view item_id, sku_id, sku_code, item_code, title, attributes;
  std::optional<Fen> price, paid, postage, refunded;
  std::int64_t quantity = 1;
  std::string_view status_text, refund_status_text;
  std::int64_t occurrence = 1;  // the n-th line of these goods in the order within the file
};

struct RefundFacts {
  std::string_view number, order_number, line_number;
  std::string_view buyer_id, buyer_name;
  domain::RefundType type = domain::RefundType::unknown;
  domain::RefundState state = domain::RefundState::unknown;
  std::string_view state_text;
  std::optional<Fen> amount;
  std::string_view reason, words, goods_text, fault_text, fault;
  std::string_view return_tracking, return_carrier, title, item_id, sku_code;
  std::optional<bool> received, after_sale, platform_in;
  std::optional<Instant> applied_at, deadline, finished_at;
};

struct ReviewFacts {
  std::string_view number, order_number, line_number, item_id, title;
  std::string_view buyer_id, buyer_name;
  int stars = 0, described = 0, service = 0, shipping = 0;
  std::optional<domain::Polarity> polarity;
  std::string_view text, appended, reply;
  std::optional<Instant> written_at;
};

struct ChatFacts {
  std::string_view session, buyer_id, buyer_name, author, text, sku_text, order_number;
  domain::Speaker speaker = domain::Speaker::buyer;
  std::optional<Instant> said_at;
  std::int64_t number = 1;  // the n-th message of its session within the file
};

struct ProductFacts {
  std::string_view item_id, sku_id, sku_code, item_code, title, attributes, category;
  std::optional<Fen> price;
};

struct ParcelFacts {
  std::string_view tracking_number, carrier, order_number, scan_text;
  std::optional<domain::ParcelState> state;
  std::optional<Instant> shipped_at, scanned_at, signed_at;
};

using RowFacts =
    std::variant<OrderFacts, LineFacts, RefundFacts, ReviewFacts, ChatFacts, ProductFacts, ParcelFacts>;

}  // namespace shouhou::app
