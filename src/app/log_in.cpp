#include "app/log_in.h"

#include <algorithm>
#include <array>

#include "app/access_token.h"
#include "app/audit.h"
#include "app/second_factor.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

using domain::TrySubject;

// argon2id of a password nobody knows, at the cost of base/crypto_password.h: comparing with it takes as long
// as comparing with a real one.
constexpr std::string_view hash_of_nothing =
    "$argon2id$v=19$m=32768,t=3,p=1$jCDlvj+iOTJyQpKFe+Jojg$uw/R5gxhBaxc+m0zMji6hulz7k/fR2czHm9SX4PNwaQ";

std::string subject(std::string_view kind, std::string_view who, std::string_view address) {
  std::string text(kind);
  text += '\0';
  text += who;
  text += '\0';
  text += address;
  return crypto::sha256(text);
}

struct Name {
  std::string shop;  // empty: any
  std::string key;   // empty: cannot be anybody's
};

// "毛衣店:小王" (either colon) or "小王".
Name parse_name(std::string_view written) {
  std::string text = utf8::to_half_width(written.substr(0, 512));
  const std::size_t colon = text.rfind(':');
  Name name;
  if (colon != std::string::npos) {
    name.shop = utf8::trim(std::string_view(text).substr(0, colon));
    text.erase(0, colon + 1);
  }
  name.key = domain::login_key(text).value_or("");
  return name;
}

bool same_shop(const ports::Shop& shop, std::string_view written) {
  return shop.id.str() == written || utf8::to_half_width(shop.name) == written;
}

// The one account meant, or nobody: not where the name is ambiguous.
std::optional<ports::Account> meant(ports::Unit& unit, const Name& name) {
  if (name.key.empty()) return std::nullopt;
  auto accounts = unit.accounts().accounts_named(name.key);
  if (!name.shop.empty()) {
    std::erase_if(accounts, [&](const ports::Account& account) {
      const auto shop = unit.accounts().shop(account.shop);
      return !shop || !same_shop(*shop, name.shop);
    });
  }
  if (accounts.size() != 1) return std::nullopt;
  return std::move(accounts.front());
}

tl::unexpected<Error> too_many_tries(Span wait) {
  const std::string seconds = std::to_string(std::max<std::int64_t>(1, (wait.ms + 999) / 1000));
  return fail(ErrorKind::limited, "session.too_many_tries",
              {"尝试次数过多，请 " + seconds + " 秒后再试", "Too many tries; wait " + seconds + " seconds"});
}

// An actor for the audit log: who it would be.
ports::Actor audited(const ports::Account& account, const std::string& address) {
  return {account.shop, account.id, account.name, account.role, {}, account.language, address, {}, {}};
}

void undo_try(ports::Unit& unit, const std::string& key) {
  domain::Tries tries = unit.accounts().tries(key);
  tries.failures = std::max<std::int64_t>(0, tries.failures - 1);
  unit.accounts().set_tries(key, tries);
}

void forgive(ports::Unit& unit, const LoginPlan& plan) {
  domain::Tries pair = unit.accounts().tries(plan.by_pair);
  pair.failures = 0;
  pair.last_succeeded = unit.now();
  unit.accounts().set_tries(plan.by_pair, pair);
  domain::Tries login = unit.accounts().tries(plan.by_login);
  login.failures = 0;
  unit.accounts().set_tries(plan.by_login, login);
  undo_try(unit, plan.by_address);
}

void end_replaced(ports::Unit& unit, const ports::Account& account, const std::string& cookie) {
  const auto token = read_access_token(cookie);
  if (!token || token->shop != account.shop) return;
  const auto old = unit.accounts().session(token->shop, token->hash);
  if (old) unit.accounts().end_session(old->shop, old->account, old->id);
}

}  // namespace

Result<LoginPlan> begin_login(ports::Unit& unit, const LogIn& command, const Origin& origin) {
  const Name name = parse_name(command.login);
  const std::string block = domain::address_block(origin.address);
  const std::string who = name.key.empty() ? "?" : name.key;
  LoginPlan plan;
  plan.by_pair = subject("pair", who, block);
  plan.by_login = subject("login", who, "");
  plan.by_address = subject("address", "", block);

  ports::Accounts& accounts = unit.accounts();
  const domain::Tries pair = accounts.tries(plan.by_pair);
  const std::array<std::pair<TrySubject, std::string>, 3> counted{{{TrySubject::pair, plan.by_pair},
                                                                   {TrySubject::login, plan.by_login},
                                                                   {TrySubject::address, plan.by_address}}};
  const bool known = domain::known_pair(pair, unit.now());
  for (const auto& [kind, key] : counted) {
    if (known && kind != TrySubject::pair) continue;
    const Instant next = domain::next_try(kind, accounts.tries(key));
    if (unit.now() < next) return too_many_tries(next - unit.now());
  }
  for (const auto& [kind, key] : counted) {
    accounts.set_tries(key, domain::after_failure(accounts.tries(key), unit.now()));
  }

  plan.hash = hash_of_nothing;
  const auto account = meant(unit, name);
  if (account && !account->disabled && !account->password_hash.empty()) {
    plan.shop = account->shop;
    plan.account = account->id;
    plan.hash = account->password_hash;
  }
  return plan;
}

