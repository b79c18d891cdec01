// One PostgreSQL connection in pipeline mode with its prepared statements: what needs no answer (BEGIN,
// SAVEPOINT, RELEASE, `later`) travels with the next statement that does. Used by one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/engine/engine.h"

struct pg_conn;
struct pg_result;

namespace shouhou::store {

// Thrown through bodies, which do not catch them (they are no std::exception).
// The transaction lost against another one, or something before failed: run every body again, alone.
struct LostRace {
  std::string why;
};
// A unique violation outside careful mode: PostgreSQL has aborted the body's savepoint. Run it again in
// careful mode, where each change has a savepoint of its own and a duplicate is an ordinary answer.
struct NeedsCare {};
// Another transaction holds the lock of a shop, and this one must not wait because it holds locks already:
// run the body later.
struct ShopTaken {};

class PostgresConnection final : public Session {
 public:
  // Throws EngineFailure store.unreachable.
  explicit PostgresConnection(const std::string& url);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  using Session::change;
  using Session::each;
  using Session::later;
  void each(const Query& query, Arguments arguments, const EachRow& row) override;
  Result<std::int64_t> change(const Query& query, Arguments arguments) override;
  void each_of(const Query& query, std::span<const Arguments> sets, const EachRowOf& row) override;
  void later(const Query& query, Arguments arguments) override;
  void execute(std::string_view sql) override;
  void prepare(const Query& query) override;
  bool postgres() const override { return true; }

  enum class Step { begin, begin_read, commit, rollback, savepoint, rollback_to, release };
  // Queues a step of the transaction; it travels with the next statement or finish().
  void send(Step step);
  // A reading transaction that begins with its first statement: who finds in memory what it wanted costs the
  // server nothing. end_read() ends it without waiting, if it has begun.
  void begin_read_with_first();
  void end_read();
  // Waits until everything queued is done. Throws like a statement.
  void finish();
  // Sends what is queued without waiting; its answers are read at the next use.
  void finish_later();
  // Answers read, connection alive.
  bool usable() noexcept;
  // Ends whatever transaction there is; false when the connection is lost.
  bool roll_back() noexcept;

  // How many shops this transaction has locked. The locks taken in a savepoint go with it: keep_locks tells.
  std::size_t locks() const { return locked_.size(); }
  void keep_locks(std::size_t count) { locked_.resize(count); }
  // Whether statements that name :shop_id lock the shop first.
  void lock_shops(bool lock) { lock_shops_ = lock; }

  // `together`: other bodies are in this transaction too, so a failure found late is nobody's for sure.
  void set_mode(bool together, bool careful) {
    together_ = together;
    careful_ = careful;
  }

  pg_conn* handle() { return connection_; }
  // Leaves pipeline mode for good: for LISTEN and plain text.
  void leave_pipeline();
  // One plain statement outside pipeline mode; the first column of the first row, or nothing.
  std::string ask(const std::string& sql);
  // The text as a literal of SQL.
  std::string quoted(const std::string& text);

 private:
  struct Freed {
    void operator()(pg_result* result) const;
  };
  using ResultPointer = std::unique_ptr<pg_result, Freed>;
  struct Slot {
    const char* sql = nullptr;  // null: not prepared on this connection
    std::string name;
  };
  struct Outcome {
    std::vector<ResultPointer> own_results;  // of the asked statement; its preparation may come first
    bool failed = false;
    bool own = false;  // failed in the statement that was asked, not in something queued before
    std::string state;
    std::string message;
  };

  // Before a statement: what was left unread is read, an owed transaction begun.
  void get_ready();
  const std::string& prepared(const Query& query);
  void send_query(const Query& query, Arguments arguments);
  void lock_shop_of(const Query& query, Arguments arguments);
  void lock_shop(std::int64_t shop);
  void sent(int accepted, int slot = -1);
  // `own_from`: from which queued command on a failure is the asked statement's own.
  Outcome collect(std::size_t own_from);
  void read_answers(std::size_t own_from, Outcome& outcome);
  [[noreturn]] void raise(const Outcome& outcome, std::string_view what);
  [[noreturn]] void lost();

  pg_conn* connection_ = nullptr;
  std::vector<Slot> slots_;
  std::vector<int> pending_;  // per queued command: the slot it prepares, or -1
  bool awaiting_ = false;     // finish_later was called
  bool read_owed_ = false;    // begin_read_with_first was called and nothing was asked yet
  bool together_ = false;
  bool careful_ = false;
  bool lock_shops_ = false;
  std::vector<std::int64_t> locked_;
  bool steps_prepared_[7] = {};
  std::uint64_t prepared_count_ = 0;
};

// The parts of a URL or connection string that a program on the command line may show, and its password.
struct PostgresAddress {
  std::string shown;     // without the password
  std::string password;  // empty: none in the URL
};
PostgresAddress postgres_address(const std::string& url);

}  // namespace shouhou::store
