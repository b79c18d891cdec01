// A case keeps the version of the rules that it was judged by.
#pragma once

#include "app/change_case.h"

namespace shouhou::app {

// Call it, in the same unit, wherever an offer is made or a remedy granted: the case remembers the version of
// the shop's rules now in force. Records nothing where it is the one it remembers.
Result<void> remember_rules(ports::Unit& unit, const ports::Actor& actor, CaseId id);

}  // namespace shouhou::app
