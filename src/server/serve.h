// `shouhou serve`: puts the parts together and runs until SIGTERM or SIGINT.
#pragma once

#include "base/result.h"
#include "server/config.h"

namespace shouhou::server {

// Returns after an orderly end. Errors: those of the store, net.address, net.certificate.
Result<void> serve(const Config& config);

// "0.1.0".
const char* version();

}  // namespace shouhou::server
