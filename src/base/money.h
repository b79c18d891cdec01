// Money in fen (1/100 yuan, or of whatever currency the order was paid in), 64-bit, never a floating number.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace shouhou {

struct Fen {
  std::int64_t value = 0;

  auto operator<=>(const Fen&) const = default;
  constexpr Fen operator-() const { return {-value}; }
  constexpr Fen operator+(Fen other) const { return {value + other.value}; }
  constexpr Fen operator-(Fen other) const { return {value - other.value}; }
  constexpr Fen operator*(std::int64_t factor) const { return {value * factor}; }
  Fen& operator+=(Fen other) { return value += other.value, *this; }
  Fen& operator-=(Fen other) { return value -= other.value, *this; }
};

// The largest amount the product accepts from outside: one hundred million yuan. Sums of a million such
// amounts still fit 64 bits.
inline constexpr Fen largest_amount{10'000'000'000};

// Reads yuan as people and exports write them: "12", "12.3", "-12.30", "¥1,234.50", "12.30元", full-width
// digits. At most two decimals that matter ("12.300" is fine, "12.305" is not). Errors: money.malformed,
// money.too_large.
Result<Fen> parse_yuan(std::string_view text);

// "12.30", "-0.05".
std::string format_yuan(Fen amount);

// Splits `total` over `weights` (all >= 0) in proportion, to the fen, by largest remainder; equal remainders
// go to the earlier place. The parts add up to `total` exactly. Where every weight is 0 the split is even.
// `total` may be negative (the mirror image of the positive split). Empty weights give an empty result.
std::vector<Fen> split_by_weight(Fen total, std::span<const std::int64_t> weights);

}  // namespace shouhou
