// PostgreSQL behind the engine's face: some writer threads, each with a connection and a batch of its own, a
// pool of readers, and a connection for notices between nodes.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "base/log.h"
#include "store/engine/batch.h"
#include "store/engine/connection_pool.h"
#include "store/engine/engine.h"
#include "store/engine/failures.h"
#include "store/engine/postgres_connection.h"
#include "store/engine/postgres_dump.h"
#include "store/engine/postgres_notices.h"

namespace shouhou::store {
namespace {

using Step = PostgresConnection::Step;
using Milliseconds = std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int most_attempts = 12;
constexpr Milliseconds first_wait{100};
constexpr Milliseconds longest_wait{5'000};
// Held while the schema changes; the number is "shouhou" in ASCII.
constexpr const char* exclusive_lock = "SELECT pg_advisory_xact_lock(32476512366228853)";

// The connection of one writer thread. While the server is away it is tried again after growing waits, and
// what comes in meanwhile is refused at once.
class WriterConnection {
 public:
  explicit WriterConnection(const std::string& url) : url_(url) {}

  PostgresConnection& get() {
    if (connection_ && !connection_->usable()) connection_.reset();
    if (connection_) return *connection_;
    if (std::chrono::steady_clock::now() < not_before_) throw EngineFailure(unreachable(why_));
    try {
      connection_ = std::make_unique<PostgresConnection>(url_);
      wait_ = first_wait;
      return *connection_;
    } catch (const EngineFailure& failure) {
      why_ = failure.error.message.en;
      not_before_ = std::chrono::steady_clock::now() + wait_;
      wait_ = std::min(wait_ * 2, longest_wait);
      throw;
    }
  }
  void clean_up() {
    if (connection_ && !connection_->roll_back()) connection_.reset();
  }

 private:
  const std::string& url_;
  std::unique_ptr<PostgresConnection> connection_;
  Milliseconds wait_ = first_wait;
  SteadyTime not_before_;
  std::string why_;
};

class PostgresEngine final : public Engine {
 public:
  explicit PostgresEngine(PostgresOptions options)
      : options_(std::move(options)),
        readers_(options_.readers, [this] { return std::make_unique<PostgresConnection>(options_.url); }),
        asides_(2, [this] { return open_aside(); }),
        notices_(
            options_.url, [this](const std::vector<StreamPosition>& heard) { announce(heard); },
            [this](const ports::NodeWord& word) { pass_on(word); }) {
    const auto writers = static_cast<std::size_t>(std::max(options_.writers, 1));
    for (std::size_t i = 0; i < writers; ++i) {
      queues_.push_back(
          std::make_unique<RequestQueue>(std::max<std::size_t>(options_.queue_limit / writers, 1)));
    }
    for (const auto& queue : queues_) threads_.emplace_back([this, &queue = *queue] { work(queue); });
  }
  ~PostgresEngine() override { PostgresEngine::drain(); }
  PostgresEngine(const PostgresEngine&) = delete;
  PostgresEngine& operator=(const PostgresEngine&) = delete;

  void write(Body body, Done done, ShopId shop) override {
    Request request{std::move(body), std::move(done), {}};
    const std::size_t turn = shop ? std::hash<ShopId>{}(shop) : turn_++;
    const auto pushed = queues_[turn % queues_.size()]->push(request);
    if (pushed == RequestQueue::Pushed::full) request.done(forward(busy()));
    if (pushed == RequestQueue::Pushed::closed) request.done(forward(stopping()));
  }

  std::size_t queued() const override {
    std::size_t all = 0;
    for (const auto& queue : queues_) all += queue->size();
    return all;
  }

  void drain() override {
    for (const auto& queue : queues_) queue->close();
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  void read(const std::function<void(Session&)>& body) override {
    auto reader = readers_.borrow();
    reader->begin_read_with_first();
    body(*reader);  // what throws costs the connection
    reader->end_read();
  }

  void exclusive(const std::function<void(Session&)>& body) override {
    PostgresConnection connection(options_.url);
    connection.execute("BEGIN");
    connection.execute(exclusive_lock);
    try {
      body(connection);
    } catch (const LostRace&) {
      throw EngineFailure(busy());
    }
    connection.send(Step::commit);
    connection.finish();
  }

  void aside(const std::function<void(Session&)>& body) override {
    auto connection = asides_.borrow();
    connection->send(Step::begin);
    body(*connection);
    connection->send(Step::commit);
    connection->finish();
  }

  Result<void> back_up_to(const std::string& path) override { return dump_postgres(options_.url, path); }

  std::vector<std::string> integrity_problems() override { return postgres_problems(options_.url); }

  bool postgres() const override { return true; }

  void set_hooks(Flush flush, Committed committed) override {
    const std::lock_guard lock(hooks_mutex_);
    flush_ = std::move(flush);
    committed_ = std::move(committed);
  }

  void tell_nodes(ShopId shop, std::string text) override { notices_.tell(shop, std::move(text)); }
  void on_node_word(std::function<void(const ports::NodeWord&)> listener) override {
    const std::lock_guard lock(word_mutex_);
    on_word_ = std::move(listener);
  }

 private:
  // Nobody is called any more once on_node_word({}) has returned.
  void pass_on(const ports::NodeWord& word) {
    const std::lock_guard lock(word_mutex_);
    if (on_word_) on_word_(word);
  }

  // Waits for no disk: whatever commits durably later is behind it in the server's log, so it cannot be there
  // without it.
  std::unique_ptr<PostgresConnection> open_aside() {
    auto connection = std::make_unique<PostgresConnection>(options_.url);
    connection->execute("SET synchronous_commit = off");
    return connection;
  }

  void work(RequestQueue& queue) {
    WriterConnection writer(options_.url);
    for (;;) {
      std::vector<Request> taken = queue.take(options_.batch_limit);
      if (taken.empty()) return;
      run(writer, Batch(std::move(taken)), 1);
    }
  }

  void run(WriterConnection& writer, Batch batch, int attempt) {
    bool committing = false;
    try {
      commit(writer.get(), batch, committing);
    } catch (const LostRace& race) {
      writer.clean_up();
      run_again(writer, std::move(batch), attempt, race);
      return;
    } catch (const EngineFailure& failure) {
      writer.clean_up();
      if (attempt == 1 && !committing && failure.error.code == "store.unreachable") {
        // The server was restarted under an idle connection, most likely; nothing of the batch was kept.
        run(writer, Batch(std::move(batch.requests)), attempt + 1);
        return;
      }
      log::error("store batch failed", {{"code", failure.error.code}, {"what", failure.error.message.en}});
      batch.fail_all(committing && failure.error.code == "store.unreachable" ? unsure() : failure.error);
    } catch (const std::exception& error) {
      writer.clean_up();
      if (batch.requests.size() > 1) {
        run_again(writer, std::move(batch), attempt, LostRace{error.what()});
        return;
      }
      log::error("store batch threw", {{"what", error.what()}});
      batch.fail_all(bug(error.what()));
    }
    batch.answer();
    announce(batch.positions);
    notices_.tell(batch.positions);
    if (!batch.put_off.empty()) run(writer, Batch(std::move(batch.put_off)), 1);
  }

  // Every body alone, so that one of them loses or fails for itself.
  void run_again(WriterConnection& writer, Batch batch, int attempt, const LostRace& race) {
    if (batch.requests.size() == 1 && attempt >= most_attempts) {
      log::warning("store write gave up", {{"what", race.why}});
      batch.fail_all(busy());
      batch.answer();
      return;
    }
    const int next_attempt = batch.requests.size() == 1 ? attempt + 1 : attempt;
    for (Request& request : batch.requests) {
      if (next_attempt > 1) {
        const int upper = 1 << std::min(next_attempt, 7);
        std::this_thread::sleep_for(Milliseconds(std::uniform_int_distribution<int>(0, upper)(random())));
      }
      std::vector<Request> one;
      one.push_back(std::move(request));
      run(writer, Batch(std::move(one)), next_attempt);
    }
  }

  static std::minstd_rand& random() {
    thread_local std::minstd_rand source{std::random_device{}()};
    return source;
  }

  void commit(PostgresConnection& connection, Batch& batch, bool& committing) {
    const bool together = batch.requests.size() > 1;
    connection.send(Step::begin);
    connection.keep_locks(0);
    connection.lock_shops(true);
    std::vector<std::size_t> put_off;
    bool any = false;
    for (std::size_t i = 0; i < batch.requests.size(); ++i) {
      ports::Effects effects;
      try {
        batch.results[i] = run_one(connection, batch.requests[i].body, effects, together);
      } catch (const ShopTaken&) {
        put_off.push_back(i);
        continue;
      }
      if (!batch.results[i]) continue;
      any = true;
      if (!effects.events.empty() || !effects.counters.empty()) batch.effects.push_back(std::move(effects));
    }
    connection.set_mode(together, false);
    connection.lock_shops(false);
    if (!any) {
      connection.send(Step::rollback);
      connection.finish();
      separate(batch, put_off);
      return;
    }
    if (flush_ && !batch.effects.empty()) batch.positions = flush_(connection, batch.effects);
    connection.send(Step::commit);
    committing = true;
    connection.finish();
    separate(batch, put_off);
  }

  // What is put off is not answered with the batch. (While the batch can still fail, it belongs to it.)
  static void separate(Batch& batch, const std::vector<std::size_t>& put_off) {
    for (const std::size_t place : put_off) {
      batch.put_off.push_back(
          {batch.requests[place].body, std::exchange(batch.requests[place].done, {}), {}});
    }
  }

  Result<void> run_one(PostgresConnection& connection, const Body& body, ports::Effects& effects,
                       bool together) {
    const std::size_t locks = connection.locks();
    for (const bool careful : {false, true}) {
      connection.set_mode(together, careful);
      effects = {};
      if (together) connection.send(Step::savepoint);
      try {
        Result<void> result = run_body(body, connection, effects);
        if (!result) undo(connection, together, locks);
        if (result && together) connection.send(Step::release);
        return result;
      } catch (const NeedsCare&) {
        undo(connection, together, locks);
      } catch (const ShopTaken&) {
        undo(connection, together, locks);
        throw;
      }
    }
    throw std::logic_error("a duplicate in careful mode");
  }

  // What the body did is gone, and the locks it took; the transaction goes on.
  static void undo(PostgresConnection& connection, bool together, std::size_t locks) {
    connection.keep_locks(locks);
    connection.send(together ? Step::rollback_to : Step::rollback);
    connection.send(together ? Step::release : Step::begin);
  }

  void announce(const std::vector<StreamPosition>& positions) {
    Committed committed;
    {
      const std::lock_guard lock(hooks_mutex_);
      committed = committed_;
    }
    tell(committed, positions);
  }

  PostgresOptions options_;
  std::vector<std::unique_ptr<RequestQueue>> queues_;  // one per writer
  std::atomic<std::size_t> turn_{0};
  ConnectionPool<PostgresConnection> readers_;
  ConnectionPool<PostgresConnection> asides_;
  std::mutex hooks_mutex_;
  Flush flush_;  // set before the first write
  Committed committed_;
  std::mutex word_mutex_;
  std::function<void(const ports::NodeWord&)> on_word_;
  PostgresNotices notices_;
  std::vector<std::thread> threads_;
};

}  // namespace

Result<std::unique_ptr<Engine>> open_postgres(PostgresOptions options) {
  try {
    return std::make_unique<PostgresEngine>(std::move(options));
  } catch (const EngineFailure& failure) {
    return forward(failure.error);
  } catch (const std::exception& error) {
    return forward(unreachable(error.what()));
  }
}

}  // namespace shouhou::store
