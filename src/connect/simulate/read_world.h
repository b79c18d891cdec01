// rules/demo/simulated_shop.toml → the world of the simulator.
#pragma once

#include <string_view>

#include "base/result.h"
#include "simulate/world_rules.h"

namespace shouhou::connect {

// Errors: rules.syntax, rules.row, with field "file:line" (the first of all that is wrong).
Result<simulate::WorldRules> read_world(std::string_view text, std::string_view file);

// The file of the source tree this program was built from.
Result<simulate::WorldRules> built_in_world();

}  // namespace shouhou::connect
