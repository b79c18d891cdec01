// Watches the clocks of cases: one that has run out is marked as missed, its case moves in the queue, and
// live screens hear of it (P-E5). What ran out while the program was down is found at its start.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/instant.h"
#include "ports/store.h"

namespace shouhou::jobs {

class ClockWatch {
 public:
  // Looks every `every`; a look is one indexed read per shop.
  ClockWatch(ports::Store& store, Span every = seconds(1));
  ~ClockWatch();
  ClockWatch(const ClockWatch&) = delete;
  ClockWatch& operator=(const ClockWatch&) = delete;

  // One look, on the calling thread; how many cases had a clock run out. Errors: those of the store.
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
