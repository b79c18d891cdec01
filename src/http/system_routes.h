// Routes about the program itself: health, metrics, the API's description, the live stream.
#pragma once

#include "http/live.h"
#include "http/route.h"

namespace shouhou::http {

// `live` may be none where routes are only described, never run.
void add_system_routes(Routes& routes, Live* live, const std::string& version);

}  // namespace shouhou::http
