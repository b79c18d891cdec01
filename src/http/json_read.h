// JSON from strangers into described structs: strict, with the path of what is wrong ("lines[2].quantity").
// Missing members keep the struct's defaults, unknown members are errors. A struct may name the members that
// the body must carry:  static constexpr std::array required{"case_id", "text"};
#pragma once

#include <boost/json/value.hpp>
#include <limits>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/json_traits.h"

namespace shouhou::http {

namespace json = boost::json;

// Where in the input we are; links on the stack, made into text only when something is wrong.
struct JsonPlace {
  const JsonPlace* up = nullptr;
  std::string_view name;
  std::ptrdiff_t index = -1;
  std::string str() const;
};

struct JsonLimits {
  std::size_t depth = 32;
  std::size_t bytes = 64u << 20;
};

// Parses UTF-8 JSON. Errors: json.malformed (with line and column), json.too_deep.
Result<json::value> parse_json(std::string_view text, JsonLimits limits = {});

// The errors of reading, made in one place.
tl::unexpected<Error> wrong_type(const JsonPlace& place, std::string_view zh, std::string_view en);
tl::unexpected<Error> unknown_member(const JsonPlace& place, std::string_view name);
tl::unexpected<Error> missing_member(const JsonPlace& place, std::string_view name);
tl::unexpected<Error> unknown_word(const JsonPlace& place, std::string_view word,
                                   const std::vector<std::string_view>& words);

Result<std::int64_t> read_integer(const json::value& value, std::int64_t least, std::int64_t most,
                                  const JsonPlace& place);
Result<std::string_view> read_string(const json::value& value, const JsonPlace& place);
Result<Day> read_day(std::string_view text, const JsonPlace& place);
std::string serialize_json(const json::value& value);

template <class T>
Result<void> read_json(const json::value& value, T& into, const JsonPlace& place);

template <class T>
Result<void> read_word(std::string_view text, T& into, const JsonPlace& place) {
  if constexpr (is_id<T>) {
    const auto id = T::parse(text);
    if (!id && !text.empty() && text != "0")
      return wrong_type(place, "应为编号（数字字符串）", "expected an id (a string of digits)");
    into = id.value_or(T{});  // "" is none
  } else if constexpr (std::is_same_v<T, Day>) {
    SHOUHOU_ASSIGN(into, read_day(text, place));
  } else {
    const auto named = EnumWords<T>::named(text);
    if (!named) return unknown_word(place, text, EnumWords<T>::all());
    into = *named;
  }
  return {};
}

template <DescribedStruct T>
Result<void> read_object(const json::value& value, T& into, const JsonPlace& place) {
  const json::object* object = value.if_object();
  if (object == nullptr) return wrong_type(place, "应为对象", "expected an object");
  Result<void> result;
  for (const auto& entry : *object) {
    const std::string_view key(entry.key().data(), entry.key().size());
    bool found = false;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
      if (found || key != std::string_view(member.name)) return;
      found = true;
      result = read_json(entry.value(), into.*member.pointer, JsonPlace{&place, member.name});
    });
    if (!found) return unknown_member(place, key);
    if (!result) return result;
  }
  if constexpr (requires { T::required; }) {
    for (const std::string_view name : T::required) {
      if (object->if_contains(json::string_view(name.data(), name.size())) == nullptr) {
        return missing_member(place, name);
      }
    }
  }
  return result;
}

template <class T>
Result<void> read_array(const json::value& value, T& into, const JsonPlace& place) {
  const json::array* array = value.if_array();
  if (array == nullptr) return wrong_type(place, "应为数组", "expected an array");
  into.clear();
  into.reserve(array->size());
  std::ptrdiff_t index = 0;
  for (const json::value& item : *array) {
    typename T::value_type element{};
    SHOUHOU_TRY(read_json(item, element, JsonPlace{&place, {}, index}));
    into.push_back(std::move(element));
    ++index;
  }
  return {};
}

template <class T>
Result<void> read_map(const json::value& value, T& into, const JsonPlace& place) {
  const json::object* object = value.if_object();
  if (object == nullptr) return wrong_type(place, "应为对象", "expected an object");
  into.clear();
  for (const auto& entry : *object) {
    const std::string_view key(entry.key().data(), entry.key().size());
    typename T::mapped_type element{};
    SHOUHOU_TRY(read_json(entry.value(), element, JsonPlace{&place, key}));
    into.emplace(std::string(key), std::move(element));
  }
  return {};
}

