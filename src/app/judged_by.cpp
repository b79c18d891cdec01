#include "app/judged_by.h"

namespace shouhou::app {

Result<void> remember_rules(ports::Unit& unit, const ports::Actor& actor, CaseId id) {
  const std::string version = unit.cases().rules(actor.shop).book->version;
  SHOUHOU_TRY(change_case(unit, actor, {id, {}}, domain::ask::Judge{version}));
  return {};
}

}  // namespace shouhou::app
