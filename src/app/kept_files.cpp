#include "app/kept_files.h"

#include <optional>

#include "app/settings.h"
#include "ports/kept_files.h"
#include "ports/personal_vault.h"

namespace shouhou::app {

Result<crypto::SecretKey> file_key(ports::Store& store, ShopId shop) {
  std::optional<crypto::SecretKey> key;
  SHOUHOU_TRY(store.read([&](ports::ReadUnit& unit) -> Result<void> {
    key.emplace(unit.vault().file_key(shop));
    return {};
  }));
  return *key;
}

Result<std::unique_ptr<ports::BlobWriter>> keep_file(ports::Store& store, ports::Blobs& blobs, ShopId shop,
                                                     std::int64_t limit) {
  SHOUHOU_ASSIGN(const crypto::SecretKey key, file_key(store, shop));
  return blobs.create(shop, limit, key);
}

Result<std::shared_ptr<ports::BlobReader>> kept_file(ports::Store& store, ports::Blobs& blobs, ShopId shop,
                                                     std::string_view name) {
  SHOUHOU_ASSIGN(const crypto::SecretKey key, file_key(store, shop));
  return blobs.open(shop, name, key);
}

Result<int> sweep_files(ports::Store& store, ports::Blobs& blobs, ShopId shop) {
  constexpr Span rest = hours(1);
  constexpr int files_at_once = 100;
  std::vector<ports::DoomedFile> doomed;
  Instant now;
  SHOUHOU_TRY(store.write_now(
      [&](ports::Unit& unit) -> Result<void> {
        now = unit.now();
        unit.kept_files().let_go_of_imports(shop, now - imports_kept_for(unit, shop), now, files_at_once);
        doomed = unit.kept_files().doomed(shop, now - rest, files_at_once);
        return {};
      },
      shop));
  std::vector<std::string> settled;
  int gone = 0;
  for (const ports::DoomedFile& file : doomed) {
    if (!file.in_use) {
      SHOUHOU_ASSIGN(const bool erased, blobs.remove_unless_fresh(shop, file.hash, now - rest));
      if (!erased) continue;  // looked at again next time
      ++gone;
    }
    settled.push_back(file.hash);
  }
  if (settled.empty()) return 0;
  SHOUHOU_TRY(store.write_now(
      [&](ports::Unit& unit) -> Result<void> {
        for (const std::string& hash : settled) unit.kept_files().settle(shop, hash);
        return {};
      },
      shop));
  return gone;
}

Result<int> seal_clear_files(ports::Store& store, ports::Blobs& blobs, ShopId shop) {
  constexpr int files_at_once = 20;
  SHOUHOU_ASSIGN(const crypto::SecretKey key, file_key(store, shop));
  return blobs.seal_clear(shop, key, files_at_once);
}

}  // namespace shouhou::app
