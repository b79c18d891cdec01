#include "app/identify.h"

#include "app/access_token.h"
#include "app/new_account.h"
#include "app/settings.h"

namespace shouhou::app {
namespace {

tl::unexpected<Error> disabled() {
  return fail(ErrorKind::forbidden, "account.disabled",
              {"账号已停用，请联系店主", "The account is disabled; ask the owner"});
}

tl::unexpected<Error> nobody() {
  return fail(ErrorKind::unauthenticated, "session.none", {"请先登录", "Sign in first"});
}

ports::Actor actor_of(const ports::Account& account, domain::PermissionSet permissions) {
  ports::Actor actor;
  actor.shop = account.shop;
  actor.account = account.id;
  actor.name = account.name;
  actor.role = account.role;
  actor.permissions = permissions;
  actor.language = account.language;
  return actor;
}

}  // namespace

Result<Identity> identify_session(ports::ReadUnit& unit, std::string_view cookie) {
  const auto token = read_access_token(cookie);
  const auto session = token ? unit.accounts().session(token->shop, token->hash) : std::nullopt;
  if (!session || !domain::session_alive(session->created, session->last_seen, unit.now())) return nobody();
  const auto account = unit.accounts().account(session->shop, session->account);
  if (!account) return nobody();
  if (account->disabled) return disabled();
  Identity identity;
  identity.must_change_password = account->password_temporary;
  identity.must_add_factor = !account->totp_confirmed && second_factor_required(unit, account->shop);
  const bool limited = identity.must_change_password || identity.must_add_factor;
  identity.actor =
      actor_of(*account, limited ? domain::PermissionSet{} : domain::permissions_of(account->role));
  identity.actor.session = session->id;
  identity.created = session->created;
  identity.last_noted = session->last_seen;
  return identity;
}

Result<Identity> identify_token(ports::ReadUnit& unit, std::string_view text) {
  const auto read = read_access_token(text, api_token_prefix);
  const auto token = read ? unit.accounts().token(read->shop, read->hash) : std::nullopt;
  if (!token || token->revoked || (token->expires && *token->expires <= unit.now())) {
    return fail(ErrorKind::unauthenticated, "token.invalid",
                {"令牌无效、已过期或已撤销", "The token is not valid, has expired or was revoked"});
  }
  const auto account = unit.accounts().account(token->shop, token->account);
  if (!account || account->disabled) return disabled();
  Identity identity;
  // What the maker may do by now, not what they could when the token was made.
  identity.actor = actor_of(
      *account, token->scopes.both(domain::permissions_of(account->role)).both(domain::token_limit()));
  identity.actor.name = account->name + " (" + token->name + ")";
  identity.actor.token = token->id;
  identity.created = token->created;
  identity.last_noted = token->last_used.value_or(Instant{});
  identity.expires = token->expires;
  return identity;
}

bool still_valid(const Identity& identity, Instant now) {
  if (identity.actor.token) return !identity.expires || now < *identity.expires;
  return domain::session_alive(identity.created, identity.last_noted, now);
}

void note_use(ports::Unit& unit, const ports::Actor& actor) {
  if (actor.session) unit.accounts().note_session(actor.shop, actor.session, unit.now());
  if (actor.token) unit.accounts().note_token(actor.shop, actor.token, unit.now());
}

Result<Me> who_am_i(ports::ReadUnit& unit, const ports::Actor& actor) {
  const auto account = unit.accounts().account(actor.shop, actor.account);
  const auto shop = unit.accounts().shop(actor.shop);
  if (!account || !shop) return nobody();
  Me me;
  me.account = account->id;
  me.name = account->name;
  me.login = account->login;
  me.role = account->role;
  me.permissions = listed(actor.permissions);
  me.language = account->language == Language::en ? "en" : "zh";
  me.shop = shop->id;
  me.shop_name = shop->name;
  me.zone = shop->zone;
  me.must_change_password = account->password_temporary;
  me.second_factor = account->totp_confirmed;
  me.must_add_factor = !account->totp_confirmed && second_factor_required(unit, actor.shop);
  return me;
}

Result<Me> change_me(ports::Unit& unit, const ports::Actor& actor, const ChangeMe& command) {
  auto account = unit.accounts().account(actor.shop, actor.account);
  if (!account) return nobody();
  if (command.name) {
    SHOUHOU_ASSIGN(account->name, checked_name(*command.name));
  }
  if (command.language) {
    if (*command.language != "zh" && *command.language != "en") {
      return invalid("account.language", "language", {"语言只能是 zh 或 en", "The language is zh or en"});
    }
    account->language = *command.language == "en" ? Language::en : Language::zh;
  }
  SHOUHOU_TRY(unit.accounts().change(*account));
  return who_am_i(unit, actor);
}

}  // namespace shouhou::app
