// What carriers say of parcels that come back (P-E2): the scans of an imported file move the return whose
// number the buyer gave. The same scans told twice change nothing.
#pragma once

#include <string_view>
#include <vector>

#include "domain/returns.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

// The returns that come in a parcel with this number, in its normal form: those for which the buyer gave it,
// and one without a number whose order's refund on a platform names it. Returns that are here, decided or
// given up are not among them.
std::vector<domain::Return> coming_in(ports::ReadUnit& unit, ShopId shop, std::string_view number);

// Whether a parcel with this number is one that comes back rather than one that was sent out.
bool comes_back(ports::ReadUnit& unit, ShopId shop, std::string_view number);

// Tells the returns that come in this parcel what the store knows of its way, and those who have to act on
// it: a parcel that got lost or was turned back is a task.
Result<void> follow_way_back(ports::Unit& unit, const ports::Actor& actor, std::string_view tracking_number);

// A parcel that comes back is lost, whoever says so: somebody has to ask the carrier.
Result<void> ask_for_lost_parcel(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state);

}  // namespace shouhou::app
