// The audit log and the settings of the shop.
#include "app/audit.h"

#include "app/require.h"
#include "app/settings.h"
#include "http/access.h"
#include "http/account_routes.h"
#include "http/desk.h"
#include "ports/cases.h"

namespace shouhou::http {
namespace {

Result<app::AuditCheck> check(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(app::require(actor, Permission::audit_read));
  return app::check_audit(unit, actor.shop);
}

void export_audit(const std::shared_ptr<Call>& call) {
  const auto query = read_command<app::AuditQuery>(*call);
  if (!query) return call->fail(query.error());
  const Result<void> noted = call->desk.store().write_now(
      [&](ports::Unit& unit) { return app::note_audit_export(unit, call->actor, *query); }, call->actor.shop);
  if (!noted) return call->fail(noted.error());
  net::Response response;
  const Result<void> read = call->desk.store().read([&](ports::ReadUnit& unit) -> Result<void> {
    const Zone& zone = unit.cases().rules(call->actor.shop).zone;
    SHOUHOU_ASSIGN(response.body, app::audit_csv(unit, call->actor, *query, zone));
    return {};
  });
  if (!read) return call->fail(read.error());
  response.content_type = "text/csv; charset=utf-8";
  response.with("Content-Disposition", "attachment; filename=\"audit.csv\"");
  response.with("Cache-Control", "no-store");
  call->answer(std::move(response));
}

// Who may do what can hang on a setting: remembered identities go.
Route change_setting_route(const AccountParts& parts) {
  Route route =
      write_route<app::ChangeSetting, app::SettingView>({.method = "PUT",
                                                         .path = "/api/v1/settings/{key}",
                                                         .allow = permits(Permission::settings_write),
                                                         .summary = {"修改设置", "change a setting"},
                                                         .name = "change_setting"},
                                                        app::change_setting);
  route.write = [write = route.write, access = parts.access](Call& call) -> Result<PreparedWrite> {
    SHOUHOU_ASSIGN(PreparedWrite prepared, write(call));
    prepared.committed = [access, shop = call.actor.shop] { access->forget(shop); };
    return prepared;
  };
  return route;
}

}  // namespace

void add_shop_routes(Routes& routes, const AccountParts& parts) {
  routes.add(read_route<app::AuditQuery, app::AuditPage>({.path = "/api/v1/audit",
                                                          .allow = permits(Permission::audit_read),
                                                          .summary = {"审计日志", "the audit log"},
                                                          .cost = Cost::slow,
                                                          .name = "read_audit"},
                                                         app::read_audit));
  routes.add(raw_route<app::AuditQuery>({.path = "/api/v1/audit.csv",
                                         .allow = permits(Permission::audit_read),
                                         .summary = {"导出审计日志", "the audit log as a file"},
                                         .rate = Rate::heavy,
                                         .cost = Cost::slow,
                                         .name = "export_audit",
                                         .content_type = "text/csv"},
                                        export_audit));
  routes.add(read_route<Nothing, app::AuditCheck>({.path = "/api/v1/audit/check",
                                                   .allow = permits(Permission::audit_read),
                                                   .summary = {"核验审计日志", "check the audit log's chain"},
                                                   .rate = Rate::heavy,
                                                   .cost = Cost::slow,
                                                   .name = "check_audit"},
                                                  check));
  routes.add(read_route<Nothing, app::SettingList>({.path = "/api/v1/settings",
                                                    .allow = permits(Permission::settings_read),
                                                    .summary = {"店铺设置", "the shop's settings"},
                                                    .name = "list_settings"},
                                                   app::list_settings));
  routes.add(read_route<app::SettingHistoryQuery, app::SettingList>(
      {.path = "/api/v1/settings/{key}/history",
       .allow = permits(Permission::settings_read),
       .summary = {"设置的历史", "versions of a setting"},
       .name = "setting_history"},
      app::setting_history));
  routes.add(change_setting_route(parts));
}

}  // namespace shouhou::http
