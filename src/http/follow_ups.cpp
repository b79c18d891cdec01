#include "http/follow_ups.h"

#include "app/case_tasks.h"
#include "app/clock_misses.h"
#include "app/follow_ups.h"

namespace shouhou::http {
namespace {

void add_due(Routes& routes) {
  using namespace app;
  constexpr Allow reader = permits(Permission::case_read);
  routes.add(read_route<ListFollowUps, FollowUpPage>(
      {.path = "/api/v1/follow-ups",
       .allow = reader,
       .summary = {"今天要跟进的：每日进展、约定回电、到时间再看", "what is to be followed up today"}},
      list_follow_ups));
  routes.add(read_route<DraftUpdate, UpdateDraft>(
      {.path = "/api/v1/cases/{id}/update-draft",
       .allow = reader,
       .summary = {"按实际进展起草今天给买家的话", "the progress message, drafted from what happened"}},
      draft_update));
  routes.add(write_route<PromiseCall, CaseChanged>({.method = "POST",
                                                    .path = "/api/v1/cases/{id}/calls",
                                                    .allow = permits(Permission::case_write),
                                                    .summary = {"约定回电", "promise a call"}},
                                                   promise_call));
}

void add_tasks(Routes& routes) {
  using namespace app;
  constexpr Allow worker = permits(Permission::task_write);
  routes.add(read_route<ListTasks, TaskList>({.path = "/api/v1/tasks",
                                              .allow = permits(Permission::task_read),
                                              .summary = {"未完成的协同任务", "open tasks"}},
                                             list_tasks));
  routes.add(write_route<TakeTask, CaseChanged>({.method = "POST",
                                                 .path = "/api/v1/cases/{id}/tasks/{task}/take",
                                                 .allow = worker,
                                                 .summary = {"领取任务", "take a task"}},
                                                take_task));
  routes.add(write_route<AssignTask, CaseChanged>(
      {.method = "POST",
       .path = "/api/v1/cases/{id}/tasks/{task}/assign",
       .allow = worker,
       .summary = {"转交任务，或放回部门", "hand a task on, or back to its department"}},
      assign_task));
}

void add_misses(Routes& routes) {
  using namespace app;
  constexpr Allow reader = permits(Permission::case_read);
  routes.add(read_route<ListMisses, MissPage>({.path = "/api/v1/clocks/misses",
                                               .allow = reader,
                                               .summary = {"超时记录", "deadlines that were missed"}},
                                              list_misses));
  routes.add(read_route<SumMisses, MissSum>(
      {.path = "/api/v1/clocks/miss-counts",
       .allow = reader,
       .summary = {"超时次数：按天、时限、人", "misses by day, clock and person"}},
      sum_misses));
  routes.add(write_route<ExplainMiss, MissView>({.method = "POST",
                                                 .path = "/api/v1/clocks/misses/{id}/why",
                                                 .allow = permits(Permission::case_write),
                                                 .summary = {"补写超时原因", "say why it was missed"}},
                                                explain_miss));
}

}  // namespace

void add_follow_up_routes(Routes& routes) {
  add_due(routes);
  add_tasks(routes);
  add_misses(routes);
}

}  // namespace shouhou::http
