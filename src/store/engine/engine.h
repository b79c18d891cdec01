// The two databases behind one face. Everything above speaks in named queries (store/sql/queries/*.sql) and
// values; what differs between SQLite and PostgreSQL ends here.
#pragma once

#include <any>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "ports/events.h"
#include "ports/store.h"

namespace shouhou::store {

// A statement with a name. Written in store/sql/queries/<noun>.sql as
//     -- name: cases.load
//     SELECT … WHERE shop_id = :shop_id AND id = :id;
// and embedded at build time as store::sql::cases::load. Where the dialects differ, <noun>.pg.sql has a block
// of the same name. Parameters are named :like_this in both.
struct Query {
  std::size_t index = 0;  // dense, for the statement caches
  std::string_view name;
  std::string_view sqlite;                       // with ?1, ?2 … in the order of `parameters`
  std::string_view postgres;                     // with $1, $2 …
  std::span<const std::string_view> parameters;  // in order of first appearance
};

struct Null {};
struct Bytes {
  std::string_view data;
};

// What can be bound. Views must live until the call returns.
class Value {
 public:
  using Variant = std::variant<Null, std::int64_t, double, std::string_view, Bytes>;

  Value(Null) {}
  Value(std::int64_t number) : variant_(number) {}
  Value(int number) : variant_(std::int64_t{number}) {}
  Value(bool flag) : variant_(std::int64_t{flag ? 1 : 0}) {}
  Value(double number) : variant_(number) {}
  Value(std::string_view text) : variant_(text) {}
  Value(const std::string& text) : variant_(std::string_view(text)) {}
  Value(const char* text) : variant_(std::string_view(text)) {}
  Value(Bytes bytes) : variant_(bytes) {}
  Value(Instant instant) : variant_(instant.ms) {}
  Value(Fen fen) : variant_(fen.value) {}
  // An id that is "none" is bound as 0, never NULL.
  template <class Tag>
  Value(Id<Tag> id) : variant_(id.value) {}
  template <class T>
  Value(const std::optional<T>& maybe) {
    if (maybe) variant_ = Value(*maybe).variant();
  }

  const Variant& variant() const { return variant_; }

 private:
  Variant variant_ = Null{};
};

struct Argument {
  std::string_view name;  // without the colon
  Value value;
};
using Arguments = std::span<const Argument>;

// One result row; valid until the callback returns. Columns count from 0.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;  // 0 for NULL
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;   // empty for NULL
  virtual std::string_view bytes(int column) const = 0;  // blob or bytea

  std::string string(int column) const { return std::string(text(column)); }
  bool flag(int column) const { return integer(column) != 0; }
  Instant instant(int column) const { return {integer(column)}; }
  Fen fen(int column) const { return {integer(column)}; }
  template <class IdType>
  IdType id(int column) const {
    return IdType{integer(column)};
  }
  std::optional<Instant> maybe_instant(int column) const {
    return null(column) ? std::nullopt : std::optional(instant(column));
  }
};

using EachRow = std::function<void(const Row&)>;

// Thrown for lost infrastructure: connection gone, disk full, file corrupt. The engine turns it into an
// `unavailable` error for every request of the batch, and nothing of the batch is kept.
class EngineFailure : public std::runtime_error {
 public:
  explicit EngineFailure(Error why)
      : std::runtime_error(why.code + ": " + why.message.en), error(std::move(why)) {}
  Error error;
};

// One connection inside a transaction. A unique violation comes back as error store.duplicate (conflict), and
// the transaction goes on as if the statement had not been run. Every other failed constraint is a bug and
// throws. Text holds no NUL byte (PostgreSQL cannot keep one): binding one throws.
class Session {
 public:
  virtual ~Session() = default;

  // Runs a SELECT (or … RETURNING), one call per row. The callback may run further statements.
  virtual void each(const Query& query, Arguments arguments, const EachRow& row) = 0;
  // Runs a statement; the number of rows it changed.
  virtual Result<std::int64_t> change(const Query& query, Arguments arguments) = 0;
  // Runs one SELECT (or … RETURNING) for each set of arguments, in their order; PostgreSQL needs one round
  // trip for all of them. `row` gets the place of the set.
  using EachRowOf = std::function<void(std::size_t set, const Row&)>;
  virtual void each_of(const Query& query, std::span<const Arguments> sets, const EachRowOf& row) = 0;
  // Runs a statement whose answer nobody needs: PostgreSQL gets it without a round trip. It must not be able
  // to fail on a constraint (a fresh id, ON CONFLICT …).
  virtual void later(const Query& query, Arguments arguments) = 0;

