#include "app/case_tasks.h"

#include <algorithm>
#include <map>

#include "app/cursor.h"
#include "app/deeds.h"
#include "base/utf8.h"
#include "ports/accounts.h"

namespace shouhou::app {

namespace ask = domain::ask;

namespace {

// The task of a deed and the deed are one thing.
Result<void> finish_deed_of_task(ports::Unit& unit, const ports::Actor& actor, const domain::Deed& deed,
                                 const FinishTask& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::task_write));
  const auto nothing = [](auto&&) {};
  if (command.state == domain::TaskState::cancelled) {
    return fail_deed(unit, actor, {deed.id, command.result, false}).and_then([&](const DeedView& view) {
      if (!open(view.state)) return Result<void>{};
      return cancel_deed(unit, actor, {deed.id, command.result}).map(nothing);
    });
  }
  return confirm_deed(unit, actor, {deed.id, utf8::shorten(command.result, 128), {}}).map(nothing);
}

}  // namespace

Result<CaseChanged> add_task(ports::Unit& unit, const ports::Actor& actor, const AddTask& command) {
  domain::Task task;
  task.id = unit.ids().next<TaskId>(unit.now());
  task.department = command.department;
  task.title = command.title;
  task.assignee = command.assignee;
  task.due = command.due;
  return change_case(unit, actor, {command.id, {}}, ask::AddTask{task});
}

Result<CaseChanged> finish_task(ports::Unit& unit, const ports::Actor& actor, const FinishTask& command) {
  if (const auto deed = unit.grants().deed_of_task(actor.shop, command.task); deed && open(deed->state)) {
    SHOUHOU_TRY(finish_deed_of_task(unit, actor, *deed, command));
    return change_case(unit, actor, {deed->case_id, {}}, std::vector<domain::CaseCommand>(), true);
  }
  return change_case(unit, actor, {command.id, {}},
                     ask::FinishTask{command.task, command.state, command.result}, true);
}

Result<CaseChanged> assign_task(ports::Unit& unit, const ports::Actor& actor, const AssignTask& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::task_write));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, true));
  const domain::Task* task = state.task(command.task);
  const bool others = task && task->assignee && task->assignee != actor.account;
  if (others) {
    SHOUHOU_TRY(require(actor, domain::Permission::case_assign));
  }
  std::string name;
  if (command.to) {
    const auto account = unit.accounts().account(actor.shop, command.to);
    if (!account || account->disabled) {
      return fail(ErrorKind::not_found, "account.not_found", {"没有这位同事", "there is no such colleague"},
                  "to");
    }
    name = account->name;
  }
  return change_case(unit, actor, {command.id, {}}, ask::AssignTask{command.task, command.to, name}, true);
}

Result<CaseChanged> take_task(ports::Unit& unit, const ports::Actor& actor, const TakeTask& command) {
  return assign_task(unit, actor, {command.id, command.task, actor.account});
}

Result<TaskList> list_tasks(ports::ReadUnit& unit, const ports::Actor& actor, const ListTasks& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::task_read));
  ports::TaskFilter filter;
  filter.department = command.department;
  if (command.assignee) filter.assignee = command.assignee;
  if (command.unassigned) filter.assignee = AccountId{};
  if (command.mine) filter.assignee = actor.account;
  if (command.overdue) filter.due_before = unit.now();
  ports::TaskPlace after;
  if (!command.cursor.empty()) {
    const auto place = read_cursor<2>(command.cursor);
    if (!place) return invalid("task.cursor", "cursor", {"翻页位置不对", "this is no cursor"});
    after = {(*place)[0], TaskId{(*place)[1]}};
  }
  const int limit = std::clamp(command.limit, 1, 500);
  TaskList list;
  std::map<AccountId, std::string> names;
  for (const ports::TaskRow& row : unit.cases().open_tasks(actor.shop, filter, after, limit)) {
    const domain::Task& task = row.task;
    if (task.assignee && !names.contains(task.assignee)) {
      const auto account = unit.accounts().account(actor.shop, task.assignee);
      names[task.assignee] = account ? account->name : std::string();
    }
    list.items.push_back({row.case_id, row.case_number, row.subject, row.buyer_label, task.id,
                          task.department, task.title, task.assignee,
                          task.assignee ? names[task.assignee] : std::string(), task.due,
                          task.due && *task.due < unit.now(), task.added});
  }
  if (list.items.size() == static_cast<std::size_t>(limit)) {
    const TaskItem& last = list.items.back();
    list.next = write_cursor({last.due ? last.due->ms : ports::never_due, last.id.value});
  }
  return list;
}

}  // namespace shouhou::app
