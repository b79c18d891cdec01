// Looks after returns that nobody sent, or that do not arrive, on its own thread: whoever has to ask gets a
// task (app/work_return.h).
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/instant.h"
#include "base/result.h"
#include "ports/store.h"

namespace shouhou::jobs {

class ReturnWatch {
 public:
  explicit ReturnWatch(ports::Store& store, Span every = minutes(5));
  ~ReturnWatch();
  ReturnWatch(const ReturnWatch&) = delete;
  ReturnWatch& operator=(const ReturnWatch&) = delete;

  // One round over all shops; how many returns were looked at.
  Result<int> look();

 private:
  void run();

  ports::Store& store_;
  const Span every_;
  std::mutex mutex_;
  std::condition_variable ending_;
  bool end_ = false;
  std::thread thread_;
};

}  // namespace shouhou::jobs
