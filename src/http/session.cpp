// Signing in and out, and the one-time links: set up, join, reset.
#include "app/access_token.h"
#include "app/identify.h"
#include "app/manage_accounts.h"
#include "app/start_shop.h"
#include "http/account_steps.h"

namespace shouhou::http {
namespace {

// What the person just signed in learns, with the CSRF token of the new session.
Result<app::Me> me_of(ports::Unit& unit, const std::string& cookie) {
  SHOUHOU_ASSIGN(const app::Identity identity, app::identify_session(unit, cookie));
  SHOUHOU_ASSIGN(app::Me me, app::who_am_i(unit, identity.actor));
  me.csrf_token = app::csrf_token(cookie);
  return me;
}

struct Entered {
  app::LoginOutcome outcome = app::LoginOutcome::signed_in;
  std::string cookie;
  app::Me me;
};

void answer_entered(const CallPtr& call, const AccountParts& parts, Entered entered) {
  if (entered.outcome != app::LoginOutcome::signed_in) return call->fail(app::login_error(entered.outcome));
  parts.access->forget(entered.me.shop);
  answer_view(call, std::move(entered.me), cookie_line(entered.cookie, secure(*call, parts)));
}

void finish_sign_in(const CallPtr& call, const AccountParts& parts, const app::LoginPlan& plan,
                    const app::LogIn& command, const PasswordWorkers::Compared& compared) {
  write_then(
      call,
      [=, origin = origin_of(*call)](ports::Unit& unit) -> Result<Entered> {
        const app::PasswordVerdict verdict{compared.matches && plan.account, compared.new_hash};
        SHOUHOU_ASSIGN(app::LoggedIn logged, app::finish_login(unit, plan, command, origin, verdict));
        Entered entered{logged.outcome, logged.token, {}};
        if (logged.outcome == app::LoginOutcome::signed_in) {
          SHOUHOU_ASSIGN(entered.me, me_of(unit, logged.token));
        }
        return entered;
      },
      [call, parts](Entered entered) { answer_entered(call, parts, std::move(entered)); });
}

void sign_in(const CallPtr& call, const AccountParts& parts) {
  const auto command = read_command<app::LogIn>(*call);
  if (!command) return call->fail(command.error());
  if (command->password.size() > 512) return call->fail(app::login_error(app::LoginOutcome::wrong));
  write_then(
      call,
      [command = *command, origin = origin_of(*call)](ports::Unit& unit) {
        return app::begin_login(unit, command, origin);
      },
      [call, parts, command = *command](const app::LoginPlan& plan) {
        parts.passwords->compare(plan.hash, command.password,
                                 [=](const Result<PasswordWorkers::Compared>& compared) {
                                   if (!compared) return call->fail(compared.error());
                                   finish_sign_in(call, parts, plan, command, *compared);
                                 });
      });
}

void sign_out(const CallPtr& call, const AccountParts& parts) {
  write_then(
      call, [call](ports::Unit& unit) { return app::log_out(unit, call->actor); },
      [call, parts] {
        parts.access->forget(call->actor.shop);
        answer_view(call, Nothing{}, cookie_line("", secure(*call, parts)));
      });
}

// A one-time link that makes an account: hash the password, use the link, sign in. The link is looked at
// first, so that strangers cannot keep the password workers busy.
template <class Command, class Use>
void enter_by_link(const CallPtr& call, const AccountParts& parts, Use use) {
  const auto command = read_command<Command>(*call);
  if (!command) return call->fail(command.error());
  const Result<void> valid = call->desk.store().read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_TRY(app::valid_link(unit, command->token));
    return domain::check_password(command->password, command->login);
  });
  if (!valid) return call->fail(valid.error());
  parts.passwords->hash(command->password, [=, command = *command](const Result<std::string>& hash) {
    if (!hash) return call->fail(hash.error());
    write_then(
        call,
        [use, command, hash = *hash, origin = origin_of(*call)](ports::Unit& unit) -> Result<Entered> {
          SHOUHOU_ASSIGN(const app::Joined joined, use(unit, command, hash, origin));
          SHOUHOU_ASSIGN(app::Me me, me_of(unit, joined.session_token));
          return Entered{app::LoginOutcome::signed_in, joined.session_token, std::move(me)};
        },
        [call, parts](Entered entered) { answer_entered(call, parts, std::move(entered)); });
  });
}

