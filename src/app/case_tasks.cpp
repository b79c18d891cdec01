#include "app/case_tasks.h"

#include <algorithm>

namespace shouhou::app {

namespace ask = domain::ask;

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
