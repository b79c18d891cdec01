// SQLite behind the engine's face: one writer thread that owns the writing connection and the checkpoints,
// and a pool of read-only connections.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <thread>

#include "base/log.h"
#include "store/engine/batch.h"
#include "store/engine/connection_pool.h"
#include "store/engine/directory_lock.h"
#include "store/engine/engine.h"
#include "store/engine/failures.h"
#include "store/engine/sqlite_connection.h"

namespace shouhou::store {
namespace {

constexpr int writer_cache_kib = 16 * 1024;
constexpr int reader_cache_kib = 4 * 1024;
// When the write-ahead log is this many times longer than it should be, readers are waited for so that it can
// start over.
constexpr int restart_factor = 4;

std::vector<std::string> check_integrity(sqlite3* database) {
  std::vector<std::string> problems;
  const auto collect = [](void* into, int, char** values, char**) {
    const std::string line = values[0] ? values[0] : "";
    if (line != "ok") static_cast<std::vector<std::string>*>(into)->push_back(line);
    return 0;
  };
  for (const char* check : {"PRAGMA integrity_check(100)", "PRAGMA foreign_key_check"}) {
    if (sqlite3_exec(database, check, collect, &problems, nullptr) != SQLITE_OK) {
      problems.emplace_back(sqlite3_errmsg(database));
    }
  }
  return problems;
}

class SqliteEngine final : public Engine {
 public:
  SqliteEngine(SqliteOptions options, DirectoryLock lock)
      : options_(std::move(options)),
        lock_(std::move(lock)),
        queue_(options_.queue_limit),
        writer_(options_.file, SqliteAccess::write, writer_cache_kib, options_.vfs),
        readers_(options_.readers, [this] { return open_reader(); }) {
    if (!options_.sync_each_commit) writer_.execute("PRAGMA synchronous = OFF");
    sqlite3_wal_hook(writer_.handle(), note_wal_pages, this);
    thread_ = std::thread([this] { work(); });
  }
  ~SqliteEngine() override {
    SqliteEngine::drain();
    if (options_.sync_each_commit) return;
    sqlite3_exec(writer_.handle(), "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)", nullptr,
                 nullptr, nullptr);
  }
  SqliteEngine(const SqliteEngine&) = delete;
  SqliteEngine& operator=(const SqliteEngine&) = delete;

  void write(Body body, Done done, ShopId) override {
    Request request{std::move(body), std::move(done), {}};
    const auto pushed = queue_.push(request);
    if (pushed == RequestQueue::Pushed::full) request.done(forward(busy()));
    if (pushed == RequestQueue::Pushed::closed) request.done(forward(stopping()));
  }

  std::size_t queued() const override { return queue_.size(); }

  void drain() override {
    queue_.close();
    if (thread_.joinable()) thread_.join();
  }

  void read(const std::function<void(Session&)>& body) override {
    auto reader = readers_.borrow();
    reader->begin_read();
    try {
      body(*reader);
    } catch (...) {
      reader->roll_back();
      throw;
    }
    reader->roll_back();
  }

  void exclusive(const std::function<void(Session&)>& body) override {
    std::promise<void> finished;
    Request request{{}, {}, [&] {
                      try {
                        run_alone(body);
                        finished.set_value();
                      } catch (...) {
                        finished.set_exception(std::current_exception());
                      }
                    }};
    if (queue_.push(request) != RequestQueue::Pushed::yes) throw EngineFailure(stopping());
    finished.get_future().get();
  }

  void aside(const std::function<void(Session&)>&) override {
    throw std::logic_error("SQLite has one writer: no transaction beside the running one");
  }

  Result<void> back_up_to(const std::string& path) override { return back_up_sqlite(options_.file, path); }

  std::vector<std::string> integrity_problems() override { return check_integrity(open_reader()->handle()); }

  bool postgres() const override { return false; }
  void set_hooks(Flush flush, Committed committed) override {
    flush_ = std::move(flush);
    committed_ = std::move(committed);
  }
  void tell_nodes(ShopId, std::string) override {}
  void on_node_word(std::function<void(const ports::NodeWord&)>) override {}

