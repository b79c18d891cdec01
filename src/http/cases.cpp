#include "http/cases.h"

#include "app/case_drafts.h"
#include "app/case_tasks.h"
#include "app/show_case.h"
#include "app/work_case.h"

namespace shouhou::http {
namespace {

// POST /api/v1/cases/{id}<rest>: a change of a case. `permission` is the least anybody needs; the life cycle
// asks for more where a move does.
template <class Command, class Use>
void change(Routes& routes, const char* rest, Permission permission, Text summary, Use use) {
  RouteRow row;
  row.method = "POST";
  row.path = std::string("/api/v1/cases/{id}") + rest;
  row.allow = permits(permission);
  row.summary = std::move(summary);
  routes.add(write_route<Command, app::CaseChanged>(std::move(row), use));
}

void add_reading(Routes& routes) {
  using namespace app;
  constexpr Allow reader = permits(Permission::case_read);
  routes.add(read_route<ShowCase, CaseView>({.path = "/api/v1/cases/{id}",
                                             .allow = reader,
                                             .summary = {"一张售后单的全部", "everything about one case"}},
                                            show_case));
  routes.add(
      read_route<CaseTimeline, TimelinePage>({.path = "/api/v1/cases/{id}/timeline",
                                              .allow = reader,
                                              .summary = {"时间线，新的在前", "the timeline, newest first"}},
                                             case_timeline));
  routes.add(write_route<LookAtBuyer, ContactView>(
      {.method = "POST",
       .path = "/api/v1/cases/{id}/buyer",
       .allow = permits(Permission::personal_read),
       .summary = {"查看收件人明文（留痕）", "the receiver unmasked; the look is logged"},
       .keep_answer = false},
      look_at_buyer));
  routes.add(read_route<ShowCase, DraftView>(
      {.path = "/api/v1/cases/{id}/draft",
       .allow = reader,
       .summary = {"我的草稿", "my draft"},
       .name = "load_draft"},
      [](ports::ReadUnit& unit, const ports::Actor& actor, const ShowCase& query) {
        return load_draft(unit, actor, query.id);
      }));
  routes.add(write_route<SaveDraft, DraftView>({.method = "PUT",
                                                .path = "/api/v1/cases/{id}/draft",
                                                .allow = permits(Permission::case_write),
                                                .summary = {"保存我的草稿", "save my draft"},
                                                .keep_answer = false},  // it holds the words
                                               save_draft));
}

void add_working(Routes& routes) {
  using namespace app;
  using enum Permission;
  change<TakeCase>(routes, "/take", case_write, {"领取", "take it"}, take_case);
  change<AssignCase>(routes, "/assign", case_write, {"指派、转交、放回", "assign, hand over, release"},
                     assign_case);
  change<MoveCase>(routes, "/step", case_write, {"移到另一步", "move to another step"}, move_case);
  change<SetCaseStatus>(routes, "/status", case_write, {"改状态（等谁）", "set the status"}, set_case_status);
  change<SetCaseFacts>(routes, "/facts", case_write, {"登记事实", "set facts"}, set_case_facts);
  change<LogContact>(routes, "/contacts", case_write, {"登记一次联系", "log a contact"}, log_contact);
  change<WaiveEvidence>(routes, "/waivers", case_waive, {"免除一项凭证", "waive a piece of evidence"},
                        waive_evidence);
  change<SetTalk>(routes, "/talk", case_write, {"安抚状态", "set the talk state"}, set_talk);
  change<EndCaseClock>(routes, "/clocks", case_write,
                       {"时限已在平台处理，或不再适用", "a deadline was met outside, or no longer counts"},
                       end_case_clock);
  change<UpdateBuyer>(routes, "/updates", case_write, {"向买家通报进展", "tell the buyer where it stands"},
                      update_buyer);
  change<AddNote>(routes, "/notes", case_write, {"写备注", "add a note"}, add_note);
  change<TagCase>(routes, "/tags", case_write, {"打标签", "tag and untag"}, tag_case);
}

void add_settling(Routes& routes) {
  using namespace app;
  using enum Permission;
  change<AgreeCase>(routes, "/agreement", remedy_propose, {"登记商定的方案", "record what was agreed"},
                    agree_case);
  change<RefundCase>(routes, "/refunds", case_write,
                     {"退款：发起、到账、撤回", "refunds: grant, confirm, withdraw"}, refund_case);
  change<ReturnCase>(routes, "/returns", parcel_write, {"退货状态", "returns"}, return_case);
  change<AddTask>(routes, "/tasks", case_write, {"派协同任务", "add a task"}, add_task);
  change<FinishTask>(routes, "/tasks/{task}", task_write, {"完成或取消任务", "finish a task"}, finish_task);
  change<RegisterCase>(routes, "/registration", case_write, {"登记", "register"}, register_case);
  change<CloseCase>(routes, "/close", case_close, {"关闭", "close"}, close_case);
  change<ReopenCase>(routes, "/reopen", case_reopen, {"重新打开", "reopen"}, reopen_case);
  change<MergeCases>(routes, "/merge", case_merge, {"并入另一张", "merge another case into it"}, merge_cases);
  change<FollowPlatform>(routes, "/platform", case_write, {"平台的变动", "what the platform did"},
                         follow_platform);
}

}  // namespace

void add_case_routes(Routes& routes) {
  add_reading(routes);
  add_working(routes);
  add_settling(routes);
}

}  // namespace shouhou::http
