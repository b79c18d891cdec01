// Sweeps what has had its time, hourly: sessions that ended, tries of signing in, and the kept answers of
// repeated requests, imported files that were kept long enough, files that nothing speaks of any more. The
// first sweep is at the start; it also seals what earlier versions kept in the clear.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "base/instant.h"
#include "ports/blobs.h"
#include "ports/store.h"

namespace shouhou::jobs {

class Upkeep {
 public:
  Upkeep(ports::Store& store, ports::Blobs& blobs, Span every = hours(1));
  ~Upkeep();
  Upkeep(const Upkeep&) = delete;
  Upkeep& operator=(const Upkeep&) = delete;

  // One sweep, on the calling thread; how many kept answers went. Errors: those of the store.
  Result<std::int64_t> sweep();

  // Seals the files that lie in the clear, until there are none or the end; how many. Errors:
  // blob.unwritable, those of the store.
  Result<int> seal_files();

 private:
  void run();
  bool ending();
  Result<std::vector<ShopId>> shops();

  ports::Store& store_;
  ports::Blobs& blobs_;
  const Span every_;
  std::mutex mutex_;
  std::condition_variable ending_;
  bool end_ = false;
  std::thread thread_;
};

// How long an answer stands ready for the same request sent again: longer than any client tries, a weekend
// without network included.
inline constexpr Span answers_kept = days(3);

}  // namespace shouhou::jobs
