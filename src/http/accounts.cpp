// Colleagues, one-time links and API tokens. What answers with a secret keeps no copy of its answer, so it
// takes no Idempotency-Key.
#include "app/manage_accounts.h"
#include "app/manage_tokens.h"
#include "http/account_steps.h"

namespace shouhou::http {
namespace {

void add_account(const CallPtr& call, const AccountParts& parts) {
  const auto command = read_command<app::AddAccount>(*call);
  if (!command) return call->fail(command.error());
  if (const auto good = domain::check_password(command->password, command->login); !good) {
    return call->fail(good.error());
  }
  parts.passwords->hash(command->password, [=, command = *command](const Result<std::string>& hash) {
    if (!hash) return call->fail(hash.error());
    write_then(
        call,
        [call, command, hash = *hash](ports::Unit& unit) {
          return app::add_account(unit, call->actor, command, hash);
        },
        [call](app::AccountView view) { answer_view(call, std::move(view)); });
  });
}

RouteRow row(std::string method, std::string path, Permission permission, Text summary, std::string name,
             int status = 200) {
  return {.method = std::move(method),
          .path = "/api/v1/" + std::move(path),
          .allow = permits(permission),
          .summary = std::move(summary),
          .body_limit = 16 * 1024,
          .status = status,
          .name = std::move(name)};
}

void add_links(Routes& routes, const AccountParts& parts) {
  routes.add(read_route<Nothing, app::OpenLinkList>(
      row("GET", "invitations", Permission::account_write, {"未使用的链接", "unused links"}, "list_links"),
      app::list_links));
  routes.add(access_route<app::LinkMade>(row("POST", "invitations", Permission::account_write,
                                             {"邀请同事", "invite a colleague"}, "invite", 201),
                                         parts, using_case<app::Invite>(app::invite)));
  routes.add(access_route<Nothing>(row("DELETE", "invitations/{id}", Permission::account_write,
                                       {"撤回链接", "withdraw a link"}, "withdraw_link"),
                                   parts, using_case<app::WithdrawLink>(app::withdraw_link)));
}

void add_tokens(Routes& routes, const AccountParts& parts) {
  routes.add(read_route<Nothing, app::TokenList>(
      row("GET", "tokens", Permission::token_write, {"API 令牌", "API tokens"}, "list_tokens"),
      app::list_tokens));
  routes.add(access_route<app::TokenMade>(
      row("POST", "tokens", Permission::token_write, {"创建令牌", "make a token"}, "make_token", 201), parts,
      using_case<app::MakeToken>(app::make_token)));
  routes.add(access_route<Nothing>(
      row("DELETE", "tokens/{id}", Permission::token_write, {"撤销令牌", "revoke a token"}, "revoke_token"),
      parts, using_case<app::RevokeToken>(app::revoke_token)));
}

}  // namespace

void add_account_routes(Routes& routes, const AccountParts& parts) {
  routes.add(read_route<Nothing, app::ColleagueList>(
      row("GET", "colleagues", Permission::case_read, {"同事", "colleagues"}, "list_colleagues"),
      app::list_colleagues));
  routes.add(read_route<app::AccountsQuery, app::AccountPage>(
      row("GET", "accounts", Permission::account_read, {"账号列表", "accounts"}, "list_accounts"),
      app::list_accounts));
  routes.add(raw_route<app::AddAccount, app::AccountView>(
      row("POST", "accounts", Permission::account_write, {"新建账号", "add an account"}, "add_account", 201),
      [parts](const CallPtr& call) { add_account(call, parts); }));
  routes.add(access_route<app::AccountView>(row("PATCH", "accounts/{id}", Permission::account_write,
                                                {"修改账号", "change an account"}, "change_account"),
                                            parts, using_case<app::ChangeAccount>(app::change_account)));
  routes.add(access_route<app::LinkMade>(
      row("POST", "accounts/{id}/reset-link", Permission::account_write,
          {"重设密码的链接", "a link to reset the password"}, "make_reset_link", 201),
      parts, using_case<app::AccountTarget>(app::make_reset_link)));
  routes.add(access_route<app::AccountView>(
      row("DELETE", "accounts/{id}/factor", Permission::account_write,
          {"取消对方的动态码", "drop a colleague's second factor"}, "drop_factor_of"),
      parts, using_case<app::AccountTarget>(app::drop_factor_of)));
  add_links(routes, parts);
  add_tokens(routes, parts);
}

}  // namespace shouhou::http