void reset(const CallPtr& call, const AccountParts& parts) {
  const auto command = read_command<app::ResetPassword>(*call);
  if (!command) return call->fail(command.error());
  const Result<void> valid = call->desk.store().read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_TRY(app::valid_link(unit, command->token));
    return domain::check_password(command->password, "");
  });
  if (!valid) return call->fail(valid.error());
  parts.passwords->hash(command->password, [=, command = *command](const Result<std::string>& hash) {
    if (!hash) return call->fail(hash.error());
    write_then(
        call,
        [command, hash = *hash, origin = origin_of(*call)](ports::Unit& unit) -> Result<ShopId> {
          SHOUHOU_TRY(app::reset_password(unit, command, hash, origin));
          return app::read_access_token(command.token)->shop;
        },
        [call, parts](ShopId shop) {
          parts.access->forget(shop);
          answer_view(call, Nothing{});
        });
  });
}

void look(const CallPtr& call) {
  const auto command = read_command<app::LinkToken>(*call);
  if (!command) return call->fail(command.error());
  app::LinkView view;
  const Result<void> found = call->desk.store().read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(view, app::look_at_link(unit, *command));
    return {};
  });
  if (!found) return call->fail(found.error());
  answer_view(call, std::move(view));
}

Route who_route() {
  Route route = typed_route<Nothing, app::Me>({.path = "/api/v1/session",
                                               .allow = signed_in(),
                                               .summary = {"我是谁", "who am I"},
                                               .name = "who_am_i"});
  const RouteRow row = route;
  route.read = [row](Call& call, ports::ReadUnit& unit) -> Result<net::Response> {
    SHOUHOU_ASSIGN(app::Me me, app::who_am_i(unit, call.actor));
    if (call.actor.session) me.csrf_token = app::csrf_token(call.request.cookie(session_cookie));
    return json_response(row, me);
  };
  return route;
}

RouteRow open_row(std::string path, Text summary, std::string name) {
  return {.method = "POST",
          .path = std::move(path),
          .allow = everybody(),
          .summary = std::move(summary),
          .rate = Rate::sign_in,
          .cost = Cost::slow,
          .body_limit = 16 * 1024,
          .name = std::move(name)};
}

}  // namespace

void add_session_routes(Routes& routes, const AccountParts& parts) {
  routes.add(who_route());
  routes.add(raw_route<app::LogIn, app::Me>(open_row("/api/v1/session", {"登录", "sign in"}, "sign_in"),
                                            [parts](const CallPtr& call) { sign_in(call, parts); }));
  routes.add(raw_route({.method = "DELETE",
                        .path = "/api/v1/session",
                        .allow = signed_in(),
                        .summary = {"退出登录", "sign out"},
                        .name = "sign_out"},
                       [parts](const CallPtr& call) { sign_out(call, parts); }));
  routes.add(raw_route<app::SetUpOwner, app::Me>(
      open_row("/api/v1/setup", {"创建店主账号", "create the owner account"}, "set_up_owner"),
      [parts](const CallPtr& call) { enter_by_link<app::SetUpOwner>(call, parts, app::set_up_owner); }));
  routes.add(raw_route<app::Join, app::Me>(
      open_row("/api/v1/join", {"接受邀请", "accept an invitation"}, "join"),
      [parts](const CallPtr& call) { enter_by_link<app::Join>(call, parts, app::join); }));
  routes.add(raw_route<app::ResetPassword, Nothing>(
      open_row("/api/v1/reset", {"重设密码", "choose a new password by link"}, "reset_password"),
      [parts](const CallPtr& call) { reset(call, parts); }));
  routes.add(raw_route<app::LinkToken, app::LinkView>(
      open_row("/api/v1/links/look", {"链接用途", "what a one-time link is for"}, "look_at_link"),
      [](const CallPtr& call) { look(call); }));
}

}  // namespace shouhou::http
