// How every change of a return happens: load, compare versions, decide, save, record; and how its case hears
// of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/require.h"
#include "domain/cases.h"
#include "domain/returns.h"
#include "ports/actor.h"
#include "ports/returns.h"
#include "ports/store.h"

namespace shouhou::app {

// The same person with every permission: for what follows from an act that the person was allowed.
ports::Actor desk_for(const ports::Actor& actor);

// Errors: return.not_found.
Result<domain::Return> load_return(ports::ReadUnit& unit, ShopId shop, ReturnId id);

struct ChangedReturn {
  domain::Return before;
  domain::Return after;
  std::vector<std::string> events;
};

// Several commands, all or none. Errors: return.not_found, return.changed (stale), those of domain::decide.
Result<ChangedReturn> change_return(ports::Unit& unit, const ports::Actor& actor, ReturnId id,
                                    std::optional<std::int64_t> version,
                                    const std::vector<domain::ReturnCommand>& commands);

// Into the shop's stream, under the return's case.
void record_return(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                   const std::string& kind);

// The case's own mark of the return. A case that was closed is opened again when goods come that nobody
// waited for any more; one that was closed too long ago is left alone.
Result<void> tell_case(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                       domain::ReturnState now_is, const std::string& reason);

// A task of the return's case, also where that is closed: goods are dealt with after the buyer is settled.
Result<TaskId> ask_department(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                              domain::Department department, const std::string& title,
                              std::optional<Instant> due = std::nullopt);

}  // namespace shouhou::app
