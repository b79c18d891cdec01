#include "app/kept_files.h"

#include <optional>

#include "ports/personal_vault.h"

namespace shouhou::app {
namespace {

Result<crypto::SecretKey> file_key(ports::Store& store, ShopId shop) {
  std::optional<crypto::SecretKey> key;
  SHOUHOU_TRY(store.read([&](ports::ReadUnit& unit) -> Result<void> {
    key.emplace(unit.vault().file_key(shop));
    return {};
  }));
  return *key;
}

}  // namespace

Result<std::unique_ptr<ports::BlobWriter>> keep_file(ports::Store& store, ports::Blobs& blobs, ShopId shop,
                                                     std::int64_t limit) {
  SHOUHOU_ASSIGN(const crypto::SecretKey key, file_key(store, shop));
  return blobs.create_sealed(shop, limit, key);
}

Result<std::shared_ptr<ports::BlobReader>> kept_file(ports::Store& store, ports::Blobs& blobs, ShopId shop,
                                                     std::string_view name) {
  SHOUHOU_ASSIGN(const crypto::SecretKey key, file_key(store, shop));
  return blobs.open_sealed(shop, name, key);
}

}  // namespace shouhou::app
