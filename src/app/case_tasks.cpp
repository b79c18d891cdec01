#include "app/case_tasks.h"

#include <algorithm>

#include "app/deeds.h"
#include "base/utf8.h"

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

Result<TaskList> list_tasks(ports::ReadUnit& unit, const ports::Actor& actor, const ListTasks& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::task_read));
  ports::TaskFilter filter;
  filter.department = command.department;
  if (command.mine) filter.assignee = actor.account;
  TaskList list;
  for (const ports::TaskRow& row :
       unit.cases().open_tasks(actor.shop, filter, std::clamp(command.limit, 1, 500))) {
    list.items.push_back({row.case_id, row.case_number, row.task.id, row.task.department, row.task.title,
                          row.task.assignee, row.task.due, row.task.added});
  }
  return list;
}

}  // namespace shouhou::app
