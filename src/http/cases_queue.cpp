#include "app/case_tasks.h"
#include "app/list_issues.h"
#include "app/list_mentions.h"
#include "app/list_queue.h"
#include "app/open_case.h"
#include "app/show_case.h"
#include "http/cases.h"

namespace shouhou::http {

void add_queue_routes(Routes& routes) {
  using namespace app;
  constexpr Allow reader = permits(Permission::case_read);
  routes.add(
      read_route<ListQueue, QueuePage>({.path = "/api/v1/queue",
                                        .allow = reader,
                                        .summary = {"队列，最急的在前", "the queue, most urgent first"}},
                                       list_queue));
  routes.add(read_route<Nothing, QueueCounts>({.path = "/api/v1/queue/counts",
                                               .allow = reader,
                                               .summary = {"队列各栏的数目", "how many cases there are"},
                                               .name = "queue_counts"},
                                              queue_counts));
  routes.add(read_route<ListTasks, TaskList>({.path = "/api/v1/tasks",
                                              .allow = permits(Permission::task_read),
                                              .summary = {"未完成的协同任务", "open tasks"}},
                                             list_tasks));
  routes.add(read_route<Nothing, IssueList>({.path = "/api/v1/issues",
                                             .allow = reader,
                                             .summary = {"问题类型", "the issues a case can have"},
                                             .name = "list_issues"},
                                            list_issues));
  routes.add(read_route<Nothing, MentionList>({.path = "/api/v1/mentions",
                                               .allow = reader,
                                               .summary = {"提到我的备注", "notes that mention me"},
                                               .name = "list_mentions"},
                                              list_mentions));
  routes.add(read_route<FindCase, CaseView>({.path = "/api/v1/case-numbers/{number}",
                                             .allow = reader,
                                             .summary = {"按编号打开售后单", "a case by its number"}},
                                            find_case));
  routes.add(write_route<OpenCase, OpenedCase>(
      {.method = "POST",
       .path = "/api/v1/cases",
       .allow = permits(Permission::case_write),
       .summary = {"新建售后单，或并入同一问题", "open a case, or report into the open one"},
       .status = 201},
      open_case));
}

}  // namespace shouhou::http
