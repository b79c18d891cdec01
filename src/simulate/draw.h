// Chance for the simulator: a random number that is a pure function of (seed, purpose, who, which). Nothing
// is consumed in order, so every policy meets the same shop, the same buyers and the same luck, whatever it
// did before (common random numbers).
#pragma once

#include <cmath>
#include <cstdint>

namespace shouhou::simulate {

// What a number is for. Adding one at the end changes no other number.
enum class Purpose : std::uint64_t {
  buyer = 1,
  arrival,
  order,
  batch,
  warehouse,
  road,
  trouble,
  talk,
  taste,
  settling,
  review,
  coming_back,
  dice,
  desk,
};

// The finaliser of splitmix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

// A stream of numbers that belong to one thing; read in any order, by place.
class Draw {
 public:
  constexpr Draw(std::uint64_t seed, Purpose purpose, std::uint64_t who, std::uint64_t which = 0)
      : key_(mixed(mixed(mixed(mixed(seed) ^ static_cast<std::uint64_t>(purpose)) ^ who) ^ which)) {}

  constexpr std::uint64_t bits(std::uint64_t place) const { return mixed(key_ ^ mixed(place)); }
  // In [0, 1).
  constexpr double unit(std::uint64_t place) const {
    return static_cast<double>(bits(place) >> 11U) * 0x1.0p-53;
  }
  constexpr bool happens(std::uint64_t place, double chance) const { return unit(place) < chance; }
  double between(std::uint64_t place, double low, double high) const {
    return low + (high - low) * unit(place);
  }
  double exponential(std::uint64_t place, double mean) const { return -mean * std::log1p(-unit(place)); }
  // Standard normal by Box and Muller; takes two numbers of its own.
  double normal(std::uint64_t place) const {
    const double u = 1.0 - unit(place * 2 + 0x10000);
    const double v = unit(place * 2 + 0x10001);
    return std::sqrt(-2.0 * std::log(u)) * std::cos(6.283185307179586 * v);
  }
  // A positive number of this mean whose logarithm is normal.
  double around(std::uint64_t place, double mean, double spread) const {
    return mean * std::exp(spread * normal(place) - spread * spread / 2);
  }
  // Standard Gumbel: taste that makes choices follow the logit.
  double gumbel(std::uint64_t place) const { return -std::log(-std::log(unit(place) + 0x1.0p-54)); }

 private:
  std::uint64_t key_;
};

}  // namespace shouhou::simulate
