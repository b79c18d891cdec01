// Grants, approvals, deeds and dead letters over HTTP.
#pragma once

#include "http/route.h"

namespace shouhou::http {

void add_grant_routes(Routes& routes);

}  // namespace shouhou::http
