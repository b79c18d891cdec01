#include "connect/files/armour.h"

namespace shouhou::connect {
namespace {

// The width of one blank at the start or end: ASCII white space, no-break and ideographic space, mark.
std::size_t blank_at_start(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first <= ' ') return 1;
  if (first < 0xC2) return 0;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xE3\x80\x80") || text.starts_with("\xEF\xBB\xBF")) return 3;
  return 0;
}

std::size_t blank_at_end(std::string_view text) {
  const auto last = static_cast<unsigned char>(text.back());
  if (last <= ' ') return 1;
  if (last < 0x80) return 0;
  if (text.ends_with("\xC2\xA0")) return 2;
  if (text.ends_with("\xE3\x80\x80") || text.ends_with("\xEF\xBB\xBF")) return 3;
  return 0;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const std::size_t width = blank_at_start(text);
    if (width == 0) break;
    text.remove_prefix(width);
  }
  while (!text.empty()) {
    const std::size_t width = blank_at_end(text);
    if (width == 0) break;
    text.remove_suffix(width);
  }
  return text;
}

}  // namespace

std::string_view without_armour(std::string_view cell) {
  cell = trimmed(cell);
  if (cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"')) {
    cell = trimmed(cell.substr(2, cell.size() - 3));
  }
  if (cell.size() >= 2 && cell.front() == '\'') {
    const auto next = static_cast<unsigned char>(cell[1]);
    const bool full_width_digit = cell.size() >= 4 && cell.substr(1).starts_with("\xEF\xBC") &&
                                  static_cast<unsigned char>(cell[3]) >= 0x90 &&
                                  static_cast<unsigned char>(cell[3]) <= 0x99;
    const bool guarded = next == '+' || next == '=' || next == '@' || next == '-';
    if ((next >= '0' && next <= '9') || guarded || full_width_digit) cell = trimmed(cell.substr(1));
  }
  return cell;
}

}  // namespace shouhou::connect
