// Watches the menus before buyers: one whose time is over ends, and its case comes back to the queue (P-D1).
// What ran out while the program was down is found at its start.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/instant.h"
#include "ports/store.h"

namespace shouhou::jobs {

class OfferWatch {
 public:
  // Looks every `every`; a look is one indexed read per shop.
  OfferWatch(ports::Store& store, Span every = seconds(10));
  ~OfferWatch();
  OfferWatch(const OfferWatch&) = delete;
  OfferWatch& operator=(const OfferWatch&) = delete;

  // One look, on the calling thread; how many offers ended. Errors: those of the store.
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
