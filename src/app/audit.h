// The audit log: every security-relevant act, in a chain of keyed hashes per shop, so that a row that was
// changed, dropped or put in between afterwards is found (`shouhou verify`).
//
//   app::audit(unit, actor, {"personal.looked", "buyer:" + id.str(), {{"why", "call back"}}});
//
// Acts in use: session.opened, session.refused, session.closed; account.*, invitation.*, token.*, factor.*;
// personal.looked, personal.exported, personal.forgotten; setting.changed; rules.changed; import.*, export.*,
// case.merged, keys.rotated, backup.*.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_text.h"
#include "base/zone.h"
#include "ports/accounts.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct AuditEntry {
  std::string act;
  std::string subject;  // "buyer:42"; empty where there is none
  // Further words, stored as a JSON object of texts. Never personal data.
  std::vector<std::pair<std::string, std::string>> details = {};
};

// Part of the unit's transaction: undone with it.
void audit(ports::Unit& unit, const ports::Actor& actor, const AuditEntry& entry);

struct AuditQuery {
  std::optional<std::string> act;  // "session.opened", or "session." for all of them
  std::optional<AccountId> account;
  std::optional<std::string> subject;
  std::optional<Instant> from, until;
  std::optional<std::int64_t> before;  // the `next` of the page before
  std::optional<int> limit;            // 1…200, else 50
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (act, account, subject, from, until, before, limit))

struct AuditRowView {
  std::int64_t number = 0;
  Instant at;
  AccountId account;
  std::string actor;
  std::string act;
  std::string subject;
  JsonText detail;  // an object
  std::string address;
};
BOOST_DESCRIBE_STRUCT(AuditRowView, (), (number, at, account, actor, act, subject, detail, address))

struct AuditPage {
  std::vector<AuditRowView> items;   // newest first
  std::optional<std::int64_t> next;  // none on the last page
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (items, next))

// Needs audit_read.
Result<AuditPage> read_audit(ports::ReadUnit& unit, const ports::Actor& actor, const AuditQuery& query);

// All rows that fit, newest first, as CSV in UTF-8 with a mark; at most 100,000. `limit` and `before` say
// nothing here. The export itself stands in the log. Needs audit_read.
Result<void> note_audit_export(ports::Unit& unit, const ports::Actor& actor, const AuditQuery& query);
Result<std::string> audit_csv(ports::ReadUnit& unit, const ports::Actor& actor, const AuditQuery& query,
                              const Zone& zone);

struct AuditCheck {
  std::int64_t rows = 0;
  bool sound = true;
  std::optional<std::int64_t> first_wrong;  // the number of the first row that does not fit
  std::string head;                         // the newest row's hash, hexadecimal: to be noted down elsewhere
};
BOOST_DESCRIBE_STRUCT(AuditCheck, (), (rows, sound, first_wrong, head))

// Walks the whole chain of a shop.
AuditCheck check_audit(ports::ReadUnit& unit, ShopId shop);

}  // namespace shouhou::app
