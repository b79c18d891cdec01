#include "app/change_return.h"

#include <algorithm>

#include "app/change_case.h"
#include "app/return_settings.h"
#include "app/stored_json.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;

constexpr std::size_t longest_task = 110;  // characters

// What the stream says of a return.
struct ReturnHappened {
  std::string return_id;
  std::int64_t number = 0;
  domain::Reception reception = domain::Reception::announced;
  domain::Acceptance acceptance = domain::Acceptance::pending;
  std::int64_t received = 0;
  std::int64_t accepted = 0;
  std::string reason;

  bool operator==(const ReturnHappened&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReturnHappened, (),
                      (return_id, number, reception, acceptance, received, accepted, reason))

}  // namespace

ports::Actor desk_for(const ports::Actor& actor) {
  ports::Actor desk = actor;
  desk.permissions = domain::PermissionSet::all();
  return desk;
}

Result<domain::Return> load_return(ports::ReadUnit& unit, ShopId shop, ReturnId id) {
  auto state = unit.returns().load(shop, id);
  if (state) return *std::move(state);
  return fail(ErrorKind::not_found, "return.not_found", {"没有这张退货单", "there is no such return"});
}

Result<ChangedReturn> change_return(ports::Unit& unit, const ports::Actor& actor, ReturnId id,
                                    std::optional<std::int64_t> version,
                                    const std::vector<domain::ReturnCommand>& commands) {
  SHOUHOU_ASSIGN(domain::Return before, load_return(unit, actor.shop, id));
  if (version && *version != before.version) {
    return fail(ErrorKind::stale, "return.changed",
                {"有人改过这张退货单，请重新载入", "somebody has changed this return; load it again"},
                std::to_string(before.version));
  }
  ChangedReturn changed{before, std::move(before), {}};
  const domain::DecidingReturn deciding{unit.now(), actor.account, actor.permissions};
  for (const domain::ReturnCommand& command : commands) {
    SHOUHOU_ASSIGN(domain::ReturnDecision decision, decide(changed.after, command, deciding));
    changed.after = std::move(decision.state);
    for (std::string& event : decision.events) changed.events.push_back(std::move(event));
  }
  if (changed.events.empty()) return changed;
  SHOUHOU_TRY(unit.returns().update(changed.before, changed.after, patience_with(unit, changed.after)));
  for (const std::string& event : changed.events) record_return(unit, actor, changed.after, event);
  return changed;
}

void record_return(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                   const std::string& kind) {
  const ReturnHappened body{state.id.str(),   state.number,     state.reception, state.acceptance,
                            state.received(), state.accepted(), state.reason};
  unit.record(
      {state.shop, 0, state.case_id, kind, unit.now(), actor.account, actor.name, stored::to_json(body)});
}

Result<void> tell_case(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                       domain::ReturnState now_is, const std::string& reason) {
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, actor.shop, state.case_id, true));
  std::vector<domain::CaseCommand> commands;
  if (its_case.status() == domain::Status::closed) {
    const Span window = unit.cases().rules(actor.shop).guards.reopen_window;
    if (unit.now() - its_case.status_since() > window) return {};
    commands.push_back(ask::Reopen{"退货到仓（R" + std::to_string(state.number) + "）"});
  }
  std::string key = state.id.str();
  const auto mark = std::ranges::find(its_case.returns, key, &domain::ReturnMark::key);
  // What was finished stays finished; goods that come afterwards are a mark of their own.
  if (mark != its_case.returns.end() && mark->finished() && mark->state != now_is) key += "-late";
  commands.push_back(ask::MoveReturn{key, now_is, utf8::shorten(reason, 400)});
  const auto told = change_case(unit, desk_for(actor), {its_case.id, {}}, commands);
  if (!told && told.error().code != "case.return_finished") return forward(told.error());
  return {};
}

Result<TaskId> ask_department(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                              domain::Department department, const std::string& title,
                              std::optional<Instant> due) {
  ask::AddTask add;
  add.task.id = unit.ids().next<TaskId>(unit.now());
  add.task.department = department;
  add.task.title = utf8::shorten(title, longest_task);
  add.task.due = due;
  add.after_closing = true;
  const auto added = change_case(unit, desk_for(actor), {state.case_id, {}}, add, true);
  if (!added) return forward(added.error());
  return add.task.id;
}

}  // namespace shouhou::app
