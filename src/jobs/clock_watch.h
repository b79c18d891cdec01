// Watches what time does to cases: clocks that run out, warnings before they do, waiting cases to be looked
// at again, overdue tasks (P-E1, P-E5). The moments of the next while are in memory, kept up from the commits
// of all nodes, and read anew from the store at the start and every few minutes; so a ten-second clock is
// marked within a fraction of a second of its time, and what ran out while the program was down at its start.
// Several nodes may watch one store: whoever comes second finds nothing left to do.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/instant.h"
#include "jobs/next_moments.h"
#include "ports/store.h"

namespace shouhou::jobs {

struct ClockWatchOptions {
  Span horizon = minutes(20);       // so far ahead moments are in memory
  Span refill = minutes(5);         // how often they are read anew: heals whatever was not heard
  Span gather = milliseconds(40);   // commits that come so close together are looked at together
  std::size_t cases_at_once = 100;  // in one write: small enough not to hold others up
  // For measuring: the moment of a case, and when what it does was on disk.
  std::function<void(Instant moment, Instant done)> on_done = {};
};

class ClockWatch {
 public:
  ClockWatch(ports::Store& store, const Clock& clock, ClockWatchOptions options = {});
  ~ClockWatch();
  ClockWatch(const ClockWatch&) = delete;
  ClockWatch& operator=(const ClockWatch&) = delete;

  // Begins to watch on a thread of its own.
  void start();
  // A commit made the shop's stream grow to this sequence number. Any thread; never waits.
  void committed(ShopId shop, std::int64_t last_sequence);
  // One look, on the calling thread (not beside a started watch): hears of commits, does what is due. How
  // many cases it did something about. Errors: those of the store.
  Result<int> look();
  // Cases whose moment is in memory.
  std::size_t waiting() const { return waiting_; }

 private:
  void run();
  void wait();
  Result<void> refill();
  Result<void> hear();
  Result<int> act();
  Result<void> act_on(ShopId shop, const std::vector<ports::TimedCase>& due);
  Result<void> act_on_each(ShopId shop, const std::vector<ports::TimedCase>& due);
  void note(const ports::TimedCase& timed);

  ports::Store& store_;
  const Clock& clock_;
  const ClockWatchOptions options_;

  // Of the watching thread alone.
  NextMoments moments_;
  std::map<ShopId, std::int64_t> heard_;  // sequence numbers up to which commits were looked at
  Instant read_anew_{};                   // when the store was last read as a whole; 0: never
  std::atomic<std::size_t> waiting_{0};

  std::mutex mutex_;
  std::condition_variable wake_;
  std::map<ShopId, std::int64_t> grown_;  // commits not yet looked at
  bool end_ = false;
  std::thread thread_;
};

}  // namespace shouhou::jobs
