// Offers over HTTP: for the desk, and for the buyer who has a link.
#pragma once

#include "http/route.h"

namespace shouhou::http {

void add_offer_routes(Routes& routes);

}  // namespace shouhou::http
