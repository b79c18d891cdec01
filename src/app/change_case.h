// How every change of a case happens: load, compare versions, decide, save, record, count. The use cases
// beside this file only turn their command into the domain's.
#pragma once

#include <boost/describe/class.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/require.h"
#include "domain/case_commands.h"
#include "ports/actor.h"
#include "ports/cases.h"
#include "ports/store.h"

namespace shouhou::app {

// What a change answers. `events` are the kinds of what happened, in order.
struct CaseChanged {
  CaseId id;
  std::int64_t number = 0;
  std::int64_t version = 0;
  domain::Step step = domain::Step::contact;
  domain::Status status = domain::Status::open;
  AccountId assignee;
  Instant due;
  std::vector<std::string> events;
};
BOOST_DESCRIBE_STRUCT(CaseChanged, (), (id, number, version, step, status, assignee, due, events))

// Which case, and which version of it the person was looking at (none: whatever it is now).
struct CaseTarget {
  CaseId id;
  std::optional<std::int64_t> version;
};

// Errors: case.not_found, case.changed (stale; says who changed what since), and those of domain::decide. A
// command for a case that was merged away goes to the surviving one when `follow_merge` is set: what comes
// from outside must land somewhere.
Result<CaseChanged> change_case(ports::Unit& unit, const ports::Actor& actor, const CaseTarget& target,
                                const domain::CaseCommand& command, bool follow_merge = false);

// Several commands, all or none.
Result<CaseChanged> change_case(ports::Unit& unit, const ports::Actor& actor, const CaseTarget& target,
                                const std::vector<domain::CaseCommand>& commands, bool follow_merge = false);

// The same for a case as it was just loaded in this unit. Errors: case.changed where the stored version is
// not that of `before`, and those of domain::decide.
struct LoadedChange {
  domain::Case state;
  domain::Urgency urgency;
  std::vector<domain::CaseEvent> events;
};
Result<LoadedChange> change_loaded(ports::Unit& unit, const ports::Actor& actor, const domain::Case& before,
                                   const std::vector<domain::CaseCommand>& commands);

// The case a merged one lives on in; itself where it was not merged. Errors: case.not_found.
Result<domain::Case> load_case(ports::ReadUnit& unit, ShopId shop, CaseId id, bool follow_merge);

// Records what was decided: the events of the shop's stream, and the counters between before and after
// (before none for a new case).
void record_case(ports::Unit& unit, const ports::Actor& actor, const std::vector<domain::CaseEvent>& events,
                 const domain::Case& after);
void count_case(ports::Unit& unit, const domain::Case* before, const domain::Case* after);

// The names of the counters a case counts in, each once. docs: "case:open", "case:step:verify" …
std::vector<std::string> counters_of(const domain::Case& state);

}  // namespace shouhou::app
