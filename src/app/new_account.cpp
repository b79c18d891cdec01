#include "app/new_account.h"

#include "app/audit.h"
#include "base/utf8.h"

namespace shouhou::app {

Result<std::string> checked_name(const std::string& written) {
  std::string name = utf8::trim(written);
  if (utf8::valid(name) && !name.empty() && utf8::length(name) <= 40 &&
      name.find_first_of(std::string_view("\0\r\n\t", 4)) == std::string::npos) {
    return name;
  }
  return invalid("account.name_malformed", "name",
                 {"姓名须为 1 至 40 个字符", "A name has 1 to 40 characters"});
}

Result<ports::Account> add_new_account(ports::Unit& unit, const NewAccount& person,
                                       const std::string& password_hash, const ports::Actor& by) {
  ports::Account account;
  account.shop = person.shop;
  account.id = unit.ids().next<AccountId>(unit.now());
  SHOUHOU_ASSIGN(account.login_key, domain::login_key(person.login));
  account.login = utf8::trim(person.login);
  SHOUHOU_ASSIGN(account.name, checked_name(person.name.empty() ? account.login : person.name));
  SHOUHOU_TRY(domain::check_password(person.password, person.login));
  account.role = person.role;
  account.password_hash = password_hash;
  account.password_temporary = person.temporary;
  account.password_changed = unit.now();
  account.created = unit.now();
  account.created_by = by.account;
  const auto added = unit.accounts().add(account);
  if (!added && added.error().code == "store.duplicate") {
    return fail(ErrorKind::conflict, "account.login_taken",
                {"本店已有这个登录名", "The shop has this login name already"}, "login");
  }
  SHOUHOU_TRY(added);
  audit(
      unit, by,
      {"account.added", "account:" + account.id.str(), {{"role", std::string(domain::name(account.role))}}});
  return account;
}

Result<Joined> join_by_link(ports::Unit& unit, const ports::Link& link, const NewAccount& person,
                            const std::string& password_hash, const Origin& origin) {
  ports::Actor by = ports::Actor::system(link.shop);
  by.account = link.created_by;
  by.name = "link:" + link.id.str();
  by.address = origin.address;
  if (!unit.accounts().use_link(link.shop, link.id, unit.now())) {
    return fail(ErrorKind::not_found, "link.invalid", {"链接已使用", "The link was used already"}, "token");
  }
  SHOUHOU_ASSIGN(const ports::Account account, add_new_account(unit, person, password_hash, by));
  return Joined{account.id, open_session(unit, account, origin, "link")};
}

}  // namespace shouhou::app
