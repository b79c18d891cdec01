// What goes wrong with an order, out of products, batches, carriers and buyers. Hidden truth.
#pragma once

#include <optional>

#include "simulate/calendar.h"
#include "simulate/draw.h"
#include "simulate/world.h"

namespace shouhou::simulate {

// At most one trouble an order, the first that happens. `order` has its times as if nothing were wrong.
std::optional<Trouble> trouble_of(const World& world, const SimOrder& order, const SalesCalendar& calendar,
                                  std::int64_t day);

// How one kind of trouble feels to this buyer; `mendable` is the product's. Fills what does not depend on the
// order.
Trouble drawn_trouble(const SimTrouble& kind, const Temperament& temperament, double mendable, double arrives,
                      const Draw& draw);

// Share of faulty pieces in the batch that was sold at this time.
double defect_rate(const World& world, std::size_t product, Instant sold);

}  // namespace shouhou::simulate
