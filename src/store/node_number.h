// The number of this run in the middle of its ids: another one for every start, so ids differ between nodes,
// and from those of an earlier run whose clock was ahead. 1024 starts later numbers repeat.
#pragma once

#include <atomic>

#include "base/ids.h"
#include "store/number_series.h"

namespace shouhou::store {

// Taken with the first id, not at start: a desk on a full disk starts and can be read.
class NodeNumber {
 public:
  NodeNumber(NumberSeries& numbers, IdSource& ids) : numbers_(numbers), ids_(ids) {}

  bool kept() const { return kept_.load(std::memory_order_acquire); }
  // Takes a number in the transaction of `session`. Until one is kept every body takes its own: what another
  // body took may be rolled back with it.
  void take(Session& session) {
    ids_.use_node(static_cast<std::uint16_t>(numbers_.next(session, {}, "node") & 0x3FF));
  }
  // The transaction of a body that took one is on disk.
  void keep() { kept_.store(true, std::memory_order_release); }

 private:
  NumberSeries& numbers_;
  IdSource& ids_;
  std::atomic<bool> kept_{false};
};

}  // namespace shouhou::store
