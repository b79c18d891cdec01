// At most so many connections; each is one thread's while it is borrowed.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace shouhou::store {

template <class Connection>
class ConnectionPool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;

  ConnectionPool(int limit, Open open) : limit_(limit), open_(std::move(open)) {}

  class Borrowed {
   public:
    Borrowed(ConnectionPool& pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)), exceptions_(std::uncaught_exceptions()) {}
    // A connection that something was thrown through is closed, not lent again.
    ~Borrowed() {
      pool_.give_back(std::uncaught_exceptions() > exceptions_ ? nullptr : std::move(connection_));
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    Connection& operator*() { return *connection_; }
    Connection* operator->() { return connection_.get(); }

   private:
    ConnectionPool& pool_;
    std::unique_ptr<Connection> connection_;
    int exceptions_;
  };

  // Waits until one is free. One that broke while it lay idle is replaced.
  Borrowed borrow() {
    std::unique_ptr<Connection> connection = take_free();
    try {
      if (!connection || !connection->usable()) connection = open_();
    } catch (...) {
      give_back(nullptr);
      throw;
    }
    return Borrowed(*this, std::move(connection));
  }

 private:
  // One that lies idle, or none: the caller may open one.
  std::unique_ptr<Connection> take_free() {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return lent_ < limit_; });
    ++lent_;
    if (free_.empty()) return nullptr;
    std::unique_ptr<Connection> connection = std::move(free_.back());
    free_.pop_back();
    return connection;
  }
  void give_back(std::unique_ptr<Connection> connection) {
    {
      const std::lock_guard lock(mutex_);
      --lent_;
      if (connection) free_.push_back(std::move(connection));
    }
    freed_.notify_one();
  }

  const int limit_;
  const Open open_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> free_;
  int lent_ = 0;
};

}  // namespace shouhou::store
