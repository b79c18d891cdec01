#include "app/manage_tokens.h"

#include <algorithm>

#include "app/access_token.h"
#include "app/audit.h"
#include "app/require.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

using domain::Permission;

// Valid ones of one account at a time.
constexpr std::int64_t most_tokens = 50;

TokenView view(const ports::ApiToken& token) {
  return {token.id,      token.account, token.name,      token.start,  listed(token.scopes),
          token.created, token.expires, token.last_used, token.revoked};
}

Result<std::string> checked_name(const std::string& written) {
  std::string name = utf8::trim(written);
  if (utf8::valid(name) && !name.empty() && utf8::length(name) <= 60 &&
      name.find('\0') == std::string::npos) {
    return name;
  }
  return invalid("token.name_malformed", "name",
                 {"令牌名称须为 1 至 60 个字符", "A token's name has 1 to 60 characters"});
}

}  // namespace

Result<TokenMade> make_token(ports::Unit& unit, const ports::Actor& actor, const MakeToken& command) {
  SHOUHOU_TRY(require(actor, Permission::token_write));
  ports::ApiToken token;
  for (const Permission scope : command.scopes) token.scopes = token.scopes.with(scope);
  SHOUHOU_TRY(domain::check_scopes(token.scopes, actor.permissions));
  SHOUHOU_ASSIGN(token.name, checked_name(command.name));
  if (command.days && (*command.days < 1 || *command.days > 3650)) {
    return invalid("token.days", "days", {"有效期为 1 至 3650 天", "A token lives 1 to 3650 days"});
  }
  const auto mine = unit.accounts().tokens(actor.shop, actor.account);
  if (std::count_if(mine.begin(), mine.end(), [](const auto& one) { return !one.revoked; }) >= most_tokens) {
    return fail(ErrorKind::conflict, "token.too_many",
                {"有效令牌已达 50 个，请先撤销不用的", "There are 50 tokens already; revoke some"});
  }
  const AccessToken secret = new_access_token(actor.shop, api_token_prefix);
  token.shop = actor.shop;
  token.id = unit.ids().next<TokenId>(unit.now());
  token.account = actor.account;
  token.token_hash = secret.hash;
  // Behind the shop's number, which every token of the shop begins with.
  token.start = secret.text.substr(0, 18) + "…";
  token.created = unit.now();
  if (command.days) token.expires = unit.now() + days(*command.days);
  unit.accounts().add_token(token);
  audit(unit, actor,
        {"token.made", "token:" + token.id.str(), {{"name", token.name}, {"scopes", spelled(token.scopes)}}});
  return TokenMade{view(token), secret.text};
}

Result<TokenList> list_tokens(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, Permission::token_write));
  const AccountId whose = actor.may(Permission::account_write) ? AccountId{} : actor.account;
  TokenList views;
  for (const ports::ApiToken& token : unit.accounts().tokens(actor.shop, whose))
    views.items.push_back(view(token));
  return views;
}

Result<void> revoke_token(ports::Unit& unit, const ports::Actor& actor, const RevokeToken& command) {
  SHOUHOU_TRY(require(actor, Permission::token_write));
  const auto token = unit.accounts().token(actor.shop, command.id);
  const bool allowed = token && (token->account == actor.account || actor.may(Permission::account_write));
  if (!allowed || !unit.accounts().revoke_token(actor.shop, command.id, unit.now())) {
    return fail(ErrorKind::not_found, "token.not_found", {"没有这个令牌", "There is no such token"});
  }
  audit(unit, actor, {"token.revoked", "token:" + command.id.str()});
  return {};
}

}  // namespace shouhou::app
