// 协同任务: asking another department, and what came of it (P-E1).
#pragma once

#include "app/work_case.h"

namespace shouhou::app {

struct AddTask {
  CaseId id;
  domain::Department department = domain::Department::warehouse;
  std::string title;
  AccountId assignee;
  std::optional<Instant> due;
};
BOOST_DESCRIBE_STRUCT(AddTask, (), (id, department, title, assignee, due))
Result<CaseChanged> add_task(ports::Unit& unit, const ports::Actor& actor, const AddTask& command);

struct FinishTask {
  CaseId id;
  TaskId task;
  domain::TaskState state = domain::TaskState::done;
  std::string result;
};
BOOST_DESCRIBE_STRUCT(FinishTask, (), (id, task, state, result))
// Needs task_write.
Result<CaseChanged> finish_task(ports::Unit& unit, const ports::Actor& actor, const FinishTask& command);

// Takes it, hands it to somebody, or gives it back to the department (`to` none). Needs task_write; anybody
// else's task is handed on only by whoever may assign cases.
struct AssignTask {
  CaseId id;
  TaskId task;
  AccountId to;
};
BOOST_DESCRIBE_STRUCT(AssignTask, (), (id, task, to))
Result<CaseChanged> assign_task(ports::Unit& unit, const ports::Actor& actor, const AssignTask& command);

struct TakeTask {
  CaseId id;
  TaskId task;
};
BOOST_DESCRIBE_STRUCT(TakeTask, (), (id, task))
Result<CaseChanged> take_task(ports::Unit& unit, const ports::Actor& actor, const TakeTask& command);

struct ListTasks {
  std::optional<domain::Department> department;
  bool mine = false;
  bool unassigned = false;
  AccountId assignee;    // of somebody else
  bool overdue = false;  // only what should be done by now
  std::string cursor;    // of the page before
  int limit = 100;       // 1…500
};
BOOST_DESCRIBE_STRUCT(ListTasks, (), (department, mine, unassigned, assignee, overdue, cursor, limit))

struct TaskItem {
  CaseId case_id;
  std::int64_t case_number = 0;
  std::string subject;
  std::string buyer_label;
  TaskId id;
  domain::Department department = domain::Department::service;
  std::string title;
  AccountId assignee;
  std::string assignee_name;
  std::optional<Instant> due;
  bool overdue = false;
  Instant added;
};
BOOST_DESCRIBE_STRUCT(TaskItem, (),
                      (case_id, case_number, subject, buyer_label, id, department, title, assignee,
                       assignee_name, due, overdue, added))

struct TaskList {
  std::vector<TaskItem> items;
  std::string next;  // cursor of the next page; empty: this was the last
};
BOOST_DESCRIBE_STRUCT(TaskList, (), (items, next))
// Open tasks, earliest due first. Needs task_read. Errors: task.cursor (invalid).
Result<TaskList> list_tasks(ports::ReadUnit& unit, const ports::Actor& actor, const ListTasks& command);

}  // namespace shouhou::app
