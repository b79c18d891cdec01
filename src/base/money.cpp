#include "base/money.h"

#include <algorithm>
#include <numeric>

#include "base/utf8.h"

namespace shouhou {
namespace {

tl::unexpected<Error> malformed(std::string_view text) {
  const std::string shown = utf8::shorten(text, 40);
  return invalid("money.malformed", {}, {"不是金额：" + shown, "not an amount of money: " + shown});
}

bool take_prefix(std::string& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.erase(0, prefix.size());
  return true;
}

bool take_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.erase(text.size() - suffix.size());
  return true;
}

}  // namespace

Result<Fen> parse_yuan(std::string_view text) {
  std::string plain = utf8::trim(utf8::to_half_width(text));
  bool negative = take_prefix(plain, "-");
  for (const std::string_view sign : {"¥", "￥", "CNY", "RMB"}) take_prefix(plain, sign);
  if (!negative) negative = take_prefix(plain, "-");
  if (!take_suffix(plain, "元")) take_suffix(plain, "圆");
  plain = utf8::trim(plain);

  std::int64_t value = 0;
  int decimals = -1;
  bool any_digit = false;
  for (const char c : plain) {
    if (c == ',' && decimals < 0 && any_digit) continue;
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9') return malformed(text);
    any_digit = true;
    if (decimals >= 2) {
      if (c != '0') return malformed(text);
      continue;
    }
    value = value * 10 + (c - '0');
    if (decimals >= 0) ++decimals;
    if (value > largest_amount.value * 100) {
      return invalid(
          "money.too_large", {},
          {"金额过大：" + utf8::shorten(text, 40), "amount too large: " + utf8::shorten(text, 40)});
    }
  }
  if (!any_digit) return malformed(text);
  for (int place = std::max(decimals, 0); place < 2; ++place) value *= 10;
  if (value > largest_amount.value) {
    return invalid("money.too_large", {},
                   {"金额过大：" + utf8::shorten(text, 40), "amount too large: " + utf8::shorten(text, 40)});
  }
  return Fen{negative ? -value : value};
}

std::string format_yuan(Fen amount) {
  const bool negative = amount.value < 0;
  const std::uint64_t absolute =
      negative ? 0 - static_cast<std::uint64_t>(amount.value) : static_cast<std::uint64_t>(amount.value);
  std::string text = negative ? "-" : "";
  text += std::to_string(absolute / 100);
  text += '.';
  text += static_cast<char>('0' + absolute / 10 % 10);
  text += static_cast<char>('0' + absolute % 10);
  return text;
}

std::vector<Fen> split_by_weight(Fen total, std::span<const std::int64_t> weights) {
  if (weights.empty()) return {};
  if (total.value < 0) {
    std::vector<Fen> parts = split_by_weight(-total, weights);
    for (Fen& part : parts) part = -part;
    return parts;
  }
  const std::vector<std::int64_t> even(weights.size(), 1);
  __extension__ using Wide = __int128;
  Wide sum = std::accumulate(weights.begin(), weights.end(), Wide{0});
  if (sum == 0) {
    weights = even;
    sum = static_cast<Wide>(weights.size());
  }
  struct Share {
    std::size_t place;
    Wide remainder;
  };
  std::vector<Fen> parts(weights.size());
  std::vector<Share> shares;
  std::int64_t left = total.value;
  for (std::size_t place = 0; place < weights.size(); ++place) {
    const Wide exact = static_cast<Wide>(total.value) * weights[place];
    parts[place] = Fen{static_cast<std::int64_t>(exact / sum)};
    left -= parts[place].value;
    shares.push_back({place, exact % sum});
  }
  std::stable_sort(shares.begin(), shares.end(),
                   [](const Share& a, const Share& b) { return a.remainder > b.remainder; });
  for (std::int64_t i = 0; i < left; ++i) parts[shares[static_cast<std::size_t>(i)].place].value += 1;
  return parts;
}

}  // namespace shouhou
