// The first shop and its first owner: `serve` starts the shop and prints a link that works once.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "app/log_in.h"
#include "ports/accounts.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct StartShop {
  std::string name;                    // empty: 我的店铺
  std::string zone = "Asia/Shanghai";  // of the zone database
};

// A further shop, or the first. For the command line and the first start; it has no owner yet.
// Errors: shop.name_malformed, zone.unknown.
Result<ports::Shop> start_shop(ports::Unit& unit, const StartShop& command);

// The oldest shop; started with default values where there is none.
Result<ports::Shop> first_shop(ports::Unit& unit);

// A link's token for the screen /setup#token=…; a former unused one stops working. It makes a new owner, also
// in a shop that has one: whoever can run the program on the server may do that.
Result<std::string> make_owner_link(ports::Unit& unit, ShopId shop);

// For `serve`: a token where the shop has no owner who can sign in, else nothing.
Result<std::optional<std::string>> owner_link_if_needed(ports::Unit& unit, ShopId shop);

// What a one-time link is for, told to whoever holds it. Errors: link.invalid.
struct LinkToken {
  std::string token;
  static constexpr std::array required{"token"};
};
BOOST_DESCRIBE_STRUCT(LinkToken, (), (token))
struct LinkView {
  std::string kind;  // "owner", "invitation", "reset"
  std::string shop;  // its name
  domain::Role role = domain::Role::viewer;
  std::string login;  // of whom it resets; empty otherwise
  Instant expires;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (kind, shop, role, login, expires))
Result<LinkView> look_at_link(ports::ReadUnit& unit, const LinkToken& command);

// Uses a link up. `password_hash` is that of command.password, made by the password workers.
struct SetUpOwner {
  std::string token;
  std::string login;
  std::string password;
  std::optional<std::string> name;       // shown to colleagues; else the login name
  std::optional<std::string> shop_name;  // renames the shop
  std::optional<std::string> zone;
  static constexpr std::array required{"token", "login", "password"};
};
BOOST_DESCRIBE_STRUCT(SetUpOwner, (), (token, login, password, name, shop_name, zone))
struct Joined {
  AccountId account;
  std::string session_token;  // for the cookie: whoever joined is signed in
};
// Errors: link.invalid, account.* of the rules, account.login_taken, shop.name_malformed, zone.unknown.
Result<Joined> set_up_owner(ports::Unit& unit, const SetUpOwner& command, const std::string& password_hash,
                            const Origin& origin);

// The valid link behind a token. Errors: link.invalid (unknown, used or expired: the same words).
Result<ports::Link> valid_link(ports::ReadUnit& unit, std::string_view token);

}  // namespace shouhou::app
