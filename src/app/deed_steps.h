// How a deed moves, whoever moves it: the deed itself, the case, the ledger, the outbox and the stream change
// together, in the unit's transaction. The use cases of deeds.h, grant_remedy.h and the outbox worker are
// built from these steps; permissions and life cycle are theirs to check (domain/grants.h).
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "app/change_case.h"
#include "domain/grants.h"
#include "ports/grants.h"

namespace shouhou::app {

// The kind of outbox items that carry out a deed; their key is the deed's id.
inline constexpr std::string_view perform_deed = "deed.perform";

// The same person, allowed what the deed's consequences in the case need.
ports::Actor acting(const ports::Actor& actor);

Result<domain::Deed> load_deed(ports::ReadUnit& unit, ShopId shop, DeedId id);
domain::Mover mover_of(ports::ReadUnit& unit, const ports::Actor& actor, const domain::Deed& deed);

// Words for the stream: {"grant":…,"deed":…,"kind":…,"amount":…} and what is added, all texts.
using Words = std::vector<std::pair<std::string_view, std::string>>;
void tell_deed(ports::Unit& unit, const ports::Actor& actor, std::string kind, const domain::Deed& deed,
               const Words& words = {});
void tell_grant(ports::Unit& unit, const ports::Actor& actor, std::string kind, const domain::Grant& grant,
                const Words& words = {});

// Stores a deed that has changed.
void keep_deed(ports::Unit& unit, domain::Deed& deed);
// Puts a due deed into the outbox, or its item back to waiting, not before `when`.
void queue_deed(ports::Unit& unit, const domain::Deed& deed, Instant when);
void write_ledger(ports::Unit& unit, const ports::Actor& actor, const domain::Deed& deed,
                  ports::LedgerKind kind, Fen amount, std::string note);

// held → due.
Result<void> ready_deed(ports::Unit& unit, const ports::Actor& actor, domain::Deed& deed);
// Any state but done → done: the case hears of it, the ledger says paid, what waited for it goes on. What was
// cancelled counts again.
Result<void> finish_deed(ports::Unit& unit, const ports::Actor& actor, domain::Deed& deed,
                         const std::string& reference);
// Open → cancelled, together with what waits for it; granted money is withdrawn.
Result<void> drop_deed(ports::Unit& unit, const ports::Actor& actor, domain::Deed& deed,
                       const std::string& reason);
// Ready, told to a person, failed or dropped → held again; `cut` is what had been taken off it with the
// goods, and counts again. Errors: those of domain::moved.
Result<void> hold_deed(ports::Unit& unit, const ports::Actor& actor, domain::Deed& deed, Fen cut,
                       const std::string& reason);
// Less of a money deed is due than was granted; `by` is below its amount.
Result<void> cut_deed(ports::Unit& unit, const ports::Actor& actor, domain::Deed& deed, Fen by,
                      const std::string& reason);
// The warehouse or the carrier could not: what waited for it is dropped, the case goes back to agreeing and
// the one who has it is told.
Result<void> deed_missed(ports::Unit& unit, const ports::Actor& actor, domain::Deed& deed,
                         const std::string& reason);
// It was perhaps done twice: kept on the deed, told on the case where it is still open.
void doubt_deed(ports::Unit& unit, const ports::Actor& actor, domain::Deed& deed,
                const std::string& other_reference, const Text& what);

// Money that a platform says it has moved. True where it is (or clearly was) one of our own deeds, which is
// then done instead of being paid again; false where nobody here knows of it. What cannot be told apart is
// put before a person and counts as known.
Result<bool> platform_paid(ports::Unit& unit, const ports::Actor& actor, CaseId id, const std::string& key,
                           Fen amount);

}  // namespace shouhou::app
