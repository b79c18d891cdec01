#include "store/engine/sqlite_connection.h"

#include <sqlite3.h>

#include <cerrno>
#include <new>
#include <stdexcept>

#include "store/engine/arguments.h"
#include "store/engine/failures.h"

namespace shouhou::store {
namespace {

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  bool null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view text(int column) const override {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                : std::string_view();
  }
  std::string_view bytes(int column) const override {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                : std::string_view();
  }

 private:
  sqlite3_stmt* statement_;
};

// Counting memory takes a lock in every allocation; nobody reads the figure.
void configure_once() {
  static const bool configured = [] { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK; }();
  static_cast<void>(configured);
}

bool unique_violation(int code) {
  return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
         code == SQLITE_CONSTRAINT_ROWID;
}

}  // namespace

void throw_sqlite(int extended_code, const std::string& what) {
  const int system_error = errno;
  switch (extended_code & 0xFF) {
    case SQLITE_FULL:
      throw EngineFailure(disk_full());
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw EngineFailure(read_only());
    case SQLITE_IOERR:
      // SQLite tells only a full disk apart. A quota and a disk that the kernel turned read-only under us say
      // so in errno, which is that of the call that failed.
      if (system_error == EROFS) throw EngineFailure(read_only());
      if (system_error == EDQUOT) throw EngineFailure(disk_full());
      [[fallthrough]];
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      throw EngineFailure(io(what));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw EngineFailure(busy());
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw EngineFailure(corrupt(what));
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      throw std::logic_error(what);
  }
}

