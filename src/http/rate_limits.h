// Token buckets per rate class and caller, so that one runaway program cannot take the desk from the others.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/instant.h"
#include "http/route.h"

namespace shouhou::http {

struct RateRule {
  double per_second = 0;  // 0: no limit
  double burst = 0;
};

struct RateRules {
  RateRule usual{500, 2000};  // a person's screen needs a few a second; an import program some hundred
  RateRule heavy{2, 20};      // uploads, exports, searches over everything
  RateRule buyer{1, 40};      // per address: a buyer reads a page and answers once
  RateRule sign_in{0.2, 10};  // per address; the accounts floor throttles per login besides
  const RateRule& of(Rate rate) const;
};

class RateLimits {
 public:
  explicit RateLimits(RateRules rules) : rules_(rules) {}
  // Takes one token; 0 where there was one, otherwise the seconds until there is.
  int take(Rate rate, const std::string& caller, Instant now);

 private:
  struct Bucket {
    double tokens = 0;
    Instant at;
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, Bucket> buckets;
  };
  void forget_full(Shard& shard, const RateRule& rule, Instant now) const;

  RateRules rules_;
  std::array<Shard, 4> shards_;  // one per limited class
};

}  // namespace shouhou::http
