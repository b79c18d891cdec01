// What the use cases of grants share: loading, and the view.
#pragma once

#include "app/grant_remedy.h"
#include "domain/entitlements.h"

namespace shouhou::app {

// The case with what the rules say of it.
struct Judged {
  domain::Case state;
  domain::CaseFacts facts;
  domain::Rights rights;
};
Result<Judged> judge(ports::ReadUnit& unit, ShopId shop, CaseId id);

Result<domain::Grant> load_grant(ports::ReadUnit& unit, ShopId shop, GrantId id);
GrantView view_of(ports::ReadUnit& unit, const domain::Grant& grant);

// Why the remedy is not possible, as one error grant.obstacle; nothing where it is. What the buyer was shown
// (`promised`) is not taken back because others have used up the caps on goodwill since.
Result<void> possible(const domain::Remedy& remedy, const Judged& judged, const domain::RuleBook& book,
                      bool promised = false);

// Sets a granted remedy going: the case's agreement and marks, the deeds, the ledger, the outbox. The grant
// is stored already.
Result<void> carry_out(ports::Unit& unit, const ports::Actor& actor, const domain::Grant& grant,
                       const Judged& judged, MaybeVersion version);

// Compensation that is owed by a table and not granted yet (it grows with lateness) is granted on top.
Result<void> grant_owed_compensation(ports::Unit& unit, const ports::Actor& actor, CaseId id);

}  // namespace shouhou::app
