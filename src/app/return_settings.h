// What a shop decides about its returns: settings "returns.refund_at", "returns.exchange_at".
#pragma once

#include <boost/describe/enum.hpp>

#include "domain/returns.h"
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
// How long a return may rest before somebody looks after it: the rules `stuck` (of the carrier) and
// `dock.receive`.
domain::ReturnPatience patience_with(ports::ReadUnit& unit, const domain::Return& state);

}  // namespace shouhou::app
