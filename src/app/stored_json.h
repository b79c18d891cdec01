// Plain described structs as the store keeps them: compact JSON in which a member with its default value is
// left out, read back tolerantly, so that a newer program reads what an older one wrote. Money and moments
// are integers; ids are strings, because events go to browsers as they are and a browser's numbers end at
// 2^53 (those written as integers are read as well). Include it in .cpp files only: it brings Boost.JSON.
#pragma once

#include <array>
#include <boost/describe/members.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/log.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/enum_names.h"

namespace shouhou::app::stored {

namespace json = boost::json;
namespace describe = boost::describe;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_pair = false;
template <class A, class B>
inline constexpr bool is_pair<std::pair<A, B>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

// Stored as one integer: the address of the member that holds it.
template <class T>
inline constexpr bool is_wrapped_integer =
    std::is_same_v<T, Fen> || std::is_same_v<T, Instant> || std::is_same_v<T, Span>;

template <class T>
auto& integer_of(T& value) {
  if constexpr (requires { value.ms; }) {
    return value.ms;
  } else {
    return value.value;
  }
}

template <class T>
using Members = describe::describe_members<T, describe::mod_public>;

inline void write_integer(std::string& out, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

inline void write_string(std::string& out, std::string_view text) {
  out += '"';
  log::append_json(out, text);
  out += '"';
}

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    write_integer(out, static_cast<std::int64_t>(value));
  } else if constexpr (std::is_floating_point_v<T>) {
    char digits[40];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, std::isfinite(value) ? value : T{}).ptr);
  } else if constexpr (is_id<T>) {
    out += '"';
    write_integer(out, value.value);
    out += '"';
  } else if constexpr (is_wrapped_integer<T>) {
    write_integer(out, integer_of(value));
  } else if constexpr (std::is_enum_v<T>) {
    write_string(out, domain::name(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    write_string(out, value);
  } else if constexpr (std::is_same_v<T, Text>) {
    out += "{\"zh\":";
    write_string(out, value.zh);
    out += ",\"en\":";
    write_string(out, value.en);
    out += '}';
  } else if constexpr (is_optional<T>) {
    if (value)
      write(out, *value);
    else
      out += "null";
  } else if constexpr (is_pair<T>) {
    out += '[';
    write(out, value.first);
    out += ',';
    write(out, value.second);
    out += ']';
  } else if constexpr (is_vector<T>) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i != 0) out += ',';
      write(out, value[i]);
    }
    out += ']';
  } else {
    static const T fresh{};
    out += '{';
    bool first = true;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      const auto& part = value.*member.pointer;
      if (part == fresh.*member.pointer) return;
      if (!first) out += ',';
      first = false;
      out += '"';
      out += member.name;
      out += "\":";
      write(out, part);
    });
    out += '}';
  }
}

// False where the JSON does not fit the type.
template <class T>
bool read(const json::value& from, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    if (!from.is_bool()) return false;
    value = from.get_bool();
  } else if constexpr (std::is_integral_v<T>) {
    if (!from.is_int64()) return false;
    value = static_cast<T>(from.get_int64());
  } else if constexpr (std::is_floating_point_v<T>) {
    if (from.is_double()) {
      value = static_cast<T>(from.get_double());
    } else if (from.is_int64()) {
      value = static_cast<T>(from.get_int64());
    } else {
      return false;
    }
  } else if constexpr (is_id<T>) {
    if (from.is_int64()) {
      value.value = from.get_int64();
      return true;
    }
    if (!from.is_string()) return false;
    const std::string_view digits(from.get_string().data(), from.get_string().size());
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value.value);
    return error == std::errc{} && end == digits.data() + digits.size();
  } else if constexpr (is_wrapped_integer<T>) {
    if (!from.is_int64()) return false;
    integer_of(value) = from.get_int64();
  } else if constexpr (std::is_enum_v<T>) {
    if (!from.is_string()) return false;
    const auto found = domain::named<T>(std::string_view(from.get_string().data(), from.get_string().size()));
    if (!found) return false;
    value = *found;
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!from.is_string()) return false;
    value.assign(from.get_string().data(), from.get_string().size());
  } else if constexpr (is_pair<T>) {
    const json::array* pair = from.if_array();
    return pair && pair->size() == 2 && read((*pair)[0], value.first) && read((*pair)[1], value.second);
  } else if constexpr (is_optional<T>) {
    if (from.is_null()) return true;
    return read(from, value.emplace());
  } else if constexpr (is_vector<T>) {
    const json::array* array = from.if_array();
    if (!array) return false;
    value.resize(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (!read((*array)[i], value[i])) return false;
    }
  } else if constexpr (std::is_same_v<T, Text>) {
    const json::object* object = from.if_object();
    const json::value* zh = object ? object->if_contains("zh") : nullptr;
    const json::value* en = object ? object->if_contains("en") : nullptr;
    return zh && en && read(*zh, value.zh) && read(*en, value.en);
  } else {
    const json::object* object = from.if_object();
    if (!object) return false;
    bool fits = true;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      if (const json::value* part = object->if_contains(member.name)) {
        fits = fits && read(*part, value.*member.pointer);
      }
    });
    return fits;
  }
  return true;
}

// Nothing where the text is damaged or does not fit the type.
template <class T>
std::optional<T> parse(std::string_view text) {
  std::array<unsigned char, 8192> space;
  json::monotonic_resource memory(space.data(), space.size());
  json::error_code error;
  const json::value document = json::parse(json::string_view(text.data(), text.size()), error, &memory);
  T value{};
  if (error || !read(document, value)) return std::nullopt;
  return value;
}

template <class T>
std::string to_json(const T& value) {
  std::string out;
  out.reserve(512);
  write(out, value);
  return out;
}

}  // namespace shouhou::app::stored
