// Where a row of rule data comes from. Every row in rules/ carries one; the screen shows it beside whatever
// the row decided.
#pragma once

#include <string>

#include "base/zone.h"

namespace shouhou::domain {

struct RuleOrigin {
  std::string source;  // law and article, platform page, practice id, or who decided it in the shop
  Day in_force;        // first day on which the row counts
  bool weak = false;   // known only from secondary or old sources: the shop should check and tune it
  std::string place;   // "issues.toml:12", for messages

  bool operator==(const RuleOrigin&) const = default;
};

}  // namespace shouhou::domain
