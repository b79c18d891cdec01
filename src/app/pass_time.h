// What time by itself does to cases: clocks run out and are charged, warnings are given once, waiting cases
// come back, overdue tasks go before a lead (P-E1, P-E5).
#pragma once

#include <span>
#include <vector>

#include "ports/follow_ups.h"
#include "ports/store.h"

namespace shouhou::app {

// Does what is due for these cases of one shop; when time next does something to each of them. A case that
// somebody else (another node) has dealt with is left as it is. Errors: those of the store.
Result<std::vector<ports::TimedCase>> pass_time(ports::Unit& unit, ShopId shop,
                                                std::span<const CaseId> cases);

}  // namespace shouhou::app
