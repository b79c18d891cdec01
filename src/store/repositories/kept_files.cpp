#include "store/repositories/kept_files.h"

#include "store/sql/queries/kept_files.h"

namespace shouhou::store {
namespace queries = sql::kept_files;

void StoredFiles::doom(ShopId shop, std::string_view hash, Instant at) {
  session_.run(queries::doom, {{"shop_id", shop}, {"hash", hash}, {"at", at}});
}

std::vector<ports::DoomedFile> StoredFiles::doomed(ShopId shop, Instant before, int limit) {
  return session_.all(queries::doomed, {{"shop_id", shop}, {"before", before}, {"limit", limit}},
                      [](const Row& row) {
                        return ports::DoomedFile{row.string(0), row.flag(1)};
                      });
}

void StoredFiles::settle(ShopId shop, std::string_view hash) {
  session_.run(queries::settle, {{"shop_id", shop}, {"hash", hash}});
}

int StoredFiles::let_go_of_imports(ShopId shop, Instant before, Instant now, int limit) {
  const auto old =
      session_.all(queries::old_imports, {{"shop_id", shop}, {"before", before}, {"limit", limit}},
                   [](const Row& row) { return std::pair(row.id<ImportId>(0), row.string(1)); });
  for (const auto& [id, hash] : old) {
    session_.run(queries::import_without_file, {{"shop_id", shop}, {"id", id}});
    session_.run(queries::drop_refused, {{"shop_id", shop}, {"id", id}});
    session_.run(queries::drop_check, {{"shop_id", shop}, {"id", id}});
    doom(shop, hash, now);
  }
  return static_cast<int>(old.size());
}

}  // namespace shouhou::store
