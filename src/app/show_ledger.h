// 台账 of one case: every line that was written of its money, oldest first. Nothing in it is ever changed.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/grants.h"
#include "ports/actor.h"
#include "ports/grants.h"
#include "ports/store.h"

namespace shouhou::app {

struct LedgerLineView {
  LedgerId id;
  Instant at;
  ports::LedgerKind kind = ports::LedgerKind::granted;
  Fen amount;  // of withdrawn below zero: a withdrawal that did not hold
  GrantId grant;
  DeedId deed;
  domain::RemedyKind remedy = domain::RemedyKind::apology;
  domain::EffectKind effect = domain::EffectKind::tell_buyer;
  bool on_top = false;  // compensation or freight: not out of what was paid for the goods
  std::string note;     // the outside's reference, or the reason; long numbers masked for some readers
  AccountId by;         // none: the desk itself
  std::string by_name;
};
BOOST_DESCRIBE_STRUCT(LedgerLineView, (),
                      (id, at, kind, amount, grant, deed, remedy, effect, on_top, note, by, by_name))

struct ShowLedger {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(ShowLedger, (), (id))

struct LedgerView {
  std::vector<LedgerLineView> items;
  bool more = false;  // there are further lines than these; the sums count them
  Fen granted, paid, withdrawn, open;
};
BOOST_DESCRIBE_STRUCT(LedgerView, (), (items, more, granted, paid, withdrawn, open))
// Needs case_read. Errors: case.not_found.
Result<LedgerView> show_ledger(ports::ReadUnit& unit, const ports::Actor& actor, const ShowLedger& query);

}  // namespace shouhou::app
