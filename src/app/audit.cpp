#include "app/audit.h"

#include <algorithm>

#include "app/csv_text.h"
#include "app/require.h"
#include "base/crypto.h"
#include "base/encoding.h"
#include "base/log.h"
#include "base/utf8.h"
#include "ports/personal_vault.h"

namespace shouhou::app {
namespace {

void put(std::string& out, std::string_view field) {
  out += std::to_string(field.size());
  out += ':';
  out += field;
}

// Every field with its length before it, so that nothing can be moved from one to the next.
std::string chained(ports::ReadUnit& unit, const ports::AuditRow& row) {
  std::string text;
  put(text, row.previous_hash);
  put(text, row.shop.str());
  put(text, std::to_string(row.number));
  put(text, std::to_string(row.at.ms));
  put(text, row.account.str());
  put(text, row.actor);
  put(text, row.act);
  put(text, row.subject);
  put(text, row.detail);
  put(text, row.address);
  return unit.vault().exact_hash(row.shop, "audit", text);
}

std::string clean(std::string_view text) {
  std::string kept = utf8::shorten(text, 500);
  std::erase(kept, '\0');
  return kept;
}

std::string json_object(const std::vector<std::pair<std::string, std::string>>& details) {
  std::string json = "{";
  for (const auto& [key, value] : details) {
    if (json.size() > 1) json += ',';
    json += '"';
    log::append_json(json, key);
    json += R"(":")";
    log::append_json(json, clean(value));
    json += '"';
  }
  return json + "}";
}

}  // namespace

void audit(ports::Unit& unit, const ports::Actor& actor, const AuditEntry& entry) {
  const ports::AuditHead head = unit.accounts().audit_head(actor.shop, true);
  ports::AuditRow row;
  row.shop = actor.shop;
  row.number = head.number + 1;
  row.at = unit.now();
  row.account = actor.account;
  row.actor = clean(actor.name);
  row.act = entry.act;
  row.subject = clean(entry.subject);
  row.detail = json_object(entry.details);
  row.address = clean(actor.address);
  row.previous_hash = head.hash;
  row.hash = chained(unit, row);
  unit.accounts().add_audit(row);
}

namespace {

constexpr std::size_t most_exported = 100'000;

ports::AuditFilter filter_of(const AuditQuery& query) {
  ports::AuditFilter filter;
  filter.act = query.act.value_or("");
  filter.account = query.account.value_or(AccountId{});
  filter.subject = query.subject.value_or("");
  filter.from = query.from;
  filter.until = query.until;
  return filter;
}

}  // namespace

Result<AuditPage> read_audit(ports::ReadUnit& unit, const ports::Actor& actor, const AuditQuery& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::audit_read));
  const int limit = std::clamp(query.limit.value_or(50), 1, 200);
  auto rows = unit.accounts().audit_before(actor.shop, filter_of(query), query.before.value_or(0), limit + 1);
  AuditPage page;
  if (rows.size() > static_cast<std::size_t>(limit)) {
    rows.pop_back();
    page.next = rows.back().number;
  }
  for (ports::AuditRow& row : rows) {
    page.items.push_back({row.number, row.at, row.account, std::move(row.actor), std::move(row.act),
                          std::move(row.subject), JsonText{std::move(row.detail)}, std::move(row.address)});
  }
  return page;
}

Result<void> note_audit_export(ports::Unit& unit, const ports::Actor& actor, const AuditQuery& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::audit_read));
  audit(unit, actor, {"export.audit", {}, {{"act", query.act.value_or("")}}});
  return {};
}

Result<std::string> audit_csv(ports::ReadUnit& unit, const ports::Actor& actor, const AuditQuery& query,
                              const Zone& zone) {
  SHOUHOU_TRY(require(actor, domain::Permission::audit_read));
  const ports::AuditFilter filter = filter_of(query);
  std::string out(csv_mark);
  out += actor.language == Language::en ? "number,time,account,name,act,subject,detail,address\r\n"
                                        : "序号,时间,账号,姓名,动作,对象,详情,来源地址\r\n";
  std::size_t count = 0;
  for (std::int64_t before = 0; count < most_exported;) {
    const auto rows = unit.accounts().audit_before(actor.shop, filter, before, 1000);
    if (rows.empty()) break;
    before = rows.back().number;
    count += rows.size();
    for (const ports::AuditRow& row : rows) {
      const std::string number = std::to_string(row.number);
      const std::string at = format_time(row.at, zone);
      const std::string account = row.account ? row.account.str() : std::string();
      for (const std::string* cell :
           {&number, &at, &account, &row.actor, &row.act, &row.subject, &row.detail, &row.address}) {
        if (cell != &number) out += ',';
        append_csv_cell(out, *cell);
      }
      out += "\r\n";
    }
  }
  return out;
}

AuditCheck check_audit(ports::ReadUnit& unit, ShopId shop) {
  const ports::AuditHead head = unit.accounts().audit_head(shop, false);
  AuditCheck check;
  check.head = to_hex(head.hash);
  std::string previous;
  const auto wrong_at = [&](std::int64_t number) {
    check.sound = false;
    check.first_wrong = number;
  };
  for (;;) {
    const auto rows = unit.accounts().audit_after(shop, check.rows, 1000);
    for (const ports::AuditRow& row : rows) {
      if (row.number != check.rows + 1 || row.previous_hash != previous || row.hash != chained(unit, row)) {
        wrong_at(check.rows + 1);
        return check;
      }
      previous = row.hash;
      ++check.rows;
    }
    if (rows.empty()) break;
  }
  if (head.number != check.rows || head.hash != previous) wrong_at(check.rows + 1);
  return check;
}

}  // namespace shouhou::app
