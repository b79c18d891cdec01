#include "store/number_series.h"

#include <algorithm>

#include "base/log.h"
#include "store/sql/queries/stream.h"

namespace shouhou::store {
namespace {

constexpr std::int64_t largest_block = 64;
constexpr std::chrono::seconds busy_within{1};  // a block used up faster than this makes the next one larger

std::int64_t take(Session& session, ShopId shop, std::string_view series, std::int64_t count) {
  return session
      .one(sql::stream::take_numbers, {{"shop_id", shop}, {"series", series}, {"by", count}},
           [](const Row& row) { return row.integer(0); })
      .value();
}

}  // namespace

std::int64_t NumberSeries::next(Session& session, ShopId shop, std::string_view series) {
  if (!session.postgres()) return take(session, shop, series, 1);
  Block& block = block_of(shop, series);
  const std::lock_guard lock(block.mutex);
  if (block.next > block.last) reserve(shop, series, block);
  return block.next++;
}

NumberSeries::Block& NumberSeries::block_of(ShopId shop, std::string_view series) {
  const std::lock_guard lock(mutex_);
  return blocks_[{shop, std::string(series)}];
}

void NumberSeries::reserve(ShopId shop, std::string_view series, Block& block) {
  const Time now = std::chrono::steady_clock::now();
  const bool busy = block.size > 0 && now - block.reserved < busy_within;
  const std::int64_t size = busy ? std::min(block.size * 2, largest_block) : 1;
  std::int64_t last = 0;
  engine_.aside([&](Session& session) { last = take(session, shop, series, size); });
  block.next = last - size + 1;
  block.last = last;
  block.size = size;
  block.reserved = now;
}

NumberSeries::~NumberSeries() {
  for (const auto& [key, block] : blocks_) {
    if (block.next > block.last) continue;
    try {
      engine_.aside([&](Session& session) {
        session.run(sql::stream::give_numbers_back, {{"shop_id", key.first},
                                                     {"series", key.second},
                                                     {"unused_from", block.next},
                                                     {"block_end", block.last}});
      });
    } catch (const std::exception& error) {
      log::warning("numbers not given back", {{"what", error.what()}});
      return;
    }
  }
}

}  // namespace shouhou::store
