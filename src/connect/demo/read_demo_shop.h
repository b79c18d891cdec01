// rules/demo/shop.toml → the shop a demonstration is filled from.
#pragma once

#include <string_view>

#include "app/demo/demo_shop.h"
#include "base/result.h"

namespace shouhou::connect {

// Errors: rules.syntax, rules.row, with field "file:line" (the first of all that is wrong).
Result<app::DemoShop> read_demo_shop(std::string_view text, std::string_view file);

// The file of the source tree this program was built from.
Result<app::DemoShop> built_in_demo_shop();

}  // namespace shouhou::connect
