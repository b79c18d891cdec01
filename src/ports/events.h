// What happened, in the order it was committed. One append-only stream per shop: it is the history of every
// case, and what live screens and other nodes follow.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"

namespace shouhou::ports {

struct Event {
  ShopId shop;
  std::int64_t sequence = 0;  // per shop, 1, 2, 3, … without gaps, given at commit
  CaseId case_id;             // none where the event is about no case
  std::string kind;           // "case.opened", "import.progressed", …
  Instant at;
  AccountId account;  // none for the system
  std::string actor;  // the name as it was then
  std::string body;   // a JSON object; never personal data in the clear
};

// A number on screen ("open", "assignee:42") that transactions keep up instead of counting rows.
struct CounterChange {
  ShopId shop;
  std::string counter;
  std::int64_t by = 0;
};

// What a write leaves to be stored together with it at the end of its batch.
struct Effects {
  std::vector<Event> events;
  std::vector<CounterChange> counters;
};

}  // namespace shouhou::ports
