#include "app/list_issues.h"
#include "app/list_mentions.h"
#include "app/list_queue.h"
#include "app/open_case.h"
#include "app/show_case.h"
#include "http/cases.h"
#include "http/kept_pages.h"
#include "http/kept_rows.h"

namespace shouhou::http {
namespace {

// Bytes.
constexpr std::size_t kept_pages = 8 << 20;
constexpr std::size_t kept_rows = 12 << 20;

// What decides how a page looks, besides the state of the shop.
std::string key_of(const Call& call, const ports::CaseRules& rules) {
  return call.actor.shop.str() + (call.actor.language == Language::zh ? "z" : "e") +
         call.actor.account.str() + rules.book->version + "?" + call.request.query;
}

Result<std::string> write_page(Call& call, ports::ReadUnit& unit, KeptRows& kept) {
  SHOUHOU_ASSIGN(const app::ListQueue query, read_command<app::ListQueue>(call));
  SHOUHOU_ASSIGN(const app::QueueRows found, app::queue_rows(unit, call.actor, query));
  const ports::CaseRules& rules = unit.cases().rules(call.actor.shop);
  std::string page;
  page.reserve(1024 * (found.rows.size() + 1));
  page += R"({"items":[)";
  kept.write(page, found.rows, call.actor.language, rules.book->version, [&](const ports::QueueRow& row) {
    return to_json(app::queue_item(row, rules, call.actor.language));
  });
  page += R"(],"next":)";
  write_string(page, found.next);
  page += '}';
  return page;
}

// The queue: a page is written anew only when something of the shop has changed since, and then only the rows
// that have changed are worded anew. What depends on the time of day (a clock within so many minutes) is
// never kept as a page.
Route queue_route(RouteRow row) {
  Route route = read_route<app::ListQueue, app::QueuePage>(std::move(row), app::list_queue);
  auto pages = std::make_shared<KeptPages>(kept_pages);
  auto rows = std::make_shared<KeptRows>(kept_rows);
  route.read = [pages, rows](Call& call, ports::ReadUnit& unit) -> Result<net::Response> {
    const bool timely = call.request.query.find("clock_within") != std::string::npos;
    const std::string key = key_of(call, unit.cases().rules(call.actor.shop));
    const std::int64_t sequence = unit.last_sequence(call.actor.shop);
    net::Response response;
    response.content_type = "application/json";
    if (const auto kept = timely ? nullptr : pages->find(key, sequence)) {
      response.shared = kept;
      return response;
    }
    SHOUHOU_ASSIGN(std::string page, write_page(call, unit, *rows));
    if (timely) {
      response.body = std::move(page);
      return response;
    }
    response.shared = std::make_shared<const std::string>(std::move(page));
    pages->keep(key, sequence, response.shared);
    return response;
  };
  return route;
}

}  // namespace

void add_queue_routes(Routes& routes) {
  using namespace app;
  constexpr Allow reader = permits(Permission::case_read);
  routes.add(queue_route({.path = "/api/v1/queue",
                          .allow = reader,
                          .summary = {"队列，最急的在前", "the queue, most urgent first"}}));
  routes.add(read_route<Nothing, QueueCounts>({.path = "/api/v1/queue/counts",
                                               .allow = reader,
                                               .summary = {"队列各栏的数目", "how many cases there are"},
                                               .name = "queue_counts"},
                                              queue_counts));
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
