// What a buyer's other cases show of a pattern: threats on record, goodwill asked for at once, the same
// picture again. It lowers goodwill, never what is owed (P-D8).
#pragma once

#include "domain/case_facts.h"
#include "domain/cases.h"
#include "ports/store.h"

namespace shouhou::app {

// Fills in threats, quick_claims, same_photo_claims and marked_safe of the buyer's history.
void add_buyer_pattern(ports::ReadUnit& unit, const domain::Case& state, domain::BuyerHistory& buyer);

}  // namespace shouhou::app
