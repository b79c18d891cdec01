// Buyers over HTTP: what belongs to a person and may be wished away.
#pragma once

#include "http/route.h"

namespace shouhou::http {

void add_buyer_routes(Routes& routes);

}  // namespace shouhou::http
