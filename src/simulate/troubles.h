// What goes wrong with an order, out of products, batches, carriers and buyers. Hidden truth.
#pragma once

#include <optional>

#include "simulate/calendar.h"
#include "simulate/world.h"

namespace shouhou::simulate {

// At most one trouble an order, the first that happens. `order` has its times as if nothing were wrong.
std::optional<Trouble> trouble_of(const World& world, const SimOrder& order, const SalesCalendar& calendar,
                                  std::int64_t day);

// Share of faulty pieces in the batch that was sold at this time.
double defect_rate(const World& world, std::size_t product, Instant sold);

}  // namespace shouhou::simulate
