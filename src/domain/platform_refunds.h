// A refund or return as a channel reports it: the buyer's request on the platform, with the platform's own
// state and deadline. What the shop promises and pays itself is another noun (refund).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "domain/words.h"

namespace shouhou::domain {

// The channels' states brought to one set (facts §A7).
enum class RefundState {
  unknown,
  awaiting_merchant,
  awaiting_buyer_return,
  goods_returning,
  awaiting_merchant_ship,
  awaiting_buyer,
  refused,
  arbitration,
  refunding,
  refund_failed,
  success,
  closed,
};
BOOST_DESCRIBE_ENUM(RefundState, unknown, awaiting_merchant, awaiting_buyer_return, goods_returning,
                    awaiting_merchant_ship, awaiting_buyer, refused, arbitration, refunding, refund_failed,
                    success, closed)

enum class RefundType { unknown, refund_only, return_refund, exchange, repair, reship, price_protection };
BOOST_DESCRIBE_ENUM(RefundType, unknown, refund_only, return_refund, exchange, repair, reship,
                    price_protection)

struct PlatformRefund {
  RefundId id;
  ShopId shop;
  Channel channel = Channel::imported;
  std::string external_id;
  OrderId order;
  OrderLineId line;  // none where it is about the whole order or the line is not known
  BuyerId buyer;
  RefundType type = RefundType::unknown;
  RefundState state = RefundState::unknown;
  std::string state_text;  // the channel's own words
  Fen amount;
  std::string reason;
  std::string words;       // what the buyer wrote
  std::string goods_text;  // 货物状态
  std::string fault_text;  // 责任方
  std::string return_carrier;
  std::string return_tracking;
  bool received = false;     // the buyer has the goods
  bool after_sale = false;   // 售后 (after the trade finished) as against 售中
  bool platform_in = false;  // the platform's customer service stepped in
  std::optional<Instant> applied_at;
  std::optional<Instant> deadline;  // the platform's own clock
  std::optional<Instant> finished_at;

  bool operator==(const PlatformRefund&) const = default;
};

// Finished business: nothing is left for the shop to do.
inline bool settled(RefundState state) {
  return state == RefundState::success || state == RefundState::closed;
}

}  // namespace shouhou::domain
