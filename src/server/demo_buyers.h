// The buyers of the demonstration decide as those of the simulator do (docs/simulator.md).
#pragma once

#include "app/demo/fill_demo_shop.h"
#include "simulate/world_rules.h"

namespace shouhou::server {

// `world` must outlive it.
app::DemoBuyers demo_buyers(const simulate::WorldRules& world);

}  // namespace shouhou::server
