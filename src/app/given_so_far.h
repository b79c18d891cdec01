// What the shop gave already: goodwill in this case, to this buyer and on these goods, and what earlier
// settlements of the order used up. Caps and patterns count it.
#pragma once

#include "domain/case_facts.h"
#include "domain/cases.h"
#include "ports/store.h"

namespace shouhou::app {

void add_given_so_far(ports::ReadUnit& unit, const domain::Case& state, domain::CaseFacts& facts);

}  // namespace shouhou::app
