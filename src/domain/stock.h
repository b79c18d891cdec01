// 库存: how many pieces of a sku lie in the warehouse and how many of them are put aside for exchanges. A
// ledger: the level is the sum of its moves. A sku without a level was never counted: the desk does not know
// and does not stand in the way.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/enum_names.h"

namespace shouhou::domain {

struct StockLevel {
  SkuId sku;
  std::int64_t on_hand = 0;
  std::int64_t reserved = 0;
  Instant changed;

  std::int64_t available() const { return on_hand - reserved; }
  bool operator==(const StockLevel&) const = default;
};
BOOST_DESCRIBE_STRUCT(StockLevel, (), (sku, on_hand, reserved, changed))

enum class StockMoveKind {
  counted,    // a person counted: on_hand_by is the difference
  restocked,  // a returned piece goes back on sale
  reserved,   // put aside for an exchange
  released,   // the exchange was called off
  shipped     // it went out
};
BOOST_DESCRIBE_ENUM(StockMoveKind, counted, restocked, reserved, released, shipped)

struct StockMove {
  SkuId sku;
  StockMoveKind kind = StockMoveKind::counted;
  std::int64_t on_hand_by = 0;
  std::int64_t reserved_by = 0;
  ReturnId for_return;
  std::string why;
  AccountId account;
  std::string actor;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(StockMove, (),
                      (sku, kind, on_hand_by, reserved_by, for_return, why, account, actor, at))

enum class HoldState { held, uncounted, shipped, released };
BOOST_DESCRIBE_ENUM(HoldState, held, uncounted, shipped, released)

// What an exchange puts aside for one line of its return. `uncounted`: the sku has no level, nothing was put
// aside.
struct StockHold {
  ReturnId for_return;
  std::int64_t place = 0;
  SkuId sku;
  std::int64_t pieces = 0;
  HoldState state = HoldState::held;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(StockHold, (), (for_return, place, sku, pieces, state, at))

}  // namespace shouhou::domain