// A cached statement in use; a second use of the same query inside its own rows gets a statement of its own.
class SqliteConnection::Lease {
 public:
  Lease(SqliteConnection& connection, const Query& query) {
    if (query.index >= connection.slots_.size()) connection.slots_.resize(query.index + 32);
    Slot& slot = connection.slots_[query.index];
    if (slot.in_use) {
      statement_ = connection.prepare_text(query.sqlite);
      return;
    }
    if (slot.sql != query.sqlite.data()) {
      sqlite3_finalize(slot.statement);
      slot = {};
      slot.statement = connection.prepare_text(query.sqlite);
      slot.sql = query.sqlite.data();
    }
    slot.in_use = true;
    statement_ = slot.statement;
    connection_ = &connection;
    index_ = query.index;
  }
  ~Lease() {
    if (!connection_) {
      sqlite3_finalize(statement_);
      return;
    }
    sqlite3_reset(statement_);
    connection_->slots_[index_].in_use = false;
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  sqlite3_stmt* get() { return statement_; }

 private:
  sqlite3_stmt* statement_ = nullptr;
  SqliteConnection* connection_ = nullptr;  // none: the statement is our own
  std::size_t index_ = 0;
};

SqliteConnection::SqliteConnection(const std::string& file, SqliteAccess access, int cache_kib,
                                   const std::string& vfs) {
  configure_once();
  const int flags =
      SQLITE_OPEN_NOMUTEX |
      (access == SqliteAccess::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const int opened = sqlite3_open_v2(file.c_str(), &database_, flags, vfs.empty() ? nullptr : vfs.c_str());
  try {
    if (opened != SQLITE_OK) {
      throw_sqlite(database_ ? sqlite3_extended_errcode(database_) : SQLITE_NOMEM, file);
    }
    sqlite3_extended_result_codes(database_, 1);
    sqlite3_busy_timeout(database_, 5'000);
    execute("PRAGMA cache_size = -" + std::to_string(cache_kib) + "; PRAGMA temp_store = MEMORY");
    if (access == SqliteAccess::write) {
      // The writer checkpoints itself, between batches; what is deleted is overwritten where that is free.
      execute(
          "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
          "PRAGMA foreign_keys = ON; PRAGMA secure_delete = FAST; PRAGMA journal_size_limit = 67108864");
    } else {
      sqlite3_db_config(database_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
      execute("PRAGMA query_only = ON");
    }
    begin_ = prepare_text("BEGIN IMMEDIATE");
    begin_read_ = prepare_text("BEGIN");
    commit_ = prepare_text("COMMIT");
    rollback_ = prepare_text("ROLLBACK");
    savepoint_ = prepare_text("SAVEPOINT body");
    release_ = prepare_text("RELEASE body");
    rollback_to_ = prepare_text("ROLLBACK TO body");
  } catch (...) {
    close();
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  close();
}

void SqliteConnection::close() noexcept {
  for (Slot& slot : slots_) sqlite3_finalize(slot.statement);
  slots_.clear();
  for (sqlite3_stmt* statement :
       {begin_, begin_read_, commit_, rollback_, savepoint_, release_, rollback_to_}) {
    sqlite3_finalize(statement);
  }
  sqlite3_close_v2(database_);
  database_ = nullptr;
}

sqlite3_stmt* SqliteConnection::prepare_text(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail_now(sql);
  return statement;
}

void SqliteConnection::fail_now(std::string_view what) {
  throw_sqlite(sqlite3_extended_errcode(database_), std::string(what) + ": " + sqlite3_errmsg(database_));
}

void SqliteConnection::step_plain(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW) {
    const int extended = sqlite3_extended_errcode(database_);
    const std::string message = std::string(sqlite3_sql(statement)) + ": " + sqlite3_errmsg(database_);
    sqlite3_reset(statement);
    throw_sqlite(extended, message);
  }
  sqlite3_reset(statement);
}

void SqliteConnection::roll_back() noexcept {
  if (sqlite3_get_autocommit(database_) != 0) return;
  sqlite3_step(rollback_);
  sqlite3_reset(rollback_);
}

void SqliteConnection::bind(sqlite3_stmt* statement, const Query& query, Arguments arguments) {
  check_count(query, arguments);
  if (sqlite3_stmt_readonly(statement) == 0) written_ = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const int place = static_cast<int>(i) + 1;
    const Value::Variant& value = argument_at(query, arguments, i).variant();
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      code = sqlite3_bind_int64(statement, place, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      check_text(query, *text);
      code = sqlite3_bind_text64(statement, place, text->data() ? text->data() : "", text->size(),
                                 SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
      code = sqlite3_bind_blob64(statement, place, bytes->data.data() ? bytes->data.data() : "",
                                 bytes->data.size(), SQLITE_STATIC);
    } else if (const auto* real = std::get_if<double>(&value)) {
      code = sqlite3_bind_double(statement, place, *real);
    } else {
      code = sqlite3_bind_null(statement, place);
    }
    if (code != SQLITE_OK) fail_now(query.name);
  }
}

void SqliteConnection::each(const Query& query, Arguments arguments, const EachRow& row) {
  Lease lease(*this, query);
  bind(lease.get(), query, arguments);
  const SqliteRow current(lease.get());
  int code = 0;
  while ((code = sqlite3_step(lease.get())) == SQLITE_ROW) row(current);
  if (code != SQLITE_DONE) fail_now(query.name);
}

void SqliteConnection::each_of(const Query& query, std::span<const Arguments> sets, const EachRowOf& row) {
  for (std::size_t set = 0; set < sets.size(); ++set) {
    each(query, sets[set], [&](const Row& found) { row(set, found); });
  }
}

Result<std::int64_t> SqliteConnection::change(const Query& query, Arguments arguments) {
  Lease lease(*this, query);
  bind(lease.get(), query, arguments);
  int code = 0;
  while ((code = sqlite3_step(lease.get())) == SQLITE_ROW) {
  }
  if (code == SQLITE_DONE) return sqlite3_changes64(database_);
  if (unique_violation(sqlite3_extended_errcode(database_)))
    return forward(duplicate(std::string(query.name)));
  fail_now(query.name);
}

void SqliteConnection::later(const Query& query, Arguments arguments) {
  if (Result<std::int64_t> changed = change(query, arguments); !changed) {
    throw std::logic_error(std::string(query.name) + ": " + changed.error().message.en);
  }
}

void SqliteConnection::execute(std::string_view sql) {
  const std::string text(sql);
  written_ = true;
  if (sqlite3_exec(database_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail_now(text);
}

void SqliteConnection::prepare(const Query& query) {
  const Lease lease(*this, query);
}

}  // namespace shouhou::store
