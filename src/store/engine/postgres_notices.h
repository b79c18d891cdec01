// Tells other nodes which streams grew, and hears it from them, on one connection and one thread of its own:
// a NOTIFY inside the writing transaction would make all commits of the server wait for each other.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/engine/engine.h"
#include "store/engine/postgres_connection.h"

namespace shouhou::store {

class PostgresNotices {
 public:
  using Heard = std::function<void(const std::vector<StreamPosition>&)>;
  using Word = std::function<void(const ports::NodeWord&)>;

  // Connects once before it returns; throws EngineFailure. `heard` is called on the thread of the notices,
  // with what other nodes told, and with every stream after the connection was lost and found again; `word`
  // with what they said by the other tell().
  PostgresNotices(std::string url, Heard heard, Word word);
  ~PostgresNotices();
  PostgresNotices(const PostgresNotices&) = delete;
  PostgresNotices& operator=(const PostgresNotices&) = delete;

  // Queues it; several are sent as one.
  void tell(const std::vector<StreamPosition>& positions);
  // Queues it; while the connection is away the oldest are dropped.
  void tell(ShopId shop, std::string text);

 private:
  void connect();
  void work();
  void listen_once();
  void send_told();
  void send_words();
  void hear(const std::string& payload);
  void hear_word(const std::string& payload, std::size_t mark);
  void hear_everything();
  void wake();

  const std::string url_;
  const Heard heard_;
  const Word word_;
  std::string node_;     // tells our own notices from those of others
  std::string channel_;  // one per schema
  std::unique_ptr<PostgresConnection> connection_;
  int wake_ = -1;  // eventfd
  std::mutex mutex_;
  std::map<ShopId, std::int64_t> told_;
  std::deque<std::pair<ShopId, std::string>> words_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace shouhou::store
