// Files of a shop lie sealed with a key of its own: imported ones, kept as they came for going on after a
// stop and for looking again, hold names, phones and addresses; photos and videos show labels and faces.
#pragma once

#include <memory>
#include <string_view>

#include "ports/blobs.h"
#include "ports/store.h"

namespace shouhou::app {

// What files of the shop are sealed with. Not from a store thread.
Result<crypto::SecretKey> file_key(ports::Store& store, ShopId shop);
// `limit` in clear bytes. Not from a store thread.
Result<std::unique_ptr<ports::BlobWriter>> keep_file(ports::Store& store, ports::Blobs& blobs, ShopId shop,
                                                     std::int64_t limit);
Result<std::shared_ptr<ports::BlobReader>> kept_file(ports::Store& store, ports::Blobs& blobs, ShopId shop,
                                                     std::string_view name);

// Lets go of imported files that were kept long enough (settings.h: imports.kept), and erases from disk what
// nothing has spoken of for an hour; how many files went. Not from a store thread.
Result<int> sweep_files(ports::Store& store, ports::Blobs& blobs, ShopId shop);

// Seals some of the photos and videos that were kept in the clear by earlier versions; how many, 0: there are
// no more. Not from a store thread.
Result<int> seal_clear_files(ports::Store& store, ports::Blobs& blobs, ShopId shop);

}  // namespace shouhou::app
