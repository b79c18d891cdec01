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

struct ListTasks {
  std::optional<domain::Department> department;
  bool mine = false;
  int limit = 100;
};
BOOST_DESCRIBE_STRUCT(ListTasks, (), (department, mine, limit))

struct TaskItem {
  CaseId case_id;
  std::int64_t case_number = 0;
  TaskId id;
  domain::Department department = domain::Department::service;
  std::string title;
  AccountId assignee;
  std::optional<Instant> due;
  Instant added;
};
BOOST_DESCRIBE_STRUCT(TaskItem, (), (case_id, case_number, id, department, title, assignee, due, added))

struct TaskList {
  std::vector<TaskItem> items;
};
BOOST_DESCRIBE_STRUCT(TaskList, (), (items))
// Open tasks, earliest due first. Needs task_read.
Result<TaskList> list_tasks(ports::ReadUnit& unit, const ports::Actor& actor, const ListTasks& command);

}  // namespace shouhou::app
