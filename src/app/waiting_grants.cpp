#include "app/waiting_grants.h"

#include <algorithm>

#include "ports/grants.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;

bool ends(const domain::Case& state, const domain::CaseCommand& command) {
  if (std::holds_alternative<ask::Close>(command)) return true;
  const auto* move = std::get_if<ask::MoveStep>(&command);
  return move != nullptr && move->to == domain::Step::registering && state.step == domain::Step::follow_up;
}

}  // namespace

std::vector<domain::Lack> waiting_grants(ports::ReadUnit& unit, const domain::Case& state) {
  return domain::lacks_of(unit.grants().of_case(state.shop, state.id));
}

Result<void> nothing_waits(ports::ReadUnit& unit, const domain::Case& state,
                           const std::vector<domain::CaseCommand>& commands) {
  const bool any =
      std::ranges::any_of(commands, [&](const domain::CaseCommand& command) { return ends(state, command); });
  if (!any) return {};
  const std::vector<domain::Lack> lacks = waiting_grants(unit, state);
  if (lacks.empty()) return {};
  return fail(ErrorKind::conflict, "case.guard", lacks.front().text);
}

}  // namespace shouhou::app
