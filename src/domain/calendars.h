// Business calendars: when a shop (or a department, or a courier) works. Data only; rules/calendars.toml.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "domain/rule_origin.h"

namespace shouhou::domain {

// A stretch of work within a day, minutes since midnight: 540 … 720 is 09:00–12:00. `to` may be 1440.
struct Shift {
  int from = 0;
  int to = 0;

  bool operator==(const Shift&) const = default;
};

// A public holiday as the State Council announces it: days off and the weekend days worked in exchange.
struct PublicHoliday {
  std::string id;  // "2026.spring_festival"
  Text name;
  Day first;
  Day last;
  std::vector<Day> working_days;  // 调休上班
  RuleOrigin origin;

  bool operator==(const PublicHoliday&) const = default;
};

struct Calendar {
  std::string id;  // "always", "office", "warehouse"
  Text name;
  bool around_the_clock = false;           // 24/7; everything below is then ignored
  std::array<std::vector<Shift>, 7> week;  // 0 Sunday … 6 Saturday; shifts in order, not overlapping
  std::vector<Day> days_off;               // sorted; no work whatever the weekday
  std::vector<Day> working_days;           // sorted; work although the weekday is free
  std::vector<Shift> working_day_shifts;   // the shifts of those days
  Day known_until;                         // holidays beyond this day are not known yet
  RuleOrigin origin;

  bool operator==(const Calendar&) const = default;
};

}  // namespace shouhou::domain
