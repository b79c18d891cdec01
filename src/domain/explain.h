// A judgement in words, for the agent, the lead and the command line: what is owed and why, what is not,
// what each way costs, what the rules leave uncertain.
#pragma once

#include <string>

#include "base/text.h"
#include "domain/offers.h"

namespace shouhou::domain {

// `with_exposure` only for leads (Permission::exposure_read).
std::string explain(const CaseFacts& facts, const RuleBook& book, const Zone& zone, const Offer& offer,
                    Language language, bool with_exposure);

}  // namespace shouhou::domain
