// The two ends of carrying out a deed by the outbox: what the performer is asked, and what its answer
// changes.
#pragma once

#include <optional>

#include "ports/outbox.h"
#include "ports/performer.h"
#include "ports/store.h"

namespace shouhou::app {

// How often and how fast a performer is asked again.
struct RetryPlan {
  int attempts = 8;         // then it is left to a person
  Span first = seconds(5);  // doubled each time
  Span longest = hours(1);
};
// When to ask again after so many attempts: doubled, with up to a quarter more or less by chance (from the
// item's id, so that many that failed together do not come back together).
Span back_off(const RetryPlan& plan, const ports::OutboxItem& item);

// Nothing where the deed is no longer due: cancelled, or confirmed by somebody.
std::optional<ports::PerformRequest> perform_request(ports::ReadUnit& unit, const ports::OutboxItem& item);

// In one transaction with the outbox. Asking twice with the same outcome changes nothing the second time.
Result<void> record_performance(ports::Unit& unit, const ports::OutboxItem& item,
                                const std::optional<ports::Performed>& performed, const RetryPlan& plan);

}  // namespace shouhou::app
