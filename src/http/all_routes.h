// Every route of the desk, noun by noun.
#pragma once

#include <string>

#include "http/account_routes.h"
#include "http/imports.h"
#include "http/live.h"
#include "http/route.h"
#include "ports/blobs.h"
#include "ports/pictures.h"

namespace shouhou::http {

// What handlers need beside the store. Everything may be none where the routes are only described
// (`shouhou openapi`), never run.
struct Parts {
  std::string version;
  Live* live = nullptr;
  AccountParts accounts = {};
  ports::Blobs* blobs = nullptr;
  ports::Pictures* pictures = nullptr;
  ImportParts imports = {};
};

Routes all_routes(const Parts& parts);

}  // namespace shouhou::http
