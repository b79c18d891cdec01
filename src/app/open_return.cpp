#include "app/open_return.h"

#include "app/change_case.h"

namespace shouhou::app {

Result<ReturnId> open_return(ports::Unit& unit, const ports::Actor& actor, const OpenReturn& command) {
  const auto id = unit.ids().next<ReturnId>(unit.now());
  SHOUHOU_TRY(change_case(unit, actor, {command.case_id, {}},
                          domain::ask::MoveReturn{id.str(), domain::ReturnState::announced, {}}));
  return id;
}

}  // namespace shouhou::app
