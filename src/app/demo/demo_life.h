// Time and chance of the demonstration: things happen in their order, the store's clock follows them, and the
// same seed tells the same story.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/instant.h"

namespace shouhou::app {

class DemoLife {
 public:
  DemoLife(ManualClock& clock, Instant start, Instant end, std::uint64_t seed)
      : clock_(clock), now_(start), end_(end), random_(seed) {}

  Instant now() const { return now_; }
  Instant end() const { return end_; }

  // What lies behind the end never happens: those cases stand where they stand today.
  void at(Instant when, std::function<void()> what) {
    if (when < end_) waiting_.push({when, order_++, std::move(what)});
  }
  void after(Span span, std::function<void()> what) { at(now_ + span, std::move(what)); }

  // Until the end, in order.
  void run();

  // Chance. `share` 0…1; ranges include both ends.
  bool happens(double share) { return std::bernoulli_distribution(share)(random_); }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  Span span_between(Span low, Span high) { return {between(low.ms, high.ms)}; }
  // Around `typical`, never shorter than 60 % of it, with a long tail.
  Span about(Span typical);
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(list.size()) - 1))];
  }
  // By each element's `share`.
  template <class T>
  const T& by_share(const std::vector<T>& list) {
    std::int64_t total = 0;
    for (const T& element : list) total += element.share;
    std::int64_t drawn = between(1, total);
    for (const T& element : list) {
      drawn -= element.share;
      if (drawn <= 0) return element;
    }
    return list.back();
  }
  std::string digits(int count);

 private:
  struct Waiting {
    Instant when;
    std::int64_t order;
    std::function<void()> what;

    bool operator<(const Waiting& other) const {
      return when != other.when ? when > other.when : order > other.order;
    }
  };

  ManualClock& clock_;
  Instant now_;
  Instant end_;
  std::mt19937_64 random_;
  std::priority_queue<Waiting> waiting_;
  std::int64_t order_ = 0;
};

}  // namespace shouhou::app
