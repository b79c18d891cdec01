// Who is behind a session cookie or an API token, right now.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/accounts.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct Identity {
  ports::Actor actor;
  bool must_change_password = false;  // then, and while a required second factor is missing, the actor has
  bool must_add_factor = false;       // no permission: only the own account can be dealt with
  Instant created;                    // of the session or token
  Instant last_noted;                 // when its use was last written down
  std::optional<Instant> expires;     // of the token
};

// Errors: session.none (unknown or expired; unauthenticated), account.disabled (forbidden).
Result<Identity> identify_session(ports::ReadUnit& unit, std::string_view cookie);
// Errors: token.invalid (unknown, expired or revoked; unauthenticated), account.disabled.
Result<Identity> identify_token(ports::ReadUnit& unit, std::string_view token);

// Whether an identity found earlier still holds by its own times.
bool still_valid(const Identity& identity, Instant now);

// Writes down that the session or token was used.
void note_use(ports::Unit& unit, const ports::Actor& actor);

// What a client learns about itself.
struct Me {
  AccountId account;
  std::string name;
  std::string login;
  domain::Role role = domain::Role::viewer;
  std::vector<domain::Permission> permissions;
  std::string language;  // "zh", "en"
  ShopId shop;
  std::string shop_name;
  std::string zone;
  bool must_change_password = false;
  bool must_add_factor = false;
  bool second_factor = false;
  std::string csrf_token;  // to be sent as X-CSRF-Token with every write; empty for API tokens
};
BOOST_DESCRIBE_STRUCT(Me, (),
                      (account, name, login, role, permissions, language, shop, shop_name, zone,
                       must_change_password, must_add_factor, second_factor, csrf_token))
Result<Me> who_am_i(ports::ReadUnit& unit, const ports::Actor& actor);

struct ChangeMe {
  std::optional<std::string> name;
  std::optional<std::string> language;  // "zh" or "en"
};
BOOST_DESCRIBE_STRUCT(ChangeMe, (), (name, language))
Result<Me> change_me(ports::Unit& unit, const ports::Actor& actor, const ChangeMe& command);

}  // namespace shouhou::app
