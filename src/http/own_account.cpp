// The own account: name and language, password, second factor, where one is signed in.
#include "app/identify.h"
#include "app/manage_accounts.h"
#include "app/second_factor.h"
#include "http/account_steps.h"

namespace shouhou::http {
namespace {

void store_new_password(const CallPtr& call, const AccountParts& parts, const app::ChangePassword& command,
                        const std::string& compared, const std::string& hash) {
  write_then(
      call,
      [=, origin = origin_of(*call)](ports::Unit& unit) {
        return app::change_password(unit, call->actor, command, compared, hash, origin);
      },
      [call, parts](const std::string& cookie) {
        parts.access->forget(call->actor.shop);
        answer_view(call, Nothing{}, cookie_line(cookie, secure(*call, parts)));
      });
}

// Count the guess, compare the current one, hash the new one, store it.
void change_password(const CallPtr& call, const AccountParts& parts) {
  const auto command = read_command<app::ChangePassword>(*call);
  if (!command) return call->fail(command.error());
  if (!call->actor.session || command->current.size() > 512) return call->fail(app::wrong_password());
  write_then(
      call,
      [call, command = *command](ports::Unit& unit) -> Result<std::string> {
        SHOUHOU_TRY(app::count_guess(unit, call->actor));
        const auto account = unit.accounts().account(call->actor.shop, call->actor.account);
        if (!account) return forward(app::wrong_password());
        SHOUHOU_TRY(domain::check_password(command.password, account->login));
        return account->password_hash;
      },
      [call, parts, command = *command](const std::string& stored) {
        parts.passwords->compare(
            stored, command.current, [=](const Result<PasswordWorkers::Compared>& compared) {
              if (!compared) return call->fail(compared.error());
              if (!compared->matches) return call->fail(app::wrong_password());
              parts.passwords->hash(command.password, [=](const Result<std::string>& hash) {
                if (!hash) return call->fail(hash.error());
                store_new_password(call, parts, command, stored, *hash);
              });
            });
      });
}

// What a code is needed for: the guess is counted in a commit of its own, so a refused one stays counted.
template <class View, class Use>
Route code_route(RouteRow row, const AccountParts& parts, Use use) {
  return raw_route<app::FactorCode, View>(std::move(row), [parts, use](const CallPtr& call) {
    const auto command = read_command<app::FactorCode>(*call);
    if (!command) return call->fail(command.error());
    const auto count = [call](ports::Unit& unit) { return app::count_guess(unit, call->actor); };
    write_then(call, count, [=, command = *command] {
      const auto body = [call, use, command](ports::Unit& unit) -> Result<View> {
        return call_use<View>(use, unit, call->actor, command);
      };
      write_then(call, body, [call, parts](View view) {
        parts.access->forget(call->actor.shop);
        answer_view(call, std::move(view));
      });
    });
  });
}

RouteRow own_row(std::string method, std::string path, Text summary, std::string name) {
  return {.method = std::move(method),
          .path = "/api/v1/session/" + std::move(path),
          .allow = signed_in(),
          .summary = std::move(summary),
          .body_limit = 16 * 1024,
          .name = std::move(name)};
}

}  // namespace

void add_own_routes(Routes& routes, const AccountParts& parts) {
  routes.add(
      access_route<app::Me>(own_row("PATCH", "me", {"修改姓名与语言", "own name and language"}, "change_me"),
                            parts, using_case<app::ChangeMe>(app::change_me)));
  RouteRow password = own_row("POST", "password", {"修改密码", "change the own password"}, "change_password");
  password.rate = Rate::sign_in;
  routes.add(raw_route<app::ChangePassword, Nothing>(
      std::move(password), [parts](const CallPtr& call) { change_password(call, parts); }));

  routes.add(read_route<Nothing, app::SessionList>(
      own_row("GET", "logins", {"已登录的设备", "where one is signed in"}, "list_sessions"),
      app::list_sessions));
  routes.add(access_route<Nothing>(
      own_row("DELETE", "logins/{id}", {"退出某台设备", "end a session"}, "end_session"), parts,
      using_case<app::EndSession>(app::end_session)));
  routes.add(access_route<app::SessionsEnded>(
      own_row("DELETE", "logins", {"退出其他设备", "end all other sessions"}, "end_other_sessions"), parts,
      using_case<Nothing>(app::end_other_sessions)));

  routes.add(read_route<Nothing, app::SecondFactorView>(
      own_row("GET", "factor", {"动态码状态", "the second factor"}, "second_factor"), app::second_factor));
  routes.add(access_route<app::SecondFactorSecret>(
      own_row("POST", "factor", {"获取动态码密钥", "a new secret for the authenticator"},
              "start_second_factor"),
      parts, using_case<Nothing>(app::start_second_factor)));
  routes.add(code_route<app::RecoveryCodes>(
      own_row("POST", "factor/confirm", {"启用动态码", "turn the second factor on"}, "confirm_second_factor"),
      parts, app::confirm_second_factor));
  routes.add(code_route<Nothing>(
      own_row("POST", "factor/drop", {"停用动态码", "turn the second factor off"}, "drop_second_factor"),
      parts, app::drop_second_factor));
  routes.add(code_route<app::RecoveryCodes>(
      own_row("POST", "factor/recovery-codes", {"重新生成恢复码", "new recovery codes"},
              "renew_recovery_codes"),
      parts, app::renew_recovery_codes));
}

}  // namespace shouhou::http
