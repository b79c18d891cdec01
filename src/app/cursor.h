// Where the next page of a list begins: numbers joined by points, "1760000000000.42".
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace shouhou::app {

inline std::string write_cursor(std::initializer_list<std::int64_t> numbers) {
  std::string cursor;
  for (const std::int64_t number : numbers) {
    if (!cursor.empty()) cursor += '.';
    cursor += std::to_string(number);
  }
  return cursor;
}

// Exactly `Count` numbers, none of them negative; anything else is nothing.
template <std::size_t Count>
std::optional<std::array<std::int64_t, Count>> read_cursor(std::string_view cursor) {
  std::array<std::int64_t, Count> numbers{};
  const char* at = cursor.data();
  const char* const end = at + cursor.size();
  for (std::size_t i = 0; i < Count; ++i) {
    if (i > 0 && (at == end || *at++ != '.')) return std::nullopt;
    const auto [stop, error] = std::from_chars(at, end, numbers[i]);
    if (error != std::errc{} || stop == at || numbers[i] < 0) return std::nullopt;
    at = stop;
  }
  if (at != end) return std::nullopt;
  return numbers;
}

}  // namespace shouhou::app
