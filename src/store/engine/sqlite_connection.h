// One SQLite connection with its cached statements. Used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "store/engine/engine.h"

struct sqlite3;
struct sqlite3_stmt;

namespace shouhou::store {

enum class SqliteAccess { write, read };

class SqliteConnection final : public Session {
 public:
  // Throws EngineFailure. `cache_kib` is the page cache. `vfs` empty: the operating system's.
  SqliteConnection(const std::string& file, SqliteAccess access, int cache_kib, const std::string& vfs = {});
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  using Session::change;
  using Session::each;
  using Session::later;
  void each(const Query& query, Arguments arguments, const EachRow& row) override;
  Result<std::int64_t> change(const Query& query, Arguments arguments) override;
  void each_of(const Query& query, std::span<const Arguments> sets, const EachRowOf& row) override;
  void later(const Query& query, Arguments arguments) override;
  void execute(std::string_view sql) override;
  void prepare(const Query& query) override;
  bool postgres() const override { return false; }

  void begin_write() {
    remembered().reset();
    step_plain(begin_);
  }
  void begin_read() {
    remembered().reset();
    step_plain(begin_read_);
  }
  void commit() { step_plain(commit_); }
  // Never throws: SQLite has often rolled back by itself when something failed.
  void roll_back() noexcept;
  // Whether a statement that can change something has run since forget_writes().
  bool has_written() const { return written_; }
  void forget_writes() { written_ = false; }
  void savepoint() { step_plain(savepoint_); }
  void release() { step_plain(release_); }
  void roll_back_to_savepoint() {
    remembered().reset();
    step_plain(rollback_to_);
  }
  bool usable() const { return true; }
  sqlite3* handle() { return database_; }

 private:
  struct Slot {
    const char* sql =
        nullptr;  // which statement this is: queries of tests share indexes with the embedded ones
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
  };
  class Lease;

  sqlite3_stmt* prepare_text(std::string_view sql);
  void step_plain(sqlite3_stmt* statement);
  void bind(sqlite3_stmt* statement, const Query& query, Arguments arguments);
  [[noreturn]] void fail_now(std::string_view what);
  void close() noexcept;

  sqlite3* database_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* begin_read_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
  sqlite3_stmt* rollback_ = nullptr;
  bool written_ = false;
  sqlite3_stmt* savepoint_ = nullptr;
  sqlite3_stmt* release_ = nullptr;
  sqlite3_stmt* rollback_to_ = nullptr;
  std::vector<Slot> slots_;
};

// Throws what the SQLite result code means: EngineFailure for a failing disk, std::logic_error for a bug.
[[noreturn]] void throw_sqlite(int extended_code, const std::string& what);

}  // namespace shouhou::store
