#include "app/manage_accounts.h"

#include <algorithm>
#include <array>

#include "app/access_token.h"
#include "app/audit.h"
#include "app/new_account.h"
#include "app/require.h"
#include "app/second_factor.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

using domain::Permission;

constexpr std::array<std::string_view, 3> kinds{"owner", "invitation", "reset"};

AccountView view(const ports::Account& account) {
  return {account.id,
          account.login,
          account.name,
          account.role,
          account.disabled.has_value(),
          account.totp_confirmed,
          account.password_temporary,
          account.last_login,
          account.created,
          account.version};
}

Result<ports::Account> found(ports::ReadUnit& unit, ShopId shop, AccountId id) {
  auto account = unit.accounts().account(shop, id);
  if (account) return *std::move(account);
  return fail(ErrorKind::not_found, "account.not_found", {"没有这个账号", "There is no such account"});
}

std::string subject(const ports::Account& account) {
  return "account:" + account.id.str();
}

Result<void> owner_makes_owner(const ports::Actor& actor, domain::Role role) {
  return domain::may_change_account(actor.role, false, {domain::Role::viewer, false}, {role, false}, 1);
}

LinkMade make_link(ports::Unit& unit, const ports::Actor& actor, ports::Link link, std::string_view page) {
  const AccessToken token = new_access_token(actor.shop);
  link.shop = actor.shop;
  link.id = unit.ids().next<LinkId>(unit.now());
  link.token_hash = token.hash;
  link.created = unit.now();
  link.created_by = actor.account;
  unit.accounts().add_link(link);
  audit(unit, actor,
        {"invitation.made",
         "link:" + link.id.str(),
         {{"kind", std::string(kinds[static_cast<std::size_t>(link.kind)])},
          {"role", std::string(domain::name(link.role))},
          {"account", link.account.str()}}});
  return {link.id, token.text, std::string(page) + "#token=" + token.text, link.expires};
}

Result<std::string> checked_note(const std::string& note) {
  if (utf8::length(note) <= 100 && utf8::valid(note) && note.find('\0') == std::string::npos) return note;
  return invalid("account.note_long", "note", {"备注最多 100 个字符", "A note has at most 100 characters"});
}

}  // namespace

Result<AccountPage> list_accounts(ports::ReadUnit& unit, const ports::Actor& actor,
                                  const AccountsQuery& query) {
  SHOUHOU_TRY(require(actor, Permission::account_read));
  const int limit = std::clamp(query.limit.value_or(100), 1, 200);
  auto accounts = unit.accounts().accounts(actor.shop, query.after.value_or(AccountId{}), limit + 1);
  AccountPage page;
  if (accounts.size() > static_cast<std::size_t>(limit)) {
    accounts.pop_back();
    page.next = accounts.back().id;
  }
  for (const ports::Account& account : accounts) page.items.push_back(view(account));
  return page;
}

Result<ColleagueList> list_colleagues(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, Permission::case_read));
  ColleagueList colleagues;
  for (const ports::Account& account : unit.accounts().accounts(actor.shop, {}, 2000)) {
    if (!account.disabled) colleagues.items.push_back({account.id, account.name, account.role});
  }
  return colleagues;
}

Result<AccountView> add_account(ports::Unit& unit, const ports::Actor& actor, const AddAccount& command,
                                const std::string& password_hash) {
  SHOUHOU_TRY(require(actor, Permission::account_write));
  SHOUHOU_TRY(owner_makes_owner(actor, command.role));
  const NewAccount person{actor.shop,   command.login,    command.name.value_or(""),
                          command.role, command.password, true};
  SHOUHOU_ASSIGN(const ports::Account account, add_new_account(unit, person, password_hash, actor));
  return view(account);
}

Result<LinkMade> invite(ports::Unit& unit, const ports::Actor& actor, const Invite& command) {
  SHOUHOU_TRY(require(actor, Permission::account_write));
  SHOUHOU_TRY(owner_makes_owner(actor, command.role));
  ports::Link link;
  link.kind = ports::LinkKind::invitation;
  link.role = command.role;
  SHOUHOU_ASSIGN(link.note, checked_note(command.note.value_or("")));
  link.expires = unit.now() + domain::invitation_life;
  return make_link(unit, actor, std::move(link), "/join");
}

Result<OpenLinkList> list_links(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, Permission::account_write));
  OpenLinkList views;
  for (const ports::Link& link : unit.accounts().open_links(actor.shop, unit.now())) {
    views.items.push_back({link.id, std::string(kinds[static_cast<std::size_t>(link.kind)]), link.role,
                           link.account, link.note, link.created, link.expires});
  }
  return views;
}

Result<void> withdraw_link(ports::Unit& unit, const ports::Actor& actor, const WithdrawLink& command) {
  SHOUHOU_TRY(require(actor, Permission::account_write));
  if (!unit.accounts().drop_link(actor.shop, command.id)) {
    return fail(ErrorKind::not_found, "link.not_found", {"没有这个链接", "There is no such link"});
  }
  audit(unit, actor, {"invitation.withdrawn", "link:" + command.id.str()});
  return {};
}

Result<Joined> join(ports::Unit& unit, const Join& command, const std::string& password_hash,
                    const Origin& origin) {
  SHOUHOU_ASSIGN(const ports::Link link, valid_link(unit, command.token));
  if (link.kind != ports::LinkKind::invitation) {
    return invalid("link.other_kind", "token", {"这个链接不是邀请链接", "This is not an invitation"});
  }
  const NewAccount person{link.shop, command.login, command.name.value_or(""), link.role, command.password};
  return join_by_link(unit, link, person, password_hash, origin);
}

