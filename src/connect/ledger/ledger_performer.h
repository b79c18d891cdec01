// The default way to carry out a deed: the desk keeps the ledger, a person does it and confirms. So the desk
// is useful before any connector exists, and stays so for what a platform has no interface for. The wording
// is neutral: nothing is claimed about where in which console a button is.
#pragma once

#include "ports/performer.h"

namespace shouhou::connect {

class LedgerPerformer final : public ports::Performer {
 public:
  ports::Performed perform(const ports::PerformRequest& request) override;
};

}  // namespace shouhou::connect
