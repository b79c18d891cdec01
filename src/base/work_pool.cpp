#include "base/work_pool.h"

namespace shouhou {

WorkPool::WorkPool(std::size_t threads, std::size_t waiting_limit) : waiting_limit_(waiting_limit) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

void WorkPool::end() {
  {
    const std::lock_guard guard(mutex_);
    ending_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool WorkPool::submit(std::function<void()> job) {
  {
    const std::lock_guard guard(mutex_);
    if (ending_ || waiting_.size() >= waiting_limit_) return false;
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void WorkPool::work() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
      if (ending_) return;
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    job();
  }
}

}  // namespace shouhou
