// Following up over HTTP: what is due to buyers, drafts of progress messages, promised calls, tasks taken and
// handed on, deadlines that were missed.
#pragma once

#include "http/route.h"

namespace shouhou::http {

void add_follow_up_routes(Routes& routes);

}  // namespace shouhou::http
