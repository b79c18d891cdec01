// Cases over HTTP: the queue (queue and lists), one case, its evidence.
#pragma once

#include "http/route.h"
#include "ports/blobs.h"
#include "ports/pictures.h"

namespace shouhou::http {

void add_queue_routes(Routes& routes);
void add_case_routes(Routes& routes);
// Null where the routes are only described.
void add_evidence_routes(Routes& routes, ports::Blobs* blobs, ports::Pictures* pictures);

}  // namespace shouhou::http
