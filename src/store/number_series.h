// Short numbers per shop ("case" -> 1, 2, 3 …), unique under any concurrency and after any crash.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "store/engine/engine.h"

namespace shouhou::store {

// SQLite has one writer: the number is taken in the body's own savepoint, so it comes and goes with the body
// and the series has no gaps.
//
// PostgreSQL has many writers, on many nodes: taking it there would make the commits of a shop wait for each
// other. So a block is reserved in a small transaction of its own, committed before the first number of it is
// used: whatever becomes of a body afterwards, nobody else can get that number. What is not used is a gap.
// The blocks of a quiet shop are one number long, those of a busy one grow to 64.
class NumberSeries {
 public:
  explicit NumberSeries(Engine& engine) : engine_(engine) {}
  // Gives unused rests of blocks back where possible.
  ~NumberSeries();
  NumberSeries(const NumberSeries&) = delete;
  NumberSeries& operator=(const NumberSeries&) = delete;

  std::int64_t next(Session& session, ShopId shop, std::string_view series);

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Block {
    std::int64_t next = 1;
    std::int64_t last = 0;  // below `next`: used up
    std::int64_t size = 0;
    Time reserved;
    std::mutex mutex;  // held while a new block is reserved; other series go on
  };
  Block& block_of(ShopId shop, std::string_view series);
  void reserve(ShopId shop, std::string_view series, Block& block);

  Engine& engine_;
  std::mutex mutex_;  // of the map; a block stays where it is
  std::map<std::pair<ShopId, std::string>, Block, std::less<>> blocks_;
};

}  // namespace shouhou::store