template <class T>
Result<void> read_json(const json::value& value, T& into, const JsonPlace& place) {
  if constexpr (std::is_same_v<T, bool>) {
    if (!value.is_bool()) return wrong_type(place, "应为 true 或 false", "expected true or false");
    into = value.get_bool();
  } else if constexpr (is_integer<T>) {
    constexpr auto most = static_cast<std::int64_t>(
        std::min<std::uint64_t>(std::numeric_limits<T>::max(), std::numeric_limits<std::int64_t>::max()));
    SHOUHOU_ASSIGN(const std::int64_t number,
                   read_integer(value, std::numeric_limits<T>::min(), most, place));
    into = static_cast<T>(number);
  } else if constexpr (std::is_floating_point_v<T>) {
    if (!value.is_number()) return wrong_type(place, "应为数字", "expected a number");
    into = value.to_number<T>();
  } else if constexpr (is_fen<T>) {
    SHOUHOU_ASSIGN(into.value, read_integer(value, -largest_amount.value, largest_amount.value, place));
  } else if constexpr (is_moment<T>) {
    constexpr std::int64_t far = 253'402'300'799'999;  // the end of the year 9999
    SHOUHOU_ASSIGN(into.ms, read_integer(value, -far, far, place));
  } else if constexpr (std::is_same_v<T, std::string>) {
    SHOUHOU_ASSIGN(const std::string_view text, read_string(value, place));
    into = text;
  } else if constexpr (is_id<T> || std::is_enum_v<T> || std::is_same_v<T, Day>) {
    SHOUHOU_ASSIGN(const std::string_view text, read_string(value, place));
    return read_word(text, into, place);
  } else if constexpr (std::is_same_v<T, JsonText>) {
    into.text = serialize_json(value);
  } else if constexpr (std::is_same_v<T, domain::PermissionSet>) {
    std::vector<domain::Permission> held;
    SHOUHOU_TRY(read_json(value, held, place));
    into = {};
    for (const domain::Permission permission : held) into = into.with(permission);
  } else if constexpr (std::is_same_v<T, Text>) {
    std::map<std::string, std::string> both;
    SHOUHOU_TRY(read_map(value, both, place));
    into = {both["zh"], both["en"]};
    if (both.size() > 2) return wrong_type(place, "应只有 zh 与 en", "expected only zh and en");
  } else if constexpr (is_optional<T>) {
    if (value.is_null()) {
      into.reset();
      return {};
    }
    return read_json(value, into.emplace(), place);
  } else if constexpr (is_vector<T>) {
    return read_array(value, into, place);
  } else if constexpr (is_map<T>) {
    return read_map(value, into, place);
  } else {
    static_assert(DescribedStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    return read_object(value, into, place);
  }
  return {};
}

// Text to T in one step; an empty path stands for the whole input.
template <class T>
Result<T> from_json(std::string_view text, JsonLimits limits = {}) {
  SHOUHOU_ASSIGN(const json::value document, parse_json(text, limits));
  T value{};
  SHOUHOU_TRY(read_json(document, value, JsonPlace{}));
  return value;
}

// A value written as plain text, in a path or a query: numbers, ids, words, true/false, text; lists as
// "a,b,c". Types that have no such form are a compile error.
Result<std::int64_t> integer_from_text(std::string_view text, std::int64_t least, std::int64_t most,
                                       const JsonPlace& place);
Result<double> real_from_text(std::string_view text, const JsonPlace& place);
Result<bool> bool_from_text(std::string_view text, const JsonPlace& place);
Result<std::string> plain_text(std::string_view text, const JsonPlace& place);
std::vector<std::string_view> split_commas(std::string_view text);

template <class T>
inline constexpr bool is_textual =
    std::is_arithmetic_v<T> || is_id<T> || is_fen<T> || is_moment<T> || std::is_enum_v<T> ||
    std::is_same_v<T, std::string> || std::is_same_v<T, Day>;
template <class T>
inline constexpr bool is_textual<std::optional<T>> = is_textual<T>;
template <class T>
inline constexpr bool is_textual<std::vector<T>> = is_textual<T>;

template <class T>
Result<void> read_text(std::string_view text, T& into, const JsonPlace& place) {
  if constexpr (std::is_same_v<T, bool>) {
    SHOUHOU_ASSIGN(into, bool_from_text(text, place));
  } else if constexpr (is_integer<T>) {
    constexpr auto most = static_cast<std::int64_t>(
        std::min<std::uint64_t>(std::numeric_limits<T>::max(), std::numeric_limits<std::int64_t>::max()));
    SHOUHOU_ASSIGN(const std::int64_t number,
                   integer_from_text(text, std::numeric_limits<T>::min(), most, place));
    into = static_cast<T>(number);
  } else if constexpr (std::is_floating_point_v<T>) {
    SHOUHOU_ASSIGN(into, real_from_text(text, place));
  } else if constexpr (is_fen<T> || is_moment<T>) {
    constexpr std::int64_t far = 253'402'300'799'999;
    SHOUHOU_ASSIGN(const std::int64_t number, integer_from_text(text, -far, far, place));
    into = T{number};
  } else if constexpr (std::is_same_v<T, std::string>) {
    SHOUHOU_ASSIGN(into, plain_text(text, place));
  } else if constexpr (is_optional<T>) {
    if (text.empty()) return {};
    return read_text(text, into.emplace(), place);
  } else if constexpr (is_vector<T>) {
    for (const std::string_view part : split_commas(text)) {
      typename T::value_type element{};
      SHOUHOU_TRY(read_text(part, element, place));
      into.push_back(std::move(element));
    }
  } else {
    static_assert(is_textual<T>);
    return read_word(text, into, place);
  }
  return {};
}

}  // namespace shouhou::http