Result<AccountView> change_account(ports::Unit& unit, const ports::Actor& actor,
                                   const ChangeAccount& command) {
  SHOUHOU_TRY(require(actor, Permission::account_write));
  SHOUHOU_ASSIGN(ports::Account account, found(unit, actor.shop, command.id));
  const domain::AccountState before{account.role, account.disabled.has_value()};
  const domain::AccountState after{command.role.value_or(before.role),
                                   command.disabled.value_or(before.disabled)};
  SHOUHOU_TRY(domain::may_change_account(actor.role, actor.account == account.id, before, after,
                                         unit.accounts().active_owners(actor.shop)));
  if (command.version) account.version = *command.version;
  if (command.name) {
    SHOUHOU_ASSIGN(account.name, checked_name(*command.name));
  }
  account.role = after.role;
  if (after.disabled != before.disabled) {
    account.disabled = after.disabled ? std::optional(unit.now()) : std::nullopt;
  }
  SHOUHOU_TRY(unit.accounts().change(account));
  ++account.version;
  if (after.role != before.role || after.disabled) {
    unit.accounts().end_sessions(actor.shop, account.id, {});
  }
  if (after.disabled) unit.accounts().revoke_tokens(actor.shop, account.id, unit.now());
  audit(unit, actor,
        {"account.changed",
         subject(account),
         {{"role", std::string(domain::name(after.role))}, {"disabled", after.disabled ? "yes" : "no"}}});
  return view(account);
}

Result<LinkMade> make_reset_link(ports::Unit& unit, const ports::Actor& actor, const AccountTarget& command) {
  SHOUHOU_TRY(require(actor, Permission::account_write));
  SHOUHOU_ASSIGN(const ports::Account account, found(unit, actor.shop, command.id));
  SHOUHOU_TRY(owner_makes_owner(actor, account.role));
  unit.accounts().drop_reset_links(actor.shop, account.id);
  ports::Link link;
  link.kind = ports::LinkKind::reset;
  link.role = account.role;
  link.account = account.id;
  link.expires = unit.now() + domain::reset_link_life;
  return make_link(unit, actor, std::move(link), "/reset");
}

Result<AccountView> drop_factor_of(ports::Unit& unit, const ports::Actor& actor,
                                   const AccountTarget& command) {
  SHOUHOU_TRY(require(actor, Permission::account_write));
  SHOUHOU_ASSIGN(ports::Account account, found(unit, actor.shop, command.id));
  SHOUHOU_TRY(owner_makes_owner(actor, account.role));
  account.totp_confirmed = false;
  account.totp_secret.clear();
  SHOUHOU_TRY(unit.accounts().change(account));
  ++account.version;
  unit.accounts().set_recovery_codes(actor.shop, account.id, {});
  unit.accounts().end_sessions(actor.shop, account.id, {});
  audit(unit, actor, {"factor.dropped", subject(account)});
  return view(account);
}

Result<void> reset_password(ports::Unit& unit, const ResetPassword& command, const std::string& password_hash,
                            const Origin& origin) {
  SHOUHOU_ASSIGN(const ports::Link link, valid_link(unit, command.token));
  if (link.kind != ports::LinkKind::reset) {
    return invalid("link.other_kind", "token", {"这个链接不能重设密码", "This link resets no password"});
  }
  SHOUHOU_ASSIGN(ports::Account account, found(unit, link.shop, link.account));
  SHOUHOU_TRY(domain::check_password(command.password, account.login));
  if (!unit.accounts().use_link(link.shop, link.id, unit.now())) {
    return fail(ErrorKind::not_found, "link.invalid", {"链接已使用", "The link was used already"}, "token");
  }
  account.password_hash = password_hash;
  account.password_temporary = false;
  account.password_changed = unit.now();
  SHOUHOU_TRY(unit.accounts().change(account));
  unit.accounts().end_sessions(link.shop, account.id, {});
  ports::Actor by = ports::Actor::system(link.shop);
  by.account = account.id;
  by.name = account.name;
  by.address = origin.address;
  audit(unit, by, {"account.password_reset", subject(account)});
  return {};
}

Error wrong_password() {
  return {ErrorKind::invalid,
          "account.wrong_password",
          {"当前密码不正确", "The current password is wrong"},
          "current"};
}

Result<std::string> change_password(ports::Unit& unit, const ports::Actor& actor,
                                    const ChangePassword& command, const std::string& compared_hash,
                                    const std::string& password_hash, const Origin& origin) {
  SHOUHOU_ASSIGN(ports::Account account, found(unit, actor.shop, actor.account));
  if (account.password_hash != compared_hash) return forward(wrong_password());
  SHOUHOU_TRY(domain::check_password(command.password, account.login));
  if (command.password == command.current) {
    return invalid("account.password_same", "password",
                   {"新密码不能与当前密码相同", "The new password is the old one"});
  }
  account.password_hash = password_hash;
  account.password_temporary = false;
  account.password_changed = unit.now();
  SHOUHOU_TRY(unit.accounts().change(account));
  forgive_guesses(unit, actor);
  unit.accounts().end_sessions(actor.shop, account.id, {});
  audit(unit, actor, {"account.password_changed", subject(account)});
  return open_session(unit, account, origin, "password change");
}

}  // namespace shouhou::app
