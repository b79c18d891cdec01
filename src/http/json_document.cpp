// The parts of reading and writing JSON that need no templates. The one file with Boost.JSON's parser.
#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <charconv>

#include "base/utf8.h"
#include "http/json_read.h"
#include "http/json_write.h"

namespace shouhou::http {

std::string JsonPlace::str() const {
  std::string path = up != nullptr ? up->str() : std::string{};
  if (index >= 0) return path + '[' + std::to_string(index) + ']';
  if (name.empty()) return path;
  if (!path.empty()) path += '.';
  return path += name;
}

Result<json::value> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) {
    return fail(ErrorKind::too_large, "json.too_large", {"JSON 太大", "the JSON is too large"});
  }
  json::parse_options options;
  options.max_depth = limits.depth;
  json::stream_parser parser({}, options);
  json::error_code ec;
  std::size_t used = parser.write_some(text.data(), text.size(), ec);
  if (!ec && used == text.size()) parser.finish(ec);
  if (!ec && used < text.size()) ec = json::error::extra_data;
  if (!ec) return parser.release();
  if (ec == json::error::too_deep) {
    return invalid("json.too_deep", {}, {"JSON 嵌套太深", "the JSON is nested too deeply"});
  }
  used = std::min(used, text.size());
  const std::string_view before = text.substr(0, used);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const std::string where = std::to_string(line) + ":" + std::to_string(used - line_start + 1);
  return invalid("json.malformed", {},
                 {"不是有效的 JSON（" + where + "）", "not valid JSON (" + where + "): " + ec.message()});
}

std::string serialize_json(const json::value& value) {
  return json::serialize(value);
}

tl::unexpected<Error> wrong_type(const JsonPlace& place, std::string_view zh, std::string_view en) {
  return invalid("request.wrong_type", place.str(), {std::string(zh), std::string(en)});
}

tl::unexpected<Error> unknown_member(const JsonPlace& place, std::string_view name) {
  const JsonPlace here{&place, name};
  return invalid("request.unknown_field", utf8::shorten(here.str(), 200),
                 {"没有这个字段", "there is no such field"});
}

tl::unexpected<Error> missing_member(const JsonPlace& place, std::string_view name) {
  const JsonPlace here{&place, name};
  return invalid("request.missing_field", here.str(), {"缺少这个字段", "this field is required"});
}

tl::unexpected<Error> unknown_word(const JsonPlace& place, std::string_view word,
                                   const std::vector<std::string_view>& words) {
  std::string list;
  for (const std::string_view known : words) {
    if (!list.empty()) list += ", ";
    list += known;
  }
  const std::string shown = utf8::shorten(word, 40);
  return invalid("request.unknown_value", place.str(),
                 {"“" + shown + "”不在可用值之内：" + list, "\"" + shown + "\" is none of: " + list});
}

Result<std::int64_t> read_integer(const json::value& value, std::int64_t least, std::int64_t most,
                                  const JsonPlace& place) {
  if (!value.is_int64()) {
    if (value.is_uint64()) return wrong_type(place, "数字太大", "the number is too large");
    return wrong_type(place, "应为整数", "expected an integer");
  }
  const std::int64_t number = value.get_int64();
  if (number < least || number > most) {
    const std::string range = std::to_string(least) + "…" + std::to_string(most);
    return invalid("request.out_of_range", place.str(), {"应在 " + range + " 之内", "must be in " + range});
  }
  return number;
}

Result<std::string_view> read_string(const json::value& value, const JsonPlace& place) {
  const json::string* text = value.if_string();
  if (text == nullptr) return wrong_type(place, "应为文字", "expected a string");
  const std::string_view view(text->data(), text->size());
  if (view.find('\0') != std::string_view::npos) {
    return wrong_type(place, "文字中不能有空字符", "a string must not contain a NUL character");
  }
  return view;
}

Result<Day> read_day(std::string_view text, const JsonPlace& place) {
  Day day;
  const auto number = [&](std::size_t at, std::size_t size, int& into) {
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, into);
    return error == std::errc{} && end == text.data() + at + size;
  };
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' && number(0, 4, day.year) &&
                      number(5, 2, day.month) && number(8, 2, day.day);
  const bool real =
      shaped && day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 31 && day.plus_days(0) == day;
  if (!real) return wrong_type(place, "应为日期，如 2026-11-21", "expected a date such as 2026-11-21");
  return day;
}

Result<std::int64_t> integer_from_text(std::string_view text, std::int64_t least, std::int64_t most,
                                       const JsonPlace& place) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return wrong_type(place, "应为整数", "expected an integer");
  }
  return read_integer(json::value(number), least, most, place);
}

Result<double> real_from_text(std::string_view text, const JsonPlace& place) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) {
    return wrong_type(place, "应为数字", "expected a number");
  }
  return number;
}

Result<bool> bool_from_text(std::string_view text, const JsonPlace& place) {
  if (text == "true" || text == "1" || text.empty()) return true;
  if (text == "false" || text == "0") return false;
  return wrong_type(place, "应为 true 或 false", "expected true or false");
}

Result<std::string> plain_text(std::string_view text, const JsonPlace& place) {
  if (!utf8::valid(text) || text.find('\0') != std::string_view::npos) {
    return wrong_type(place, "不是有效的文字", "not valid text");
  }
  return std::string(text);
}

std::vector<std::string_view> split_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

void write_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text.data() + plain, i - plain);
    plain = i + 1;
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += text[i];
    } else if (byte == '\n') {
      out += "\\n";
    } else if (byte == '\t') {
      out += "\\t";
    } else if (byte == '\r') {
      out += "\\r";
    } else {
      constexpr std::string_view digits = "0123456789abcdef";
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  out.append(text.data() + plain, text.size() - plain);
  out += '"';
}

}  // namespace shouhou::http
