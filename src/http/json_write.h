// Described structs to JSON text, straight into one string: no document is built in between.
#pragma once

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "http/json_traits.h"

namespace shouhou::http {

// Appends `text` with its quotation marks.
void write_string(std::string& out, std::string_view text);

inline void write_integer(std::string& out, std::int64_t value) {
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, end);
}

template <class T>
void write_json(std::string& out, const T& value);

template <DescribedStruct T>
void write_object(std::string& out, const T& value) {
  char before = '{';
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    out += before;
    before = ',';
    out += '"';
    out += std::string_view(member.name);
    out += "\":";
    write_json(out, value.*member.pointer);
  });
  if (before == '{') out += '{';
  out += '}';
}

template <class List, class WriteItem>
void write_list(std::string& out, char open, char close, const List& list, WriteItem write_item) {
  out += open;
  bool first = true;
  for (const auto& item : list) {
    if (!first) out += ',';
    first = false;
    write_item(item);
  }
  out += close;
}

template <class T>
void write_json(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (is_integer<T>) {
    static_assert(sizeof(T) < 8 || std::is_signed_v<T>, "use int64");
    write_integer(out, static_cast<std::int64_t>(value));
  } else if constexpr (std::is_floating_point_v<T>) {
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, std::isfinite(value) ? value : T{}).ptr;
    out.append(digits, end);
  } else if constexpr (is_id<T>) {
    out += '"';
    if (value) write_integer(out, value.value);  // none is ""
    out += '"';
  } else if constexpr (is_fen<T>) {
    write_integer(out, value.value);
  } else if constexpr (is_moment<T>) {
    write_integer(out, value.ms);
  } else if constexpr (std::is_same_v<T, Day>) {
    write_string(out, value.iso());
  } else if constexpr (std::is_same_v<T, JsonText>) {
    out += value.text.empty() ? std::string_view("null") : std::string_view(value.text);
  } else if constexpr (std::is_same_v<T, Text>) {
    out += "{\"zh\":";
    write_string(out, value.zh);
    out += ",\"en\":";
    write_string(out, value.en);
    out += '}';
  } else if constexpr (std::is_same_v<T, domain::PermissionSet>) {
    std::vector<domain::Permission> held;
    for (int i = 0; i < static_cast<int>(domain::Permission::count_); ++i) {
      if (value.has(domain::Permission(i))) held.push_back(domain::Permission(i));
    }
    write_json(out, held);
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    write_string(out, value);
  } else if constexpr (std::is_enum_v<T>) {
    out += '"';
    out += EnumWords<T>::name(value);
    out += '"';
  } else if constexpr (is_optional<T>) {
    if (value) {
      write_json(out, *value);
    } else {
      out += "null";
    }
  } else if constexpr (is_vector<T>) {
    if constexpr (std::is_same_v<typename T::value_type, bool>) {
      write_list(out, '[', ']', value, [&](bool item) { write_json(out, item); });
    } else {
      write_list(out, '[', ']', value, [&](const auto& item) { write_json(out, item); });
    }
  } else if constexpr (is_map<T>) {
    write_list(out, '{', '}', value, [&](const auto& entry) {
      write_string(out, entry.first);
      out += ':';
      write_json(out, entry.second);
    });
  } else {
    static_assert(DescribedStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    write_object(out, value);
  }
}

template <class T>
std::string to_json(const T& value) {
  std::string out;
  out.reserve(512);
  write_json(out, value);
  return out;
}

}  // namespace shouhou::http
