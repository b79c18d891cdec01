// The first line of every use case: may this actor do it?
#pragma once

#include "base/result.h"
#include "ports/actor.h"

namespace shouhou::app {

// Errors: permission.missing (forbidden, names the permission).
Result<void> require(const ports::Actor& actor, domain::Permission permission);

}  // namespace shouhou::app
