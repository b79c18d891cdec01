#include "server/open_store.h"

#include <filesystem>

#include "server/rules_at_start.h"
#include "store/key_ring.h"

namespace shouhou::server {

Result<std::unique_ptr<store::Store>> open_store(const Config& config, const Clock& clock, bool filling) {
  namespace fs = std::filesystem;
  std::error_code ec;
  const bool fresh = !fs::exists(config.data, ec);
  for (const char* folder : {"blobs", "uploads", "backups"}) {
    if (!ec) fs::create_directories(config.data + '/' + folder, ec);
  }
  if (!ec && fresh) fs::permissions(config.data, fs::perms::owner_all, ec);
  if (ec) {
    return fail(ErrorKind::unavailable, "data.directory",
                {"数据目录无法使用：" + ec.message(), "cannot use the data directory: " + ec.message()},
                config.data);
  }
  store::StoreOptions options;
  if (config.postgres.empty()) {
    store::SqliteOptions sqlite;
    sqlite.file = config.data + "/shouhou.db";
    sqlite.sync_each_commit = !filling;
    options.engine = sqlite;
  } else {
    store::PostgresOptions postgres;
    postgres.url = config.postgres;
    options.engine = postgres;
  }
  options.clock = &clock;
  options.backups = config.data + "/backups";
  options.migrate_without_backup = config.migrate_without_backup;
  options.keys = store::key_place(config.data);
  SHOUHOU_ASSIGN(auto rules, rules_at_start(config));
  SHOUHOU_ASSIGN(auto store, store::Store::open(std::move(options)));
  store->use_case_rules(std::move(rules));
  return store;
}

}  // namespace shouhou::server
