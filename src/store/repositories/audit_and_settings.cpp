// The audit log and the settings of StoredAccounts.
#include <limits>

#include "store/repositories/accounts.h"
#include "store/sql/queries/audit.h"
#include "store/sql/queries/settings.h"

namespace shouhou::store {
namespace {

constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();

ports::AuditRow read_audit(const Row& row) {
  ports::AuditRow audit;
  audit.shop = row.id<ShopId>(0);
  audit.number = row.integer(1);
  audit.at = row.instant(2);
  audit.account = row.id<AccountId>(3);
  audit.actor = row.string(4);
  audit.act = row.string(5);
  audit.subject = row.string(6);
  audit.detail = row.string(7);
  audit.address = row.string(8);
  audit.previous_hash = std::string(row.bytes(9));
  audit.hash = std::string(row.bytes(10));
  return audit;
}

ports::Setting read_setting(const Row& row) {
  return {row.id<ShopId>(0), row.string(1),        row.integer(2), row.string(3),
          row.instant(4),    row.id<AccountId>(5), row.string(6),  row.string(7)};
}

}  // namespace

ports::AuditHead StoredAccounts::audit_head(ShopId shop, bool lock) {
  return session_
      .one(lock ? sql::audit::locked_head : sql::audit::head, {{"shop_id", shop}},
           [](const Row& row) {
             return ports::AuditHead{row.integer(0), std::string(row.bytes(1))};
           })
      .value_or(ports::AuditHead{});
}

void StoredAccounts::add_audit(const ports::AuditRow& row) {
  session_.run(sql::audit::add, {{"shop_id", row.shop},
                                 {"number", row.number},
                                 {"at", row.at},
                                 {"account_id", row.account},
                                 {"actor", row.actor},
                                 {"act", row.act},
                                 {"subject", row.subject},
                                 {"detail", row.detail},
                                 {"address", row.address},
                                 {"previous_hash", Bytes{row.previous_hash}},
                                 {"hash", Bytes{row.hash}}});
  session_.run(sql::audit::move_head,
               {{"shop_id", row.shop}, {"number", row.number}, {"hash", Bytes{row.hash}}});
}

std::vector<ports::AuditRow> StoredAccounts::audit_before(ShopId shop, const ports::AuditFilter& filter,
                                                          std::int64_t before, int limit) {
  // "session." means every act of the noun: all texts from "session." up to "session/", the next character.
  const bool whole_noun = filter.act.ends_with('.');
  std::string act_end = filter.act;
  if (whole_noun) act_end.back() = '/';
  return session_.all(sql::audit::before,
                      {{"shop_id", shop},
                       {"before", before > 0 ? before : end_of_time},
                       {"from_at", filter.from.value_or(Instant{0})},
                       {"until_at", filter.until.value_or(Instant{end_of_time})},
                       {"account_id", filter.account},
                       {"subject", filter.subject},
                       {"act", filter.act},
                       {"act_end", act_end},
                       {"limit", limit}},
                      read_audit);
}

std::vector<ports::AuditRow> StoredAccounts::audit_after(ShopId shop, std::int64_t after, int limit) {
  return session_.all(sql::audit::after, {{"shop_id", shop}, {"after", after}, {"limit", limit}}, read_audit);
}

std::optional<ports::Setting> StoredAccounts::setting(ShopId shop, std::string_view key) {
  return session_.one(sql::settings::one, {{"shop_id", shop}, {"setting_key", key}}, read_setting);
}

std::vector<ports::Setting> StoredAccounts::settings(ShopId shop) {
  return session_.all(sql::settings::newest, {{"shop_id", shop}}, read_setting);
}

std::vector<ports::Setting> StoredAccounts::setting_history(ShopId shop, std::string_view key,
                                                            std::int64_t before, int limit) {
  return session_.all(sql::settings::history,
                      {{"shop_id", shop},
                       {"setting_key", key},
                       {"before", before > 0 ? before : end_of_time},
                       {"limit", limit}},
                      read_setting);
}

Result<void> StoredAccounts::add_setting(const ports::Setting& setting) {
  SHOUHOU_TRY(session_.change(sql::settings::add, {{"shop_id", setting.shop},
                                                   {"setting_key", setting.key},
                                                   {"version", setting.version},
                                                   {"value", setting.value},
                                                   {"at", setting.at},
                                                   {"account_id", setting.account},
                                                   {"actor", setting.actor},
                                                   {"why", setting.why}}));
  return {};
}

}  // namespace shouhou::store
