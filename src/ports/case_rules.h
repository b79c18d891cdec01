// The rules by which cases are judged in a shop at one moment: its rule book, made ready for use.
#pragma once

#include <memory>

#include "base/zone.h"
#include "domain/lifecycle.h"
#include "domain/rule_book.h"
#include "domain/urgency.h"

namespace shouhou::ports {

struct CaseRules {
  std::shared_ptr<const domain::RuleBook> book;  // never null
  domain::UrgencyRules urgency;
  domain::GuardRules guards;
  Zone zone = Zone::shanghai();

  // Reads calendars, weights and response targets out of the book.
  static std::shared_ptr<const CaseRules> from(std::shared_ptr<const domain::RuleBook> book, Zone zone);
};

}  // namespace shouhou::ports
