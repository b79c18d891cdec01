// Ranks open cases anew in the background after the rules that order the queue changed (app/rerank_cases.h):
// looks at every shop once at the start, then at those whose stream grew.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "base/instant.h"
#include "ports/store.h"

namespace shouhou::jobs {

class Reranking {
 public:
  // Shops that were noted are looked at every `every`.
  explicit Reranking(ports::Store& store, Span every = seconds(1));
  ~Reranking();
  Reranking(const Reranking&) = delete;
  Reranking& operator=(const Reranking&) = delete;

  // To be called after every commit, from any thread (Store::on_commit). Cheap.
  void note(ShopId shop);
  // Ranks the shop's cases to the end, where it is due; how many were looked at. On the calling thread.
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

// Cases in one write: some milliseconds, so that people's writes slip in between.
inline constexpr int cases_at_once = 200;

}  // namespace shouhou::jobs
