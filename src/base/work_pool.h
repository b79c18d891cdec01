// A few threads for slow, memory-hungry work (password hashing), with a queue that has an end: a storm of
// logins waits or is turned away, and everything else goes on.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace shouhou {

class WorkPool {
 public:
  // At most `threads` jobs run at once, at most `waiting_limit` wait.
  WorkPool(std::size_t threads, std::size_t waiting_limit);
  ~WorkPool() { end(); }
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;

  // Waits for what runs; what still waits is dropped unrun, what comes later is refused.
  void end();

  // False where the queue is full. The job must not throw.
  [[nodiscard]] bool submit(std::function<void()> job);

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t waiting_limit_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace shouhou
