#include "base/utf8.h"

#include <array>
#include <cstdint>

namespace shouhou::utf8 {
namespace {

// The length of the well-formed character at `at`, or 0.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
  const auto continued = [&](std::size_t i) { return at + i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continued(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!continued(1) || !continued(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!continued(1) || !continued(2) || !continued(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

constexpr std::array<std::string_view, 10> spaces{" ",  "\t",     "\r",     "\n",     "\v",
                                                  "\f", "\u00A0", "\u3000", "\uFEFF", "\u200B"};

}  // namespace

bool valid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t step = character_length(text, at);
    if (step == 0) return false;
    at += step;
  }
  return true;
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const std::size_t step = character_length(text, at);
    at += step == 0 ? 1 : step;
  }
  return count;
}

std::string trim(std::string_view text) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view space : spaces) {
      if (!text.empty() && text.starts_with(space)) text.remove_prefix(space.size()), cut = true;
      if (!text.empty() && text.ends_with(space)) text.remove_suffix(space.size()), cut = true;
    }
  }
  return std::string(text);
}

std::string to_half_width(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
    const std::size_t step = character_length(text, at);
    if (step == 3 && byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
      const unsigned point = 0xF000U | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
      if (point >= 0xFF01 && point <= 0xFF5E) {
        plain += static_cast<char>(point - 0xFF01 + '!');
        at += 3;
        continue;
      }
    }
    if (text.substr(at).starts_with("\u3000")) {
      plain += ' ';
      at += 3;
      continue;
    }
    plain.append(text.substr(at, step == 0 ? 1 : step));
    at += step == 0 ? 1 : step;
  }
  return plain;
}

std::string shorten(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  std::size_t before_last = 0;
  for (std::size_t count = 0; at < text.size() && count < characters; ++count) {
    before_last = at;
    const std::size_t step = character_length(text, at);
    at += step == 0 ? 1 : step;
  }
  if (at >= text.size()) return std::string(text);
  return characters == 0 ? std::string() : std::string(text.substr(0, before_last)) + "…";
}

std::string_view tail(std::string_view text, std::size_t characters) {
  std::size_t at = text.size();
  for (std::size_t count = 0; at > 0 && count < characters; ++count) {
    --at;
    while (at > 0 && (static_cast<std::uint8_t>(text[at]) & 0xC0) == 0x80) --at;
  }
  return text.substr(at);
}

}  // namespace shouhou::utf8