  void each(const Query& query, std::initializer_list<Argument> arguments, const EachRow& row) {
    each(query, Arguments(arguments.begin(), arguments.size()), row);
  }
  Result<std::int64_t> change(const Query& query, std::initializer_list<Argument> arguments) {
    return change(query, Arguments(arguments.begin(), arguments.size()));
  }
  void later(const Query& query, std::initializer_list<Argument> arguments) {
    later(query, Arguments(arguments.begin(), arguments.size()));
  }
  // For statements that cannot fail on a constraint; a failure is a bug and throws.
  std::int64_t run(const Query& query, std::initializer_list<Argument> arguments);
  // The first row through `read`, or nothing.
  template <class Read>
  auto one(const Query& query, std::initializer_list<Argument> arguments, Read read)
      -> std::optional<decltype(read(std::declval<const Row&>()))> {
    std::optional<decltype(read(std::declval<const Row&>()))> found;
    each(query, arguments, [&](const Row& row) {
      if (!found) found = read(row);
    });
    return found;
  }
  // Every row through `read`.
  template <class Read>
  auto all(const Query& query, std::initializer_list<Argument> arguments, Read read)
      -> std::vector<decltype(read(std::declval<const Row&>()))> {
    std::vector<decltype(read(std::declval<const Row&>()))> rows;
    each(query, arguments, [&](const Row& row) { rows.push_back(read(row)); });
    return rows;
  }
  // Plain SQL text, several statements: migrations and tests only.
  virtual void execute(std::string_view sql) = 0;
  // Prepares without running: throws when the statement does not fit the schema.
  virtual void prepare(const Query& query) = 0;
  virtual bool postgres() const = 0;

  // What the floor above remembers of what it has read. Empty again when a transaction begins and when
  // something of it is undone.
  std::any& remembered() { return remembered_; }

 private:
  std::any remembered_;
};

// How far a shop's stream has come.
struct StreamPosition {
  ShopId shop;
  std::int64_t last_sequence = 0;
};

// What runs in one commit. Bodies run one after the other, each in its savepoint. Writes of one shop never
// run at the same time, on whatever node: SQLite has one writer, and on PostgreSQL the first statement of a
// body that names :shop_id takes the shop's lock until the commit. So a body may load, decide and save. (What
// belongs to no shop has no such lock: change it with one statement, or give it :shop_id 0.)
class Engine {
 public:
  // A body may run more than once; its effects are asked for only when it succeeded.
  using Body = std::function<Result<void>(Session&, ports::Effects&)>;
  using Done = std::function<void(Result<void>)>;
  // Stores the effects of the bodies of a batch that succeeded, in order, just before the commit.
  using Flush = std::function<std::vector<StreamPosition>(Session&, std::vector<ports::Effects>&)>;
  // Told after the commit what Flush returned, and of the commits of other nodes.
  using Committed = std::function<void(const std::vector<StreamPosition>&)>;

  virtual ~Engine() = default;
  // Queues the body. `done` is called once: after the commit is on disk, or with the body's own error, or
  // with `unavailable` when nothing of the batch was kept. store.busy when the queue is full.
  // `shop`: the one it is about, where known; PostgreSQL keeps writes of a shop on one writer, so that they
  // share commits and do not wait for each other.
  virtual void write(Body body, Done done, ShopId shop = {}) = 0;
  // Writes that wait for their turn.
  virtual std::size_t queued() const = 0;
  // No more writes come in; returns when those in the queue are answered.
  virtual void drain() = 0;
  // Runs on the calling thread in a read-only transaction that sees one consistent snapshot. Do not nest.
  virtual void read(const std::function<void(Session&)>& body) = 0;
  // One exclusive transaction outside the batches: migrations, maintenance. Rolled back when `body` throws.
  virtual void exclusive(const std::function<void(Session&)>& body) = 0;
  // PostgreSQL: a small transaction of its own, committed at once, beside the running one. (SQLite has one
  // writer and cannot; it throws.)
  virtual void aside(const std::function<void(Session&)>& body) = 0;
  // A consistent copy of the whole database into a new file, while work goes on.
  virtual Result<void> back_up_to(const std::string& path) = 0;
  // What is wrong with the stored data, one line each; empty when sound. Reads everything: minutes on a
  // large database.
  virtual std::vector<std::string> integrity_problems() = 0;
  virtual bool postgres() const = 0;
  // Before the first write.
  virtual void set_hooks(Flush flush, Committed committed) = 0;
  // See ports::Store. SQLite has no other nodes.
  virtual void tell_nodes(ShopId shop, std::string text) = 0;
  virtual void on_node_word(std::function<void(const ports::NodeWord&)> listener) = 0;
};

struct SqliteOptions {
  std::string file;  // …/shouhou.db
  int readers = 4;   // at most this many read-only connections
  std::size_t queue_limit = 20'000;
  std::size_t batch_limit = 512;  // bodies in one commit
  // Pages (4 KiB) in the write-ahead log at which it is copied into the database.
  int checkpoint_pages = 4'000;
  // False only while an empty database is filled with data that can be made again: commits are not forced to
  // disk one by one, everything is when the engine closes.
  bool sync_each_commit = true;
  std::string vfs;  // SQLite's name of a file system layer; empty: the operating system's (tests)
};
struct PostgresOptions {
  std::string url;  // postgresql://…
  int writers = 2;
  int readers = 8;
  std::size_t queue_limit = 20'000;
  std::size_t batch_limit = 128;
};

// Errors: store.locked (another process owns the directory), store.unreadable, store.unreachable.
Result<std::unique_ptr<Engine>> open_sqlite(SqliteOptions options);
Result<std::unique_ptr<Engine>> open_postgres(PostgresOptions options);

// Copies a SQLite database that another process may have open, consistently, into a new file. Errors:
// store.backup_exists, and those of a failing disk.
Result<void> back_up_sqlite(const std::string& file, const std::string& to);

// What is wrong with a SQLite file that nobody is writing, one line each; empty when sound. Leaves no trace
// beside the file.
std::vector<std::string> sqlite_integrity_problems(const std::string& file);

}  // namespace shouhou::store