 private:
  static int note_wal_pages(void* engine, sqlite3*, const char*, int pages) {
    static_cast<SqliteEngine*>(engine)->wal_pages_ = pages;
    return SQLITE_OK;
  }

  std::unique_ptr<SqliteConnection> open_reader() {
    return std::make_unique<SqliteConnection>(options_.file, SqliteAccess::read, reader_cache_kib,
                                              options_.vfs);
  }

  void work() {
    for (;;) {
      std::vector<Request> taken = queue_.take(options_.batch_limit);
      if (taken.empty()) return;
      if (taken.front().alone) {
        taken.front().alone();
      } else {
        run(Batch(std::move(taken)));
      }
      checkpoint_when_due();
    }
  }

  // Everything of the batch in one commit; only then anybody is answered.
  void run(Batch batch) {
    try {
      commit(batch);
    } catch (const EngineFailure& failure) {
      writer_.roll_back();
      log::error("store batch failed", {{"code", failure.error.code}, {"what", failure.error.message.en}});
      batch.fail_all(failure.error);
    } catch (const std::exception& error) {
      writer_.roll_back();
      log::error("store batch threw", {{"what", error.what()}});
      // The effects of one body cannot be stored: the others must not suffer.
      if (batch.requests.size() > 1) {
        for (Request& request : batch.requests) {
          std::vector<Request> one;
          one.push_back(std::move(request));
          run(Batch(std::move(one)));
        }
        return;
      }
      batch.fail_all(bug(error.what()));
    }
    batch.answer();
    tell(committed_, batch.positions);
  }

  // A savepoint for every body costs a third of a small write: full-text search writes its index out at each.
  // Most bodies that fail do so before they change anything, so the batch goes without; when one fails later
  // than that, the batch starts over with savepoints.
  void commit(Batch& batch) {
    writer_.begin_write();
    if (!run_bodies(batch, false)) {
      writer_.roll_back();
      writer_.begin_write();
      run_bodies(batch, true);
    }
    const bool any = std::any_of(batch.results.begin(), batch.results.end(),
                                 [](const Result<void>& result) { return result.has_value(); });
    if (!any) {
      writer_.roll_back();
      return;
    }
    if (flush_ && !batch.effects.empty()) batch.positions = flush_(writer_, batch.effects);
    writer_.commit();
  }

  // False: what a failed body did cannot be taken back alone.
  bool run_bodies(Batch& batch, bool savepoints) {
    batch.effects.clear();
    for (std::size_t i = 0; i < batch.requests.size(); ++i) {
      ports::Effects effects;
      if (savepoints) writer_.savepoint();
      writer_.forget_writes();
      batch.results[i] = run_body(batch.requests[i].body, writer_, effects);
      if (!batch.results[i]) {
        if (savepoints) {
          writer_.roll_back_to_savepoint();
          writer_.release();
        } else if (writer_.has_written() && batch.requests.size() > 1) {
          return false;
        }
        continue;
      }
      if (savepoints) writer_.release();
      if (!effects.events.empty() || !effects.counters.empty()) batch.effects.push_back(std::move(effects));
    }
    return true;
  }

  void run_alone(const std::function<void(Session&)>& body) {
    writer_.begin_write();
    try {
      body(writer_);
      writer_.commit();
    } catch (...) {
      writer_.roll_back();
      throw;
    }
  }

