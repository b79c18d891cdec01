// The bounded queue in front of the writer threads: writes come out in batches, in order; maintenance comes
// out alone.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "store/engine/engine.h"

namespace shouhou::store {

struct Request {
  Engine::Body body;
  Engine::Done done;
  std::function<void()> alone;  // maintenance instead of a body
};

class RequestQueue {
 public:
  explicit RequestQueue(std::size_t limit) : limit_(limit) {}

  enum class Pushed { yes, full, closed };
  // Leaves `request` untouched unless it was taken.
  Pushed push(Request& request) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return Pushed::closed;
      if (!request.alone && requests_.size() >= limit_) return Pushed::full;
      requests_.push_back(std::move(request));
    }
    filled_.notify_one();
    return Pushed::yes;
  }

  // Waits. Up to `limit` writes, or one maintenance; empty when the queue is closed and drained.
  std::vector<Request> take(std::size_t limit) {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || !requests_.empty(); });
    std::vector<Request> batch;
    while (!requests_.empty() && batch.size() < limit) {
      if (requests_.front().alone && !batch.empty()) break;
      const bool alone = static_cast<bool>(requests_.front().alone);
      batch.push_back(std::move(requests_.front()));
      requests_.pop_front();
      if (alone) break;
    }
    return batch;
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return requests_.size();
  }

  // No more comes in; what is in still comes out.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    filled_.notify_all();
  }

 private:
  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<Request> requests_;
  bool closed_ = false;
};

}  // namespace shouhou::store
