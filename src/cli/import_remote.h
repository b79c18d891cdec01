// shouhou import --server: hands files to a running desk over HTTP, as the account of a token.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/desk_line.h"

namespace shouhou::cli {

struct RemoteImport {
  RunningDesk desk;  // its token may run imports
  std::string kind, format, mapping, channel;
  std::string refused;  // where bad rows go; empty: beside the file's name, here
  bool dry_run = false;
};

// Said after a dry run, here and there.
inline constexpr const char* nothing_kept =
    "试运行：判断了整个文件，没有写入任何数据 · dry run: the whole file was judged, nothing was kept";

// Uploads, starts, waits and prints the report of each file, one after the other. False where an import
// failed.
Result<bool> import_remotely(const RemoteImport& options, const std::vector<std::string>& files);

}  // namespace shouhou::cli
