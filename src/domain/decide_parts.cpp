// Answers, notes, tags, tasks, and two cases that become one.
#include "domain/clock_words.h"
#include "domain/decide_case.h"
#include "domain/questions.h"

namespace shouhou::domain {

using namespace ask;

namespace {

constexpr Span longest_promise = days(30);

tl::unexpected<Error> no_such_task() {
  return fail(ErrorKind::not_found, "case.no_such_task", {"没有这项任务", "there is no such task"}, "task");
}

auto task_over() {
  return conflict("case.task_finished", {"任务已经结束", "the task is over"});
}

}  // namespace

DecideCase::Outcome DecideCase::operator()(const AnswerQuestion& command) const {
  SHOUHOU_TRY(check(command.answer));
  SHOUHOU_TRY(has_room(state.answers));
  const auto known = std::ranges::find_if(
      state.answers, [&](const CaseAnswer& answer) { return answer.same_question(command.answer); });
  const std::string before = known == state.answers.end() ? std::string() : known->value;
  if (before == command.answer.value) return nothing_changes();
  happened::Answered event{command.answer};
  event.answer.by = deciding.account;
  event.answer.at = deciding.now;
  return std::vector<CaseEvent>{event};
}

DecideCase::Outcome DecideCase::operator()(const Judge& command) const {
  if (command.rules == state.judged_by) return nothing_changes();
  return std::vector<CaseEvent>{happened::Judged{command.rules}};
}

DecideCase::Outcome DecideCase::operator()(const AddNote& command) const {
  if (command.mentions.size() > 50)
    return fail(ErrorKind::too_large, "case.full", {"提及的人太多", "too many people are mentioned"},
                "mentions");
  return std::vector<CaseEvent>{happened::NoteAdded{command.note, command.mentions}};
}

DecideCase::Outcome DecideCase::operator()(const ask::Tag& command) const {
  SHOUHOU_TRY(valid_tag(command.tag));
  if (state.tagged(command.tag)) return nothing_changes();
  SHOUHOU_TRY(has_room(state.tags));
  return std::vector<CaseEvent>{happened::Tagged{command.tag}};
}

DecideCase::Outcome DecideCase::operator()(const ask::Untag& command) const {
  if (!state.tagged(command.tag)) return nothing_changes();
  return std::vector<CaseEvent>{happened::Untagged{command.tag}};
}

DecideCase::Outcome DecideCase::operator()(const AddTask& command) const {
  SHOUHOU_TRY(fits(command.task.title, longest_title, "title"));
  SHOUHOU_TRY(has_room(state.tasks));
  Task task = command.task;
  task.state = TaskState::to_do;
  task.added = deciding.now;
  task.finished.reset();
  if (!task.due) task.due = due_of(task.department);
  return std::vector<CaseEvent>{happened::TaskAdded{task}};
}

std::optional<Instant> DecideCase::due_of(Department department) const {
  if (!deciding.follow_up) return std::nullopt;
  const DepartmentRule& rule = deciding.follow_up->department(department);
  if (rule.due.ms <= 0) return std::nullopt;
  return calendar(rule.calendar).add(deciding.now, rule.due);
}

DecideCase::Outcome DecideCase::operator()(const AssignTask& command) const {
  const Task* task = state.task(command.task);
  if (!task) return no_such_task();
  if (task->state != TaskState::to_do) return task_over();
  if (task->assignee == command.to) return nothing_changes();
  return std::vector<CaseEvent>{happened::TaskAssigned{command.task, command.to, command.to_name}};
}

DecideCase::Outcome DecideCase::operator()(const PromiseCall& command) const {
  SHOUHOU_TRY(fits(command.task.title, longest_title, "title"));
  SHOUHOU_TRY(has_room(state.tasks));
  SHOUHOU_TRY(has_room(state.clocks));
  if (command.at <= deciding.now || command.at - deciding.now > longest_promise) {
    return invalid("case.call_time", "at",
                   {"回电时间应在今后三十天之内", "the call is promised for within the next thirty days"});
  }
  std::vector<CaseEvent> events;
  // Promised anew: the old time no longer counts.
  add(events, end_clock(clock_kind::call_back, true));
  end_tasks_of(clock_kind::call_back, TaskState::cancelled, "改约", events);
  CaseClock clock;
  clock.kind = clock_kind::call_back;
  clock.source = ClockSource::shop_promise;
  clock.consequence = Consequence::broken_promise;
  clock.start = deciding.now;
  clock.allowed = command.at - deciding.now;
  clock.basis = "P-E1";
  events.push_back(happened::ClockStarted{clock});
  Task task = command.task;
  task.department = Department::service;
  task.clock = clock_kind::call_back;
  task.state = TaskState::to_do;
  task.added = deciding.now;
  task.due = command.at;
  task.finished.reset();
  events.push_back(happened::TaskAdded{task});
  return events;
}

void DecideCase::end_tasks_of(std::string_view clock, TaskState end, std::string result,
                              std::vector<CaseEvent>& events) const {
  for (const Task& task : state.tasks) {
    if (task.clock != clock || task.state != TaskState::to_do) continue;
    events.push_back(happened::TaskFinished{task.id, end, result});
  }
}

DecideCase::Outcome DecideCase::operator()(const FinishTask& command) const {
  SHOUHOU_TRY(fits(command.result, longest_summary, "result", command.state == TaskState::cancelled));
  const Task* task = state.task(command.task);
  if (!task) return no_such_task();
  if (command.state == TaskState::to_do) return no_such_move();
  if (task->state == command.state) return nothing_changes();
  if (task->state != TaskState::to_do) return task_over();
  std::vector<CaseEvent> events{happened::TaskFinished{command.task, command.state, command.result}};
  if (!task->clock.empty()) add(events, end_clock(task->clock, command.state == TaskState::cancelled));
  return events;
}

DecideCase::Outcome DecideCase::operator()(const MergeIn& command) const {
  const Case& other = *command.other;
  if (other.shop != state.shop || other.id == state.id || !other.live() || !state.live()) {
    return conflict("case.no_merge",
                    {"只能合并两张不同的未关闭售后单", "only two different live cases merge"}, "away");
  }
  happened::MergedIn event;
  event.other = other.id;
  event.other_number = other.number;
  event.heard = other.heard;
  for (const CaseLine& line : other.lines) {
    if (!state.shares_line_with({line})) event.lines.push_back(line);
  }
  event.reports = other.reports;
  for (Report& report : event.reports) {
    if (!report.from) report.from = other.id;
  }
  event.evidence = other.evidence;
  for (const RefundMark& refund : other.refunds) {
    if (!state.refund(refund.key)) event.refunds.push_back(refund);
  }
  for (const ReturnMark& mark : other.returns) {
    if (std::ranges::find(state.returns, mark.key, &ReturnMark::key) == state.returns.end()) {
      event.returns.push_back(mark);
    }
  }
  event.tasks = other.tasks;
  event.tags = other.tags;
  for (const CaseAnswer& answer : other.answers) {
    const auto answered = [&](const CaseAnswer& known) { return known.same_question(answer); };
    if (std::ranges::none_of(state.answers, answered)) event.answers.push_back(answer);
  }
  for (const CaseClock& clock : other.clocks) {
    if (clock.running() && !state.running_clock(clock.kind)) event.clocks.push_back(clock);
  }
  SHOUHOU_TRY(has_room(state.reports, event.reports.size()));
  SHOUHOU_TRY(has_room(state.answers, event.answers.size()));
  SHOUHOU_TRY(has_room(state.lines, event.lines.size()));
  SHOUHOU_TRY(has_room(state.evidence, event.evidence.size()));
  SHOUHOU_TRY(has_room(state.refunds, event.refunds.size()));
  SHOUHOU_TRY(has_room(state.returns, event.returns.size()));
  SHOUHOU_TRY(has_room(state.tasks, event.tasks.size()));
  SHOUHOU_TRY(has_room(state.tags, event.tags.size()));
  SHOUHOU_TRY(has_room(state.clocks, event.clocks.size()));
  return std::vector<CaseEvent>{event};
}

DecideCase::Outcome DecideCase::operator()(const MergeAway& command) const {
  if (command.into == state.id || !command.into) return nothing_changes();
  return std::vector<CaseEvent>{happened::MergedAway{command.into, command.into_number}};
}

}  // namespace shouhou::domain
