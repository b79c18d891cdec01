#include "base/encoding.h"

#include <cstdint>

namespace shouhou {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Groups of `width` bits, first bit first; the last group is filled up with zero bits.
std::string spell(std::string_view bytes, std::string_view digits, unsigned width) {
  std::string text;
  text.reserve((bytes.size() * 8 + width - 1) / width);
  std::uint32_t held = 0;
  unsigned bits = 0;
  const std::uint32_t mask = (1U << width) - 1;
  for (const char c : bytes) {
    held = (held << 8) | static_cast<std::uint8_t>(c);
    for (bits += 8; bits >= width;) {
      bits -= width;
      text += digits[(held >> bits) & mask];
    }
    held &= 0xFFFF;
  }
  if (bits > 0) text += digits[(held << (width - bits)) & mask];
  return text;
}

template <class Fold>
std::optional<std::string> read(std::string_view text, std::string_view digits, unsigned width, Fold fold) {
  std::string bytes;
  bytes.reserve(text.size() * width / 8);
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(fold(c));
    if (digit == std::string_view::npos) return std::nullopt;
    held = (held << width) | static_cast<std::uint32_t>(digit);
    bits += width;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((held >> bits) & 0xFF);
    }
    held &= (1U << bits) - 1;
  }
  // A whole digit left over, or bits that are not zero: not the one spelling of any byte string.
  if (bits >= width || held != 0) return std::nullopt;
  return bytes;
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  return spell(bytes, hex_digits, 4);
}
std::optional<std::string> from_hex(std::string_view text) {
  return read(text, hex_digits, 4, lower);
}
std::string to_base32(std::string_view bytes) {
  return spell(bytes, base32_digits, 5);
}
std::optional<std::string> from_base32(std::string_view text) {
  return read(text, base32_digits, 5, upper);
}
std::string to_base64url(std::string_view bytes) {
  return spell(bytes, base64url_digits, 6);
}
std::optional<std::string> from_base64url(std::string_view text) {
  return read(text, base64url_digits, 6, [](char c) { return c; });
}

}  // namespace shouhou
