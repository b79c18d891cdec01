#include "http/rate_limits.h"

#include <algorithm>
#include <cmath>

namespace shouhou::http {
namespace {

constexpr std::size_t most_buckets = 100'000;

double refilled(double tokens, Span since, const RateRule& rule) {
  return std::min(rule.burst,
                  tokens + static_cast<double>(std::max<std::int64_t>(0, since.ms)) * rule.per_second / 1000);
}

}  // namespace

const RateRule& RateRules::of(Rate rate) const {
  static constexpr RateRule none{};
  switch (rate) {
    case Rate::usual:
      return usual;
    case Rate::heavy:
      return heavy;
    case Rate::sign_in:
      return sign_in;
    case Rate::buyer:
      return buyer;
    case Rate::unlimited:
      return none;
  }
  return none;
}

int RateLimits::take(Rate rate, const std::string& caller, Instant now) {
  const RateRule& rule = rules_.of(rate);
  if (rule.per_second <= 0) return 0;
  Shard& shard = shards_[static_cast<std::size_t>(rate)];
  const std::lock_guard lock(shard.mutex);
  auto found = shard.buckets.find(caller);
  if (found == shard.buckets.end()) {
    if (shard.buckets.size() >= most_buckets) forget_full(shard, rule, now);
    found = shard.buckets.emplace(caller, Bucket{rule.burst, now}).first;
  }
  Bucket& bucket = found->second;
  bucket.tokens = refilled(bucket.tokens, now - bucket.at, rule);
  bucket.at = now;
  if (bucket.tokens < 1) return static_cast<int>(std::ceil((1 - bucket.tokens) / rule.per_second));
  bucket.tokens -= 1;
  return 0;
}

// A full bucket says nothing that a new one would not; if none is full, everybody starts afresh.
void RateLimits::forget_full(Shard& shard, const RateRule& rule, Instant now) const {
  std::erase_if(shard.buckets, [&](const auto& entry) {
    return refilled(entry.second.tokens, now - entry.second.at, rule) >= rule.burst;
  });
  if (shard.buckets.size() >= most_buckets) shard.buckets.clear();
}

}  // namespace shouhou::http
