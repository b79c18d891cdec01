// What a shop may decide for itself and what not. A shop's own rows are laid over the rule book; none of them
// may take from the buyer what law or platform give (docs/decisions/0009).
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/rule_book.h"

namespace shouhou::domain {

// The name under which a shop's own text stands in messages: "own.toml:12".
inline constexpr std::string_view own_rules_file = "own.toml";

// Whether the row comes from the shop's own text.
bool is_own(const RuleOrigin& origin);

// Rows of `own` (the base with the shop's text laid over it) that would put the buyer in a worse position
// than `base` does: each with its place and the reason. Empty where all is well.
std::vector<Error> against_the_buyer(const RuleBook& base, const RuleBook& own);

// Promises of `before` that `after` no longer keeps. A promise may end by an `until` that is not in the past,
// so that orders paid by then keep it; half a year after its end it may go. `today` in the shop's zone.
std::vector<Error> promises_taken_back(const RuleBook& before, const RuleBook& after, Day today);

}  // namespace shouhou::domain