Result<LoggedIn> finish_login(ports::Unit& unit, const LoginPlan& plan, const LogIn& command,
                              const Origin& origin, const PasswordVerdict& verdict) {
  auto account = plan.account ? unit.accounts().account(plan.shop, plan.account) : std::nullopt;
  // Disabled or changed while the workers compared: as if it had not matched.
  if (!account || account->disabled || account->password_hash != plan.hash || !verdict.matches) {
    if (account) {
      audit(unit, audited(*account, origin.address), {"session.refused", "account:" + account->id.str()});
    } else {
      // A write as well, so that the answer takes as long as for somebody who exists.
      unit.accounts().set_tries(plan.by_login, unit.accounts().tries(plan.by_login));
    }
    return LoggedIn{LoginOutcome::wrong, {}};
  }
  std::string proof = "password";
  if (account->totp_confirmed) {
    if (!command.code || command.code->empty()) {
      // The password was right; only the second step is missing. Not a failure, but no success either.
      undo_try(unit, plan.by_pair);
      undo_try(unit, plan.by_login);
      undo_try(unit, plan.by_address);
      return LoggedIn{LoginOutcome::code_needed, {}};
    }
    const auto factor = use_second_factor(unit, *account, *command.code);
    if (!factor) {
      audit(unit, audited(*account, origin.address),
            {"session.refused", "account:" + account->id.str(), {{"why", "second factor"}}});
      return LoggedIn{LoginOutcome::wrong_code, {}};
    }
    proof += "+" + *factor;
  }
  if (!verdict.new_hash.empty()) {
    account->password_hash = verdict.new_hash;
    SHOUHOU_TRY(unit.accounts().change(*account));
  }
  forgive(unit, plan);
  return LoggedIn{LoginOutcome::signed_in, open_session(unit, *account, origin, proof)};
}

Error login_error(LoginOutcome outcome) {
  switch (outcome) {
    case LoginOutcome::code_needed:
      return {ErrorKind::unauthenticated,
              "session.code_needed",
              {"请输入验证器上的动态码", "Enter the code of your authenticator app"},
              "code"};
    case LoginOutcome::wrong_code:
      return {ErrorKind::unauthenticated,
              "session.wrong_code",
              {"动态码不正确或已用过", "The code is wrong or was used already"},
              "code"};
    case LoginOutcome::wrong:
    case LoginOutcome::signed_in:
      break;
  }
  return {ErrorKind::unauthenticated,
          "session.wrong_login",
          {"登录名或密码不正确", "The name or the password is wrong"},
          ""};
}

std::string open_session(ports::Unit& unit, const ports::Account& account, const Origin& origin,
                         std::string_view proof) {
  end_replaced(unit, account, origin.replaces);
  const AccessToken token = new_access_token(account.shop);
  ports::LoginSession session;
  session.shop = account.shop;
  session.id = unit.ids().next<SessionId>(unit.now());
  session.account = account.id;
  session.token_hash = token.hash;
  session.created = unit.now();
  session.last_seen = unit.now();
  session.address = origin.address;
  session.user_agent = utf8::valid(origin.user_agent) ? utf8::shorten(origin.user_agent, 200) : "";
  std::erase(session.user_agent, '\0');
  unit.accounts().add_session(session);
  unit.accounts().note_login(account.shop, account.id, unit.now());
  audit(unit, audited(account, origin.address),
        {"session.opened", "session:" + session.id.str(), {{"proof", std::string(proof)}}});
  return token.text;
}

Result<void> log_out(ports::Unit& unit, const ports::Actor& actor) {
  if (actor.session && unit.accounts().end_session(actor.shop, actor.account, actor.session)) {
    audit(unit, actor, {"session.closed", "session:" + actor.session.str()});
  }
  return {};
}

Result<SessionList> list_sessions(ports::ReadUnit& unit, const ports::Actor& actor) {
  SessionList views;
  for (const ports::LoginSession& session : unit.accounts().sessions(actor.shop, actor.account)) {
    if (!domain::session_alive(session.created, session.last_seen, unit.now())) continue;
    views.items.push_back({session.id, session.created, session.last_seen, session.address,
                           session.user_agent, session.id == actor.session});
  }
  return views;
}

Result<void> end_session(ports::Unit& unit, const ports::Actor& actor, const EndSession& command) {
  if (!unit.accounts().end_session(actor.shop, actor.account, command.id)) {
    return fail(ErrorKind::not_found, "session.not_found", {"没有这个登录", "There is no such session"});
  }
  audit(unit, actor, {"session.closed", "session:" + command.id.str()});
  return {};
}

Result<SessionsEnded> end_other_sessions(ports::Unit& unit, const ports::Actor& actor) {
  const std::int64_t count = unit.accounts().end_sessions(actor.shop, actor.account, actor.session);
  if (count > 0) {
    audit(unit, actor,
          {"session.closed", "account:" + actor.account.str(), {{"count", std::to_string(count)}}});
  }
  return SessionsEnded{count};
}

void drop_expired_access(ports::Unit& unit, ShopId shop) {
  const domain::SessionLimits limits;
  unit.accounts().drop_sessions(shop, unit.now() - limits.absolute, unit.now() - limits.idle);
  unit.accounts().drop_tries(unit.now() - days(2), unit.now() - days(90));
}

}  // namespace shouhou::app
