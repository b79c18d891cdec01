// What the connections of one server share, and the I/O thread ("lane") each of them lives on. A connection
// never leaves its lane, so it needs no locks of its own.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "net/asio.h"
#include "net/certificate.h"
#include "net/server.h"

namespace shouhou::net {

// Anything with a socket on a lane. The lane's sweeper looks at the deadlines a few times a second: one timer
// for all connections instead of one armed and disarmed for every read.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual void drain() = 0;   // end as soon as what is under way is answered
  virtual void expire() = 0;  // the deadline has passed
  virtual void abort() = 0;   // end now

  Steady::time_point deadline = Steady::time_point::max();
};

struct Shared {
  ServerOptions options;
  Hooks hooks;
  ServerStats stats;
  std::optional<Certificate> certificate;  // makes the port TLS
  std::atomic<bool> draining{false};
  asio::thread_pool file_pool{1};  // reads and writes files, so that a slow disk never stops a lane

  // Counts a connection of this address; false over a limit.
  bool enter(const std::string& ip);
  void leave(const std::string& ip);
  // `language`: the Accept-Language of the request, as far as it is known.
  Response refuse(int status, std::string_view code, std::string_view language) const;

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> per_ip_;
};

class Lane {
 public:
  explicit Lane(std::shared_ptr<Shared> shared_state);

  void run();
  void sweep();
  // "Date: …\r\n", renewed once a second.
  std::string_view date_header();

  asio::io_context context{1};
  std::shared_ptr<Shared> shared;
  std::unordered_set<Connection*> connections;
  std::optional<asio::executor_work_guard<Executor>> work;
  Timer sweeper;
  std::thread thread;

 private:
  std::time_t date_second_ = 0;
  std::string date_;
};

// Holds a connection's place in the counts and in its lane.
class Place {
 public:
  Place(std::shared_ptr<Lane> lane, std::string ip) : lane_(std::move(lane)), ip_(std::move(ip)) {}
  ~Place() { release(); }
  // When the conversation is over, though somebody may still hold a handle to it.
  void release() {
    if (!released_.test_and_set()) lane_->shared->leave(ip_);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  Lane& lane() const { return *lane_; }
  Shared& shared() const { return *lane_->shared; }
  const std::string& ip() const { return ip_; }

 private:
  std::shared_ptr<Lane> lane_;
  std::string ip_;
  std::atomic_flag released_;
};

// "HTTP/1.1 200 OK\r\n"; a plain word for unknown codes.
std::string_view reason_phrase(int status);

// Starts the conversation on an accepted socket, on the lane's thread.
void start_connection(PlainSocket socket, std::shared_ptr<Place> place);

}  // namespace shouhou::net
