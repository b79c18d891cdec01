// Remedies of a case that wait for a second person: what is still being decided on holds the end of the case.
#pragma once

#include <vector>

#include "domain/case_commands.h"
#include "ports/store.h"

namespace shouhou::app {

// One for each; empty where nothing waits.
std::vector<domain::Lack> waiting_grants(ports::ReadUnit& unit, const domain::Case& state);

// Error case.guard (conflict) where one of the commands would register or close the case meanwhile.
Result<void> nothing_waits(ports::ReadUnit& unit, const domain::Case& state,
                           const std::vector<domain::CaseCommand>& commands);

}  // namespace shouhou::app
