// The audit log and the settings of the shop.
#include "app/audit.h"

#include "app/require.h"
#include "app/settings.h"
#include "http/account_routes.h"

namespace shouhou::http {
namespace {

Result<app::AuditCheck> check(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(app::require(actor, Permission::audit_read));
  return app::check_audit(unit, actor.shop);
}

}  // namespace

void add_shop_routes(Routes& routes) {
  routes.add(read_route<app::AuditQuery, app::AuditPage>({.path = "/api/v1/audit",
                                                          .allow = permits(Permission::audit_read),
                                                          .summary = {"审计日志", "the audit log"},
                                                          .cost = Cost::slow,
                                                          .name = "read_audit"},
                                                         app::read_audit));
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
  routes.add(write_route<app::ChangeSetting, app::SettingView>({.method = "PUT",
                                                                .path = "/api/v1/settings/{key}",
                                                                .allow = permits(Permission::settings_write),
                                                                .summary = {"修改设置", "change a setting"},
                                                                .name = "change_setting"},
                                                               app::change_setting));
}

}  // namespace shouhou::http
