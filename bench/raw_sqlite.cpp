#include "raw_sqlite.h"

#include <sqlite3.h>

#include <chrono>
#include <cstdint>

namespace shouhou::bench {

double raw_sqlite(const std::string& file, int batch, double seconds) {
  using Clock = std::chrono::steady_clock;
  constexpr const char* payload =
      R"({"from":"contact","to":"verify","note":"something a person wrote, of middling length"})";
  sqlite3* database = nullptr;
  sqlite3_open(file.c_str(), &database);
  sqlite3_exec(database,
               "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
               "CREATE TABLE IF NOT EXISTS event (shop_id BIGINT, sequence BIGINT, kind TEXT, body TEXT, "
               "PRIMARY KEY (shop_id, sequence))",
               nullptr, nullptr, nullptr);
  const auto prepare = [&](const char* sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    return statement;
  };
  sqlite3_stmt* begin = prepare("BEGIN IMMEDIATE");
  sqlite3_stmt* commit = prepare("COMMIT");
  sqlite3_stmt* insert = prepare(
      "INSERT INTO event VALUES (1, (SELECT coalesce(max(sequence), 0) + 1 FROM event WHERE shop_id = 1), "
      "'x', ?1)");
  const auto step = [](sqlite3_stmt* statement) {
    sqlite3_step(statement);
    sqlite3_reset(statement);
  };
  sqlite3_bind_text(insert, 1, payload, -1, SQLITE_STATIC);
  std::int64_t rows = 0;
  const auto start = Clock::now();
  std::chrono::duration<double> spent{};
  while ((spent = Clock::now() - start).count() < seconds) {
    step(begin);
    for (int i = 0; i < batch; ++i, ++rows) step(insert);
    step(commit);
  }
  for (sqlite3_stmt* statement : {begin, commit, insert}) sqlite3_finalize(statement);
  sqlite3_close(database);
  return static_cast<double>(rows) / spent.count();
}

}  // namespace shouhou::bench
