#include "store/engine/migrate.h"

#include <map>
#include <string>

#include "base/log.h"
#include "store/engine/failures.h"
#include "store/sql/queries/schema_migration.h"

namespace shouhou::store {
namespace {

struct Applied {
  std::string name;
  std::string checksum;
};
using AppliedByVersion = std::map<int, Applied>;

std::string numbered(int version, std::string_view name) {
  std::string number = std::to_string(version);
  return std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number + "_" + std::string(name);
}

void make_table(Session& session) {
  session.execute(
      "CREATE TABLE IF NOT EXISTS schema_migration ("
      "version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, "
      "applied_at BIGINT NOT NULL)");
}

AppliedByVersion load(Session& session) {
  AppliedByVersion applied;
  session.each(sql::schema_migration::all, {}, [&](const Row& row) {
    applied[static_cast<int>(row.integer(0))] = {row.string(1), row.string(2)};
  });
  return applied;
}

Error newer(const std::string& what) {
  return {ErrorKind::conflict,
          "store.newer_schema",
          {"数据库由更新版本的程序建立（" + what + "），请换用新版程序。",
           "A newer version of the program made this database (" + what + "); use that version."},
          {}};
}

Error changed(const std::string& what) {
  return {ErrorKind::conflict,
          "store.changed_migration",
          {"数据库结构 " + what + " 与本程序不一致，请用匹配的程序版本或从备份恢复。",
           "The schema step " + what +
               " in the database differs from this program's; use the matching version or "
               "restore a backup."},
          {}};
}

std::string_view checksum(const Migration& migration, bool postgres) {
  return postgres ? migration.postgres_checksum : migration.sqlite_checksum;
}

Result<void> check(const AppliedByVersion& applied, std::span<const Migration> migrations, bool postgres) {
  std::map<int, const Migration*> known;
  for (const Migration& migration : migrations) known[migration.version] = &migration;
  for (const auto& [version, row] : applied) {
    const auto found = known.find(version);
    if (found == known.end()) return forward(newer(numbered(version, row.name)));
    if (checksum(*found->second, postgres) != row.checksum)
      return forward(changed(numbered(version, row.name)));
  }
  return {};
}

// Thrown to leave the exclusive transaction without a trace.
struct Stop {
  Error why;
};

}  // namespace

Result<int> pending_migrations(Engine& engine, std::span<const Migration> migrations) {
  AppliedByVersion applied;
  engine.exclusive([&](Session& session) {
    make_table(session);
    applied = load(session);
  });
  SHOUHOU_TRY(check(applied, migrations, engine.postgres()));
  int pending = 0;
  for (const Migration& migration : migrations) pending += applied.contains(migration.version) ? 0 : 1;
  return pending;
}

Result<int> migrate(Engine& engine, std::span<const Migration> migrations, Instant now,
                    const BeforeMigrating& before) {
  const bool postgres = engine.postgres();
  int count = 0;
  try {
    SHOUHOU_ASSIGN(const int pending, pending_migrations(engine, migrations));
    if (pending == 0) return 0;
    AppliedByVersion applied;
    engine.read([&](Session& session) { applied = load(session); });
    if (before && !applied.empty()) {
      SHOUHOU_TRY(before(applied.rbegin()->first, migrations.back().version));
    }
    engine.exclusive([&](Session& session) {
      // Another node may have been here since.
      const AppliedByVersion current = load(session);
      if (Result<void> checked = check(current, migrations, postgres); !checked) throw Stop{checked.error()};
      for (const Migration& migration : migrations) {
        if (current.contains(migration.version)) continue;
        session.execute(postgres ? migration.postgres : migration.sqlite);
        session.run(sql::schema_migration::add, {{"version", migration.version},
                                                 {"name", migration.name},
                                                 {"checksum", checksum(migration, postgres)},
                                                 {"applied_at", now}});
        ++count;
      }
    });
  } catch (const Stop& stop) {
    return forward(stop.why);
  } catch (const EngineFailure& failure) {
    return forward(failure.error);
  }
  if (count > 0) log::info("schema migrated", {{"steps", std::to_string(count)}});
  return count;
}

}  // namespace shouhou::store
