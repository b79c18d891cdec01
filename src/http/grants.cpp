#include "http/grants.h"

#include "app/dead_letters.h"
#include "app/deeds.h"
#include "app/grant_remedy.h"
#include "app/show_ledger.h"
#include "http/problem.h"

namespace shouhou::http {
namespace {

// POST /api/v1/<path>: a change whose command has the path's {id}.
template <class Command, class View, class Use>
void change(Routes& routes, const char* path, Permission permission, Text summary, Use use,
            std::string operation = {}) {
  RouteRow row;
  row.method = "POST";
  row.path = std::string("/api/v1/") + path;
  row.allow = permits(permission);
  row.summary = std::move(summary);
  row.name = std::move(operation);
  routes.add(write_route<Command, View>(std::move(row), use));
}

// Confirming keeps what it found out (the doubt) also where its answer is a refusal.
void add_confirming(Routes& routes) {
  RouteRow row;
  row.method = "POST";
  row.path = "/api/v1/deeds/{id}/confirm";
  row.allow = permits(Permission::case_read);
  row.summary = {"确认已办（可重复）", "it is done; again with the same reference changes nothing"};
  Route route = typed_route<app::ConfirmDeed, app::DeedView>(std::move(row));
  const RouteRow saved = route;
  route.write = [saved](Call& call) -> Result<PreparedWrite> {
    SHOUHOU_ASSIGN(const app::ConfirmDeed command, read_command<app::ConfirmDeed>(call));
    auto view = std::make_shared<app::DeedView>();
    PreparedWrite prepared;
    prepared.run = [view, command](ports::Unit& unit, const ports::Actor& actor) -> Result<void> {
      SHOUHOU_ASSIGN(*view, app::confirm_deed(unit, actor, command));
      return {};
    };
    prepared.respond = [saved, view, reference = command.reference, language = call.language] {
      if (view->doubt.empty() || reference == view->reference) return json_response(saved, *view);
      return problem({ErrorKind::conflict,
                      "deed.confirmed_otherwise",
                      {"已经以 " + view->reference + " 确认过；又报 " + view->doubt + "，已交主管核对",
                       "it was confirmed as " + view->reference + " and now as " + view->doubt +
                           "; a lead has been told"},
                      "reference"},
                     language);
    };
    return prepared;
  };
  routes.add(std::move(route));
}

void add_deeds(Routes& routes) {
  using namespace app;
  using enum Permission;
  routes.add(read_route<ListDeeds, DeedPage>({.path = "/api/v1/deeds",
                                              .allow = permits(case_read),
                                              .summary = {"执行项（待办、在办、失败…）", "deeds"}},
                                             list_deeds));
  // The deed's own permission depends on its kind: paying or other work.
  change<TakeDeed, DeedView>(routes, "deeds/{id}/take", case_read, {"我来办", "take it in hand"}, take_deed);
  change<TakeDeed, DeedView>(routes, "deeds/{id}/release", case_read, {"放回", "put it back"}, release_deed,
                             "release_deed");
  add_confirming(routes);
  change<FailDeed, DeedView>(routes, "deeds/{id}/fail", case_read, {"没办成", "it failed"}, fail_deed);
  change<CancelDeed, DeedView>(routes, "deeds/{id}/cancel", remedy_propose, {"取消", "cancel it"},
                               cancel_deed);
  change<SettleDoubt, DeedView>(routes, "deeds/{id}/settle", remedy_approve,
                                {"主管核对：没有重复", "a lead has looked: not done twice"}, settle_doubt);
  routes.add(read_route<ListDeadLetters, DeadLetterPage>(
      {.path = "/api/v1/dead-letters",
       .allow = permits(case_read),
       .summary = {"死信：系统放弃执行的", "what the desk gave up on"}},
      list_dead_letters));
  change<ReviveDeadLetter, DeadLetter>(routes, "dead-letters/{id}/revive", task_write,
                                       {"再试一次", "try it again"}, revive_dead_letter);
}

}  // namespace

void add_grant_routes(Routes& routes) {
  using namespace app;
  using enum Permission;
  routes.add(read_route<ListGrants, GrantList>({.path = "/api/v1/cases/{id}/grants",
                                                .allow = permits(case_read),
                                                .summary = {"已授予的方案和台账合计", "grants and sums"}},
                                               list_grants));
  routes.add(read_route<ShowLedger, LedgerView>({.path = "/api/v1/cases/{id}/ledger",
                                                 .allow = permits(case_read),
                                                 .summary = {"台账逐笔", "the ledger, line by line"}},
                                                show_ledger));
  RouteRow row;
  row.method = "POST";
  row.path = "/api/v1/cases/{id}/grants";
  row.allow = permits(remedy_propose);
  row.summary = {"授予方案；超出权限的待审批",
                 "grant a remedy; beyond one's authority it waits for approval"};
  row.status = 201;
  routes.add(write_route<GrantRemedy, GrantView>(std::move(row), grant_remedy));
  routes.add(read_route<ListApprovals, ApprovalPage>(
      {.path = "/api/v1/approvals",
       .allow = permits(remedy_propose),
       .summary = {"等待第二人同意的方案", "what waits for a second person"}},
      list_approvals));
  change<DecideGrant, GrantView>(routes, "grants/{id}/approve", remedy_approve, {"同意", "agree"},
                                 approve_grant, "approve_grant");
  change<DecideGrant, GrantView>(routes, "grants/{id}/refuse", remedy_approve, {"不同意", "refuse"},
                                 refuse_grant, "refuse_grant");
  change<DecideGrant, GrantView>(routes, "grants/{id}/withdraw", remedy_propose,
                                 {"收回或撤销", "take back or revoke"}, withdraw_grant, "withdraw_grant");
  add_deeds(routes);
}

}  // namespace shouhou::http
