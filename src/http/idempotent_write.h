// Runs a write in the store, once per Idempotency-Key: the answer is kept in the same transaction as the
// effect, so a request sent again after a lost connection gets the first answer and changes nothing.
#pragma once

#include <memory>

#include "http/route.h"

namespace shouhou::http {

// Answers the call after the commit. Errors besides those of the write: idempotency.key (malformed),
// idempotency.other_request (the key was used for something else).
void write_once(const std::shared_ptr<Call>& call, PreparedWrite prepared);

}  // namespace shouhou::http
