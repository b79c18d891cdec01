#include "store/repositories/accounts.h"

#include "store/shop_standing.h"
#include "store/sql/queries/accounts.h"
#include "store/sql/queries/audit.h"

namespace shouhou::store {
namespace {

namespace queries = sql::accounts;

std::string_view spelled(Language language) {
  return language == Language::en ? "en" : "zh";
}

ports::Shop read_shop(const Row& row) {
  return {row.id<ShopId>(0), row.string(1), row.string(2), row.instant(3)};
}

ports::Account read_account(const Row& row) {
  ports::Account account;
  account.shop = row.id<ShopId>(0);
  account.id = row.id<AccountId>(1);
  account.login = row.string(2);
  account.login_key = row.string(3);
  account.name = row.string(4);
  account.role = domain::role_named(row.text(5)).value_or(domain::Role::viewer);
  account.language = row.text(6) == "en" ? Language::en : Language::zh;
  account.password_hash = row.string(7);
  account.password_temporary = row.flag(8);
  account.password_changed = row.instant(9);
  account.totp_secret = std::string(row.bytes(10));
  account.totp_confirmed = row.flag(11);
  account.totp_last_step = row.integer(12);
  account.disabled = row.maybe_instant(13);
  account.last_login = row.maybe_instant(14);
  account.created = row.instant(15);
  account.created_by = row.id<AccountId>(16);
  account.version = row.integer(17);
  return account;
}

}  // namespace

void StoredAccounts::add_shop(const ports::Shop& shop, std::string_view wrapped_key) {
  session_.run(
      queries::add_shop,
      {{"shop_id", shop.id}, {"name", shop.name}, {"zone", shop.zone}, {"created_at", shop.created}});
  session_.run(queries::add_data_key, {{"shop_id", shop.id}, {"wrapped", Bytes{wrapped_key}}});
  session_.run(sql::audit::start, {{"shop_id", shop.id}, {"hash", Bytes{""}}});
  forget_standings(session_);
}

void StoredAccounts::change_shop(const ports::Shop& shop) {
  session_.run(queries::change_shop, {{"shop_id", shop.id}, {"name", shop.name}, {"zone", shop.zone}});
  forget_standings(session_);
}

std::optional<ports::Shop> StoredAccounts::shop(ShopId shop) {
  return session_.one(queries::shop, {{"shop_id", shop}}, read_shop);
}

std::vector<ports::Shop> StoredAccounts::shops(ShopId after, int limit) {
  return session_.all(queries::shops, {{"after", after}, {"limit", limit}}, read_shop);
}

std::optional<std::string> StoredAccounts::wrapped_key(ShopId shop) {
  return session_.one(queries::data_key, {{"shop_id", shop}},
                      [](const Row& row) { return std::string(row.bytes(0)); });
}

void StoredAccounts::set_wrapped_key(ShopId shop, std::string_view wrapped) {
  session_.run(queries::set_data_key, {{"shop_id", shop}, {"wrapped", Bytes{wrapped}}});
  forget_standings(session_);
}

Result<void> StoredAccounts::add(const ports::Account& account) {
  SHOUHOU_TRY(session_.change(queries::add, {{"shop_id", account.shop},
                                             {"account_id", account.id},
                                             {"login", account.login},
                                             {"login_key", account.login_key},
                                             {"name", account.name},
                                             {"role", name(account.role)},
                                             {"language", spelled(account.language)},
                                             {"password_hash", account.password_hash},
                                             {"password_temporary", account.password_temporary},
                                             {"password_changed_at", account.password_changed},
                                             {"totp_secret", Bytes{account.totp_secret}},
                                             {"totp_confirmed", account.totp_confirmed},
                                             {"disabled_at", account.disabled},
                                             {"created_at", account.created},
                                             {"created_by", account.created_by}}));
  return {};
}

Result<void> StoredAccounts::change(const ports::Account& account) {
  SHOUHOU_ASSIGN(const std::int64_t changed,
                 session_.change(queries::change, {{"shop_id", account.shop},
                                                   {"account_id", account.id},
                                                   {"login", account.login},
                                                   {"login_key", account.login_key},
                                                   {"name", account.name},
                                                   {"role", name(account.role)},
                                                   {"language", spelled(account.language)},
                                                   {"password_hash", account.password_hash},
                                                   {"password_temporary", account.password_temporary},
                                                   {"password_changed_at", account.password_changed},
                                                   {"totp_secret", Bytes{account.totp_secret}},
                                                   {"totp_confirmed", account.totp_confirmed},
                                                   {"disabled_at", account.disabled},
                                                   {"version", account.version}}));
  if (changed == 1) return {};
  return fail(ErrorKind::stale, "account.stale",
              {"账号刚被别人修改，请刷新后再试", "Somebody changed the account meanwhile; load it again"});
}

std::optional<ports::Account> StoredAccounts::account(ShopId shop, AccountId id) {
  return session_.one(queries::one, {{"shop_id", shop}, {"account_id", id}}, read_account);
}

std::vector<ports::Account> StoredAccounts::accounts_named(std::string_view login_key) {
  return session_.all(queries::named, {{"login_key", login_key}}, read_account);
}

std::vector<ports::Account> StoredAccounts::accounts(ShopId shop, AccountId after, int limit) {
  return session_.all(queries::page, {{"shop_id", shop}, {"after", after}, {"limit", limit}}, read_account);
}

std::int64_t StoredAccounts::active_owners(ShopId shop) {
  return session_
      .one(queries::active_owners, {{"shop_id", shop}}, [](const Row& row) { return row.integer(0); })
      .value_or(0);
}

void StoredAccounts::note_login(ShopId shop, AccountId id, Instant at) {
  session_.run(queries::note_login, {{"shop_id", shop}, {"account_id", id}, {"at", at}});
}

bool StoredAccounts::use_totp_step(ShopId shop, AccountId id, std::int64_t step) {
  return session_.run(queries::use_totp_step, {{"shop_id", shop}, {"account_id", id}, {"step", step}}) == 1;
}

void StoredAccounts::set_recovery_codes(ShopId shop, AccountId id, const std::vector<std::string>& hashes) {
  session_.run(queries::drop_recovery_codes, {{"shop_id", shop}, {"account_id", id}});
  for (const std::string& hash : hashes) {
    session_.run(queries::add_recovery_code,
                 {{"shop_id", shop}, {"account_id", id}, {"code_hash", Bytes{hash}}});
  }
}

bool StoredAccounts::use_recovery_code(ShopId shop, AccountId id, std::string_view hash, Instant at) {
  return session_.run(queries::use_recovery_code,
                      {{"shop_id", shop}, {"account_id", id}, {"code_hash", Bytes{hash}}, {"at", at}}) == 1;
}

std::int64_t StoredAccounts::recovery_codes_left(ShopId shop, AccountId id) {
  return session_
      .one(queries::recovery_codes_left, {{"shop_id", shop}, {"account_id", id}},
           [](const Row& row) { return row.integer(0); })
      .value_or(0);
}

}  // namespace shouhou::store
