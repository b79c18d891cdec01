// Imports over HTTP: upload, look, map, start, follow, take the bad rows home.
#pragma once

#include <functional>

#include "app/import_formats.h"
#include "http/route.h"
#include "ports/blobs.h"
#include "ports/table_files.h"

namespace shouhou::http {

// All none where the routes are only described.
struct ImportParts {
  ports::TableFiles* files = nullptr;
  ports::Blobs* blobs = nullptr;
  const app::ImportFormats* formats = nullptr;
  // Runs a started import in the background.
  std::function<void(ShopId, ImportId)> run = {};
  // The same for a dry run that was asked for.
  std::function<void(ShopId, ImportId)> check = {};
};

void add_import_routes(Routes& routes, const ImportParts& parts);

}  // namespace shouhou::http
