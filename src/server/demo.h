// `--demo`: a desk that holds nothing yet gets a shop full of life before it opens.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "server/config.h"

namespace shouhou::server {

// Prints progress and the sign-ins of the people it makes. Does nothing where orders or cases exist already.
Result<void> fill_demo(const Config& config, const Clock& clock);

}  // namespace shouhou::server