  void checkpoint_when_due() {
    if (wal_pages_ < checkpointed_pages_) checkpointed_pages_ = 0;  // the log has started over
    if (wal_pages_ < checkpointed_pages_ + options_.checkpoint_pages) return;
    checkpointed_pages_ = wal_pages_;
    const bool wait_for_readers = wal_pages_ >= restart_factor * options_.checkpoint_pages;
    if (wait_for_readers) sqlite3_busy_timeout(writer_.handle(), 200);
    const int code = sqlite3_wal_checkpoint_v2(
        writer_.handle(), nullptr, wait_for_readers ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
        nullptr, nullptr);
    if (wait_for_readers) sqlite3_busy_timeout(writer_.handle(), 5'000);
    if (code != SQLITE_OK && code != SQLITE_BUSY) {
      log::error("store checkpoint failed", {{"what", sqlite3_errmsg(writer_.handle())}});
    }
  }

  SqliteOptions options_;
  DirectoryLock lock_;
  RequestQueue queue_;
  SqliteConnection writer_;  // the writer thread's
  ConnectionPool<SqliteConnection> readers_;
  Flush flush_;
  Committed committed_;
  int wal_pages_ = 0;
  int checkpointed_pages_ = 0;
  std::thread thread_;
};

// The file and its directory entry are on disk when this returns.
bool sync_to_disk(const std::filesystem::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

void copy_pages(const std::string& file, const std::string& to) {
  SqliteConnection source(file, SqliteAccess::read, reader_cache_kib);
  sqlite3* target = nullptr;
  int code = sqlite3_open_v2(to.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (code == SQLITE_OK) {
    // Nobody sees the copy before it is whole and synced, so it needs no journal.
    sqlite3_exec(target, "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF", nullptr, nullptr, nullptr);
    sqlite3_backup* backup = sqlite3_backup_init(target, "main", source.handle(), "main");
    if (backup) {
      sqlite3_backup_step(backup, -1);  // in one read transaction: one moment, whatever is written meanwhile
      sqlite3_backup_finish(backup);
    }
    code = sqlite3_extended_errcode(target);
  }
  const std::string message = target ? sqlite3_errmsg(target) : "out of memory";
  sqlite3_close_v2(target);
  if (code != SQLITE_OK && code != SQLITE_DONE) throw_sqlite(code, to + ": " + message);
}

// For a path inside a URI: what would end or change it is written as %XX.
std::string percent_encoded(const std::string& path) {
  std::string encoded;
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      constexpr const char* digits = "0123456789ABCDEF";
      encoded += '%';
      encoded += digits[static_cast<unsigned char>(c) >> 4];
      encoded += digits[static_cast<unsigned char>(c) & 15];
    } else {
      encoded += c;
    }
  }
  return encoded;
}

}  // namespace

Result<void> back_up_sqlite(const std::string& file, const std::string& to) {
  namespace fs = std::filesystem;
  if (fs::exists(to)) {
    return fail(ErrorKind::conflict, "store.backup_exists",
                {"备份文件 " + to + " 已经存在。", "The backup file " + to + " exists already."});
  }
  const std::string part = to + ".part";
  std::error_code ignored;
  fs::remove(part, ignored);
  try {
    copy_pages(file, part);
    const fs::path directory = fs::absolute(to).parent_path();
    if (!sync_to_disk(part, O_RDWR)) throw EngineFailure(io("fsync " + part));
    fs::rename(part, to);
    if (!sync_to_disk(directory, O_RDONLY | O_DIRECTORY))
      throw EngineFailure(io("fsync " + directory.string()));
    return {};
  } catch (const EngineFailure& failure) {
    fs::remove(part, ignored);
    return forward(failure.error);
  } catch (const std::exception& error) {
    fs::remove(part, ignored);
    return forward(io(error.what()));
  }
}

std::vector<std::string> sqlite_integrity_problems(const std::string& file) {
  sqlite3* database = nullptr;
  const std::string uri =
      "file:" + percent_encoded(std::filesystem::absolute(file).string()) + "?immutable=1";
  std::vector<std::string> problems;
  if (sqlite3_open_v2(uri.c_str(), &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) == SQLITE_OK) {
    problems = check_integrity(database);
  } else {
    problems.emplace_back(database ? sqlite3_errmsg(database) : "out of memory");
  }
  sqlite3_close_v2(database);
  return problems;
}

Result<std::unique_ptr<Engine>> open_sqlite(SqliteOptions options) {
  const std::filesystem::path directory = std::filesystem::absolute(options.file).parent_path();
  std::error_code code;
  std::filesystem::create_directories(directory, code);
  if (code) return forward(io(directory.string() + ": " + code.message()));
  SHOUHOU_ASSIGN(DirectoryLock lock, DirectoryLock::take(directory));
  try {
    return std::make_unique<SqliteEngine>(std::move(options), std::move(lock));
  } catch (const EngineFailure& failure) {
    return forward(failure.error);
  } catch (const std::exception& error) {
    return forward(io(error.what()));
  }
}

}  // namespace shouhou::store
