#include "http/all_routes.h"

#include "http/system_routes.h"

namespace shouhou::http {

Routes all_routes(const Parts& parts) {
  Routes routes;
  add_system_routes(routes, parts.live, parts.version);
  return routes;
}

}  // namespace shouhou::http
