// What every way to a new account has in common: checks, the row, the audit entry.
#pragma once

#include <string>

#include "app/start_shop.h"
#include "ports/accounts.h"

namespace shouhou::app {

struct NewAccount {
  ShopId shop;
  std::string login;
  std::string name;  // empty: the login name
  domain::Role role = domain::Role::viewer;
  std::string password;
  bool temporary = false;
};

// 1…40 characters. Errors: account.name_malformed.
Result<std::string> checked_name(const std::string& written);

// Errors: account.login_malformed, account.login_taken, account.name_malformed, account.password_*.
Result<ports::Account> add_new_account(ports::Unit& unit, const NewAccount& person,
                                       const std::string& password_hash, const ports::Actor& by);

// Uses the link up, makes the account, signs it in. Errors: link.invalid and those of add_new_account.
Result<Joined> join_by_link(ports::Unit& unit, const ports::Link& link, const NewAccount& person,
                            const std::string& password_hash, const Origin& origin);

}  // namespace shouhou::app
