// OpenAPI 3.1 out of the route table and the described types: the one contract for clients. The same program
// always prints the same text.
#pragma once

#include <string>

#include "http/route.h"

namespace shouhou::http {

std::string openapi(const Routes& routes, const std::string& version);

}  // namespace shouhou::http
