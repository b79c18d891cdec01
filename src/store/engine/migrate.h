// Brings the schema up to date at start-up, in order, all in one exclusive transaction.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "store/engine/engine.h"

namespace shouhou::store {

// One file of store/sql/migrations; the checksums are of the texts.
struct Migration {
  int version = 0;
  std::string_view name;
  std::string_view sqlite;
  std::string_view sqlite_checksum;
  std::string_view postgres;
  std::string_view postgres_checksum;
};

// Called once, before anything is changed, when the database holds a schema already and some of it is
// pending: the place for a backup. An error stops the migration.
using BeforeMigrating = std::function<Result<void>(int from_version, int to_version)>;

// The number of migrations applied. Errors: store.newer_schema (a newer program made this database),
// store.changed_migration (a migration that was applied reads otherwise now), those of `before`.
Result<int> migrate(Engine& engine, std::span<const Migration> migrations, Instant now,
                    const BeforeMigrating& before = {});

// How many migrations are pending, with the same errors; changes nothing.
Result<int> pending_migrations(Engine& engine, std::span<const Migration> migrations);

}  // namespace shouhou::store
