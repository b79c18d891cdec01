// Ranks open cases anew in the background after the rules that order the queue changed (app/rerank_cases.h):
// looks at every shop once at the start, then at those whose stream grew.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "base/instant.h"
#include "ports/store.h"

namespace shouhou::jobs {

// How many cases one write takes: as many as the disk and the people at work leave time for.
class StepSize {
 public:
  int cases() const { return cases_; }
  // The last write, from asking for it to having it on disk.
  void took(std::chrono::nanoseconds time);

 private:
  int cases_ = 200;
};

class Reranking {
 public:
  // Shops that were noted are looked at every `every`.
  explicit Reranking(ports::Store& store, Span every = seconds(1));
  ~Reranking();
  Reranking(const Reranking&) = delete;
  Reranking& operator=(const Reranking&) = delete;

  // To be called after every commit, from any thread (Store::on_commit). Cheap.
  void note(ShopId shop);
  // Ranks the shop's cases to the end, where it is due; how many that were. On the calling thread.
  Result<std::int64_t> run_now(ShopId shop);

 private:
  void run();
  std::set<ShopId> all_shops();
  bool ending();

  ports::Store& store_;
  const Span every_;
  std::mutex mutex_;
  std::condition_variable ending_;
  std::set<ShopId> noted_;
  bool end_ = false;
  std::thread thread_;
};

}  // namespace shouhou::jobs
