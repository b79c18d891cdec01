// A moment (UTC epoch milliseconds) and a span (milliseconds). Rules take them as arguments; only the
// clock (base/clock.h) knows what time it is.
#pragma once

#include <compare>
#include <cstdint>

namespace shouhou {

struct Span {
  std::int64_t ms = 0;

  auto operator<=>(const Span&) const = default;
  constexpr Span operator+(Span other) const { return {ms + other.ms}; }
  constexpr Span operator-(Span other) const { return {ms - other.ms}; }
  constexpr Span operator*(std::int64_t factor) const { return {ms * factor}; }
};

constexpr Span milliseconds(std::int64_t n) {
  return {n};
}
constexpr Span seconds(std::int64_t n) {
  return {n * 1000};
}
constexpr Span minutes(std::int64_t n) {
  return {n * 60'000};
}
constexpr Span hours(std::int64_t n) {
  return {n * 3'600'000};
}
constexpr Span days(std::int64_t n) {
  return {n * 86'400'000};
}

struct Instant {
  std::int64_t ms = 0;

  auto operator<=>(const Instant&) const = default;
  constexpr Instant operator+(Span span) const { return {ms + span.ms}; }
  constexpr Instant operator-(Span span) const { return {ms - span.ms}; }
  constexpr Span operator-(Instant other) const { return {ms - other.ms}; }
};

}  // namespace shouhou
