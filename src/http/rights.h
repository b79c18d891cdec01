// Rights over HTTP: what is owed in a case, answers to what the rules ask, terms of sale, and the rules of
// the shop.
#pragma once

#include "http/route.h"

namespace shouhou::http {

void add_rights_routes(Routes& routes);

}  // namespace shouhou::http
