// Taking back what the dock said by mistake.
#include <algorithm>

#include "app/change_case.h"
#include "app/grant_remedy.h"
#include "app/return_clocks.h"
#include "app/return_settings.h"
#include "app/work_return.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask_return;
using domain::TaskState;

// The tasks that followed the decision carry the return's number: "寄回给买家（R12）：…".
bool about(const domain::Task& task, const char* what, std::int64_t number) {
  return task.title.starts_with(what) &&
         task.title.find("（R" + std::to_string(number) + "）") != std::string::npos;
}

// Work that rests on the decision is called off; goods that went back to the buyer are gone.
Result<void> call_off_tasks(const domain::Case& its_case, const domain::Return& state,
                            const std::string& reason, std::vector<domain::CaseCommand>& commands) {
  const Instant decided = state.decided_at.value_or(Instant{});
  for (const domain::Task& task : its_case.tasks) {
    const bool sends_back = about(task, "寄回给买家", state.number);
    if (task.added < decided || (!sends_back && !about(task, "签收时已放款", state.number))) continue;
    if (sends_back && task.state == TaskState::done) {
      return fail(ErrorKind::conflict, "return.sent_back",
                  {"不合格的商品已经寄回给买家，不能撤销",
                   "the rejected goods have gone back to the buyer: it is too late to undo this"});
    }
    if (task.state != TaskState::to_do) continue;
    commands.push_back(domain::ask::FinishTask{task.id, TaskState::cancelled, utf8::shorten(reason, 300)});
  }
  return {};
}

// The mark that the case has of these goods: of a second arrival where there was one.
std::string mark_of(const domain::Case& its_case, const domain::Return& state) {
  const std::string late = state.id.str() + "-late";
  const bool came_late =
      std::ranges::find(its_case.returns, late, &domain::ReturnMark::key) != its_case.returns.end();
  return came_late ? late : state.id.str();
}

// The money that the receipt (where it goes with the scan) or the decision had set going waits again.
Result<bool> money_waits_again(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                               ReturnUndo what, const std::string& reason) {
  const bool by_scan = refund_at(unit, actor.shop) == RefundAt::scan;
  const bool receipt = what == ReturnUndo::receipt;
  if (!state.grant || by_scan != receipt) return false;
  const Instant since =
      receipt ? state.received_at.value_or(Instant{}) : state.decided_at.value_or(Instant{});
  SHOUHOU_TRY(goods_in_doubt(unit, desk_for(actor), {state.grant, since, reason}));
  return true;
}

}  // namespace

Result<ReturnView> undo_return(ports::Unit& unit, const ports::Actor& actor, const UndoReturn& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.id));
  const bool receipt = command.what == ReturnUndo::receipt;
  const std::string reason = utf8::trim(command.reason);
  // Refused before anything is touched.
  const domain::DecidingReturn deciding{unit.now(), actor.account, actor.permissions};
  domain::ReturnCommand undo = ask::UndoDecision{reason, false};
  if (receipt) undo = ask::UndoReceipt{reason, false};
  SHOUHOU_TRY(decide(state, undo, deciding));
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, actor.shop, state.case_id, true));
  std::vector<domain::CaseCommand> commands;
  SHOUHOU_TRY(call_off_tasks(its_case, state, reason, commands));
  commands.push_back(domain::ask::MoveReturn{
      mark_of(its_case, state), receipt ? domain::ReturnState::announced : domain::ReturnState::received,
      utf8::shorten(reason, 400), true});
  SHOUHOU_TRY(change_case(unit, desk_for(actor), {its_case.id, {}}, commands));
  SHOUHOU_ASSIGN(const bool waits, money_waits_again(unit, actor, state, command.what, reason));
  undo = ask::UndoDecision{reason, waits};
  if (receipt) undo = ask::UndoReceipt{reason, waits};
  SHOUHOU_ASSIGN(const ChangedReturn changed,
                 change_return(unit, actor, command.id, command.version, {undo}));
  if (!receipt) SHOUHOU_TRY(start_dock_clocks(unit, actor, changed.after));
  return view_of(unit, actor, changed.after);
}

}  // namespace shouhou::app
