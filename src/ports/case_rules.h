// The rules by which cases are judged in a shop at one moment: its rule book, made ready for use.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/zone.h"
#include "domain/lifecycle.h"
#include "domain/rule_book.h"
#include "domain/urgency.h"
#include "ports/rule_source.h"

namespace shouhou::ports {

struct CaseRules {
  std::shared_ptr<const domain::RuleBook> book;  // never null
  domain::UrgencyRules urgency;
  domain::GuardRules guards;
  Zone zone = Zone::shanghai();
  // Null in tools that judge by a fixed book: then no shop can have rules of its own.
  std::shared_ptr<const RuleSource> source;
  std::int64_t own_version = 0;     // of the shop's own rules in the book; 0: none
  std::vector<Error> own_problems;  // why the newest own rules do not count (a newer program refuses them)
  // Changes with whatever decides the rank of cases: weights, calendars, response targets, zone.
  std::string ranking;

  // Reads calendars, weights and response targets out of the book.
  static std::shared_ptr<const CaseRules> from(std::shared_ptr<const domain::RuleBook> book, Zone zone);
  // The same for a source's base.
  static std::shared_ptr<const CaseRules> from(std::shared_ptr<const RuleSource> source, Zone zone);
  // These rules in another zone, with another version of own rules.
  std::shared_ptr<const CaseRules> with(Zone zone, std::int64_t own_version,
                                        const std::string& own_text) const;
};

}  // namespace shouhou::ports
