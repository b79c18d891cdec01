// Everything the store knows about a case, as the facts that the rules judge: order and lines, parcels,
// goods, terms of sale, the buyer's history, what was given already, and people's answers.
#pragma once

#include "domain/case_facts.h"
#include "domain/cases.h"
#include "ports/store.h"

namespace shouhou::app {

// As of unit.now(), by the shop's rules in force. A case without an order has no lines, and the rules owe it
// nothing yet. Errors: order.not_found where the case names an order that is not there.
Result<domain::CaseFacts> gather_case_facts(ports::ReadUnit& unit, const domain::Case& state);

}  // namespace shouhou::app
