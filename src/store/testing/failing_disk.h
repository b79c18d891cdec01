// A file system layer for SQLite whose disk fails on demand: the n-th write, sync, truncation or growth of
// shared memory from now on, and all after it until it is repaired.
#pragma once

#include <atomic>

namespace shouhou::store::testing {

enum class Failure { full, write_error, sync_error, read_only };

class FailingDisk {
 public:
  static constexpr const char* name = "shouhou-failing-disk";

  // Registers the layer once; one disk at a time.
  static FailingDisk& instance();

  // Calls that can fail are counted from 1 again; the one numbered `at` fails, and those after it too.
  void fail_from(int at, Failure failure);
  void repair();
  // Calls counted since fail_from or repair.
  int calls() const { return calls_; }
  bool failed() const { return failed_; }

  // Asked by the layer: an SQLite error code, or 0 to go on. `sync`: the call is a sync, not a write.
  int next_call(bool sync);

 private:
  FailingDisk();

  std::atomic<int> calls_{0};
  std::atomic<int> fail_at_{0};  // 0: never
  std::atomic<Failure> failure_{Failure::full};
  std::atomic<bool> failed_{false};
};

}  // namespace shouhou::store::testing
