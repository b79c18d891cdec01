// Who knows what time it is. The program uses SystemClock; a test sets a ManualClock.
#pragma once

#include <atomic>
#include <chrono>

#include "base/instant.h"

namespace shouhou {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    using namespace std::chrono;
    return Instant{duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch()).count()};
  }
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start = {}) : now_ms_(start.ms) {}
  Instant now() const override { return {now_ms_.load()}; }
  void set(Instant instant) { now_ms_.store(instant.ms); }
  void advance(Span span) { now_ms_.fetch_add(span.ms); }

 private:
  std::atomic<std::int64_t> now_ms_;
};

}  // namespace shouhou
