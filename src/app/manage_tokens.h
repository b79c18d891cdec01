// API tokens: for programs, with less or the same power as their maker.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ports/accounts.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct MakeToken {
  std::string name;  // 1…60 characters: what it is for
  std::vector<domain::Permission> scopes;
  std::optional<std::int64_t> days;  // until it expires, 1…3650; none: never
  static constexpr std::array required{"name", "scopes"};
};
BOOST_DESCRIBE_STRUCT(MakeToken, (), (name, scopes, days))

struct TokenView {
  TokenId id;
  AccountId account;
  std::string name;
  std::string start;  // "sh_AAAA…": the first characters
  std::vector<domain::Permission> scopes;
  Instant created;
  std::optional<Instant> expires;
  std::optional<Instant> last_used;  // to the minute
  std::optional<Instant> revoked;
};
BOOST_DESCRIBE_STRUCT(TokenView, (), (id, account, name, start, scopes, created, expires, last_used, revoked))

struct TokenMade {
  TokenView token;
  std::string secret;  // shown once
};
BOOST_DESCRIBE_STRUCT(TokenMade, (), (token, secret))

// Needs token_write. Errors: token.name_malformed, token.no_scopes, token.scope_too_wide, token.too_many.
Result<TokenMade> make_token(ports::Unit& unit, const ports::Actor& actor, const MakeToken& command);
// The actor's own; all of the shop for whoever has account_write. Needs token_write.
struct TokenList {
  std::vector<TokenView> items;
};
BOOST_DESCRIBE_STRUCT(TokenList, (), (items))
Result<TokenList> list_tokens(ports::ReadUnit& unit, const ports::Actor& actor);
struct RevokeToken {
  TokenId id;
};
BOOST_DESCRIBE_STRUCT(RevokeToken, (), (id))
// Errors: token.not_found.
Result<void> revoke_token(ports::Unit& unit, const ports::Actor& actor, const RevokeToken& command);

}  // namespace shouhou::app
