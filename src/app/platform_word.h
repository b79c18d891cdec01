// The platform's word wins: what it ruled, paid or closed ends a live menu in the same transaction, so that
// nobody chooses from what no longer holds (domain.md "The case").
#pragma once

#include <optional>
#include <vector>

#include "app/change_case.h"

namespace shouhou::app {

// Called with what `commands` have made of the case. Where the platform's word is among them and the live
// menu does not hold any more, the menu is withdrawn, saying why; what comes back ends its clock on the case,
// if it runs. Menus that still hold stay.
Result<std::optional<domain::CaseCommand>> end_offer_by_platform(
    ports::Unit& unit, const ports::Actor& actor, const std::vector<domain::CaseCommand>& commands,
    const domain::Case& before, const domain::Case& after);

}  // namespace shouhou::app
