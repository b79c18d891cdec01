#include "domain/tracking_numbers.h"

#include <algorithm>

#include "base/utf8.h"

namespace shouhou::domain {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

// 13812345678: eleven digits that begin like a mobile number on the mainland.
bool like_a_mobile(const std::string& number) {
  return number.size() == 11 && number[0] == '1' && number[1] >= '3' && std::ranges::all_of(number, digit);
}

}  // namespace

std::string normal_tracking(std::string_view text) {
  std::string number;
  for (char c : utf8::to_half_width(text)) {
    if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!digit(c) && !(c >= 'A' && c <= 'Z')) return {};
    number += c;
  }
  return number;
}

Result<std::string> read_tracking(std::string_view text) {
  std::string number = normal_tracking(text);
  if (number.size() < 8 || number.size() > 30 || std::ranges::count_if(number, digit) < 6) {
    return invalid("tracking.malformed", "tracking_number",
                   {"运单号应为 8 到 30 位字母和数字", "a tracking number has 8 to 30 letters and digits"});
  }
  if (like_a_mobile(number)) {
    return invalid("tracking.phone", "tracking_number",
                   {"这像是手机号，请填运单号", "this looks like a mobile number, not a tracking number"});
  }
  return number;
}

}  // namespace shouhou::domain
