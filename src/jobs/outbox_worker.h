// Carries out what the outbox holds: claims due items for a while (lease), asks the performer outside of any
// transaction, and records the answer. Killed at any moment it loses nothing: what was claimed comes back
// when the lease ends, and is asked for under the same key, so that nothing is done twice (P-D9).
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/perform_deed.h"
#include "base/instant.h"
#include "ports/performer.h"
#include "ports/store.h"

namespace shouhou::jobs {

struct OutboxPlan {
  Span every = seconds(1);       // between looks, where nobody wakes it
  Span rest = milliseconds(50);  // between two looks at least
  Span lease = seconds(30);      // longer than a performer takes
  int at_once = 20;              // items claimed together
  app::RetryPlan retry;
  bool alone = false;         // no other process works on the database: what is running is a dead one's
  bool in_background = true;  // false: only when `work` is called (tests)
  // Called between performing and recording; a test ends the worker there.
  std::function<void()> performed = {};
};

class OutboxWorker {
 public:
  OutboxWorker(ports::Store& store, ports::Performer& performer, OutboxPlan plan = {});
  ~OutboxWorker();
  OutboxWorker(const OutboxWorker&) = delete;
  OutboxWorker& operator=(const OutboxWorker&) = delete;

  // One round on the calling thread; how many items were dealt with. Errors: those of the store.
  Result<int> work();
  // Something may be due. Cheap, from any thread.
  void wake();

 private:
  // Before the first look, where this process is alone.
  void take_back();
  void run();
  Result<void> carry_out(const ports::OutboxItem& item);
  Result<void> record(const ports::OutboxItem& item, const std::optional<ports::Performed>& performed);

  ports::Store& store_;
  ports::Performer& performer_;
  const OutboxPlan plan_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool end_ = false;
  bool woken_ = false;
  std::thread thread_;
};

}  // namespace shouhou::jobs
