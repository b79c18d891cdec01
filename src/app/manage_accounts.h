// What an owner does with the people of the shop: list, invite, add, change, disable, reset.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/start_shop.h"

namespace shouhou::app {

struct AccountView {
  AccountId id;
  std::string login;
  std::string name;
  domain::Role role = domain::Role::viewer;
  bool disabled = false;
  bool second_factor = false;
  bool password_temporary = false;
  std::optional<Instant> last_login;
  Instant created;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (id, login, name, role, disabled, second_factor, password_temporary, last_login,
                       created, version))

struct AccountsQuery {
  std::optional<AccountId> after;  // the last id of the page before
  std::optional<int> limit;        // 1…200, else 100
};
BOOST_DESCRIBE_STRUCT(AccountsQuery, (), (after, limit))
struct AccountPage {
  std::vector<AccountView> items;
  std::optional<AccountId> next;
};
BOOST_DESCRIBE_STRUCT(AccountPage, (), (items, next))
// Needs account_read.
Result<AccountPage> list_accounts(ports::ReadUnit& unit, const ports::Actor& actor,
                                  const AccountsQuery& query);

// Names of colleagues, for assigning and mentions; anybody signed in may see them.
struct Colleague {
  AccountId id;
  std::string name;
  domain::Role role = domain::Role::viewer;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (id, name, role))
struct ColleagueList {
  std::vector<Colleague> items;
};
BOOST_DESCRIBE_STRUCT(ColleagueList, (), (items))
Result<ColleagueList> list_colleagues(ports::ReadUnit& unit, const ports::Actor& actor);

// With a password the owner hands over and the person changes at the first sign-in.
struct AddAccount {
  std::string login;
  std::optional<std::string> name;
  domain::Role role = domain::Role::agent;
  std::string password;
  static constexpr std::array required{"login", "role", "password"};
};
BOOST_DESCRIBE_STRUCT(AddAccount, (), (login, name, role, password))
// Needs account_write. Errors: those of add_new_account, account.owner_only.
Result<AccountView> add_account(ports::Unit& unit, const ports::Actor& actor, const AddAccount& command,
                                const std::string& password_hash);

struct Invite {
  domain::Role role = domain::Role::agent;
  std::optional<std::string> note;  // whom it is meant for
  static constexpr std::array required{"role"};
};
BOOST_DESCRIBE_STRUCT(Invite, (), (role, note))
struct LinkMade {
  LinkId id;
  std::string token;  // shown once
  std::string path;   // "/join#token=…": to be sent to the person
  Instant expires;
};
BOOST_DESCRIBE_STRUCT(LinkMade, (), (id, token, path, expires))
Result<LinkMade> invite(ports::Unit& unit, const ports::Actor& actor, const Invite& command);

struct OpenLinkView {
  LinkId id;
  std::string kind;
  domain::Role role = domain::Role::viewer;
  AccountId account;
  std::string note;
  Instant created;
  Instant expires;
};
BOOST_DESCRIBE_STRUCT(OpenLinkView, (), (id, kind, role, account, note, created, expires))
struct OpenLinkList {
  std::vector<OpenLinkView> items;
};
BOOST_DESCRIBE_STRUCT(OpenLinkList, (), (items))
Result<OpenLinkList> list_links(ports::ReadUnit& unit, const ports::Actor& actor);
struct WithdrawLink {
  LinkId id;
};
BOOST_DESCRIBE_STRUCT(WithdrawLink, (), (id))
// Errors: link.not_found.
Result<void> withdraw_link(ports::Unit& unit, const ports::Actor& actor, const WithdrawLink& command);

struct Join {
  std::string token;
  std::string login;
  std::string password;
  std::optional<std::string> name;
  static constexpr std::array required{"token", "login", "password"};
};
BOOST_DESCRIBE_STRUCT(Join, (), (token, login, password, name))
Result<Joined> join(ports::Unit& unit, const Join& command, const std::string& password_hash,
                    const Origin& origin);

struct ChangeAccount {
  AccountId id;
  std::optional<std::int64_t> version;  // which one the person was looking at
  std::optional<std::string> name;
  std::optional<domain::Role> role;
  std::optional<bool> disabled;
};
BOOST_DESCRIBE_STRUCT(ChangeAccount, (), (id, version, name, role, disabled))
// Another role or disabling ends the person's sessions; disabling revokes the API tokens as well.
// Errors: account.not_found, account.stale, account.last_owner, account.self, account.owner_only.
Result<AccountView> change_account(ports::Unit& unit, const ports::Actor& actor,
                                   const ChangeAccount& command);

struct AccountTarget {
  AccountId id;
};
BOOST_DESCRIBE_STRUCT(AccountTarget, (), (id))
// A link to choose a new password by, /reset#token=…; the old password goes on until it is used.
Result<LinkMade> make_reset_link(ports::Unit& unit, const ports::Actor& actor, const AccountTarget& command);
// For whoever lost phone and recovery codes. Their sessions end.
Result<AccountView> drop_factor_of(ports::Unit& unit, const ports::Actor& actor,
                                   const AccountTarget& command);

struct ResetPassword {
  std::string token;
  std::string password;
  static constexpr std::array required{"token", "password"};
};
BOOST_DESCRIBE_STRUCT(ResetPassword, (), (token, password))
// Ends every session of the account. It does not sign in: the second factor still stands.
Result<void> reset_password(ports::Unit& unit, const ResetPassword& command, const std::string& password_hash,
                            const Origin& origin);

struct ChangePassword {
  std::string current;
  std::string password;
  static constexpr std::array required{"current", "password"};
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (current, password))
// The caller has compared `current` with `compared_hash`. All other sessions end, this one gets a new token.
// The cookie's new value. Errors: account.wrong_password, account.password_*.
Result<std::string> change_password(ports::Unit& unit, const ports::Actor& actor,
                                    const ChangePassword& command, const std::string& compared_hash,
                                    const std::string& password_hash, const Origin& origin);
Error wrong_password();

}  // namespace shouhou::app
