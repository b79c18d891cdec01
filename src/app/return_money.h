// What a return means for the grant behind it: money that waited for goods is released, whole or in part, or
// called off; the deed "await the return" is done.
#pragma once

#include <string>

#include "domain/returns.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

// Which pieces count: those that came (at most what was expected), or those that were accepted.
enum class PiecesCounted { received, accepted };

// What of the grant's held money is not due when only these pieces count, by the settlement rules, plus what
// the inspection takes off; 0 … what is held.
Result<Fen> money_not_due(ports::ReadUnit& unit, const domain::Return& state, PiecesCounted counted);

// Releases what waited for the goods; the deed "await the return" is done with it. Without a grant there is
// nothing to do.
Result<void> release_money(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                           PiecesCounted counted, const std::string& reason);
// Nothing of it will be paid.
Result<void> call_money_off(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                            const std::string& reason);

}  // namespace shouhou::app
