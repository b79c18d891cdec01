// Returns over HTTP: the dock, lists, receiving and inspecting, stray parcels, return addresses, stock.
#pragma once

#include "http/route.h"
#include "ports/blobs.h"
#include "ports/pictures.h"

namespace shouhou::http {

void add_return_routes(Routes& routes);
void add_dock_routes(Routes& routes, ports::Blobs* blobs, ports::Pictures* pictures);

}  // namespace shouhou::http
