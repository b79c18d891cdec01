// What a shop decides about its returns: settings "returns.refund_at", "returns.exchange_at".
#pragma once

#include <boost/describe/enum.hpp>

#include "base/instant.h"
#include "ports/store.h"

namespace shouhou::app {

// When the money of a return is released.
enum class RefundAt {
  inspection,  // when the goods are accepted
  scan         // when the parcel is received at the dock
};
BOOST_DESCRIBE_ENUM(RefundAt, inspection, scan)

// When an exchange's new goods leave.
enum class ExchangeAt {
  grant,   // the same day, against stock
  receipt  // once the goods are released like money: by inspection or scan
};
BOOST_DESCRIBE_ENUM(ExchangeAt, grant, receipt)

RefundAt refund_at(ports::ReadUnit& unit, ShopId shop);
ExchangeAt exchange_at(ports::ReadUnit& unit, ShopId shop);
// Whether the deed that sends an exchange's goods has to wait for the goods that come back.
inline bool exchange_waits_for_goods(ports::ReadUnit& unit, ShopId shop) {
  return exchange_at(unit, shop) == ExchangeAt::receipt;
}
// After how long without news a parcel on its way back is looked into: rule number `stuck_days`.
Span silent_after(ports::ReadUnit& unit, ShopId shop);

}  // namespace shouhou::app
