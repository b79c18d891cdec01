// 协同任务: work for warehouse, logistics, purchasing, finance that a case waits for (P-E1).
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/case_words.h"

namespace shouhou::domain {

struct Task {
  TaskId id;
  Department department = Department::service;
  std::string title;
  std::string clock;   // kind of the clock that this work meets: "call_back"; empty: none
  AccountId assignee;  // none: anybody of the department
  std::optional<Instant> due;
  TaskState state = TaskState::to_do;
  std::string result;  // what came out, or why it was cancelled
  Instant added;
  std::optional<Instant> finished;

  bool operator==(const Task&) const = default;
};
BOOST_DESCRIBE_STRUCT(Task, (), (id, department, title, clock, assignee, due, state, result, added, finished))

}  // namespace shouhou::domain
