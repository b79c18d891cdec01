// 退货到仓后的时钟: what the desk owes once the goods are back: an inspection (the shop's own promise, P-E2)
// and, where the buyer returns without reason, the money within the time of the law (Order 90 art. 13).
#pragma once

#include "domain/returns.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

// Starts them on the case when everything is here, counted from the receipt (the first one, where the goods
// came in parts); anew when a decision is undone. One that runs already stands: the earlier parcel is the
// stricter one. A closed case has no clocks.
Result<void> start_dock_clocks(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state);

}  // namespace shouhou::app
