// Opens the store that a configuration names; the command line's commands use it too.
#pragma once

#include <memory>

#include "base/clock.h"
#include "base/result.h"
#include "server/config.h"
#include "store/store.h"

namespace shouhou::server {

// Makes the data directory where it is missing (mode 0700): shouhou.db, keys/, blobs/, uploads/, backups/.
// `filling` is for data that can be made again: forced to disk as a whole when the store closes. Errors:
// data.directory, and those of Store::open.
Result<std::unique_ptr<store::Store>> open_store(const Config& config, const Clock& clock,
                                                 bool filling = false);

}  // namespace shouhou::server
