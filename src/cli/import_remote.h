// shouhou import --server: hands files to a running desk over HTTP, as the account of a token.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace shouhou::cli {

struct RemoteImport {
  std::string server;  // http://host[:port]
  std::string token;   // an API token that may run imports
  std::string kind, format, mapping, channel;
  std::string refused;  // where bad rows go; empty: beside the file's name, here
  bool dry_run = false;
};

// Uploads, starts, waits and prints the report of each file, one after the other. False where an import
// failed.
Result<bool> import_remotely(const RemoteImport& options, const std::vector<std::string>& files);

}  // namespace shouhou::cli
