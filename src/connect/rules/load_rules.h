// Rule files → one checked RuleBook. The files of rules/ are built into the program; a directory can take
// their place, and a shop's own settings are laid over them row by row (same table, same id: replaced).
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/rule_book.h"

namespace shouhou::connect {

struct RuleFile {
  std::string name;  // "issues.toml", for messages
  std::string text;
};

// Files of one layer may hold any tables; an id may stand once per layer and table.
using RuleLayer = std::vector<RuleFile>;

// What was wrong; never empty as an error value. Each field is "file:line".
using RuleProblems = std::vector<Error>;

tl::expected<domain::RuleBook, RuleProblems> load_rules(std::span<const RuleLayer> layers);
tl::expected<domain::RuleBook, RuleProblems> load_rules(const RuleLayer& layer);

// The rules/*.toml of the source tree this program was built from.
const RuleLayer& built_in_rules();

// Every *.toml directly in the directory, by name. Errors: rules.unreadable, rules.none, rules.too_large.
Result<RuleLayer> read_rule_directory(const std::filesystem::path& directory);

}  // namespace shouhou::connect
