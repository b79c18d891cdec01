// `shouhou doctor`: looks at what the desk stands on and says what to do about whatever is wrong.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/text.h"
#include "server/config.h"

namespace shouhou::server {

enum class Finding { fine, warning, wrong };

struct Examined {
  Finding finding = Finding::fine;
  Text what;    // what was looked at
  Text advice;  // what was found, and what to do; empty where fine
};

// Looks at configuration, rules, data directory, disk, clock, lock, master key, database, counters,
// histories, the ledger and the audit log, in this order; a server may be running (then what needs the
// database for itself is left out, and said).
std::vector<Examined> examine(const Config& config, const Clock& clock);

}  // namespace shouhou::server
