// Which C++ types travel in JSON, and as what. Commands and views are structs described with
// BOOST_DESCRIBE_STRUCT; ids are decimal strings (JavaScript's numbers end at 2^53), money, moments and spans
// are integers, enums are their enumerators' names.
#pragma once

#include <array>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/json_text.h"
#include "base/money.h"
#include "base/text.h"
#include "base/zone.h"
#include "domain/enum_names.h"
#include "domain/permissions.h"

namespace shouhou::http {

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;

template <class T>
inline constexpr bool is_integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;

// What is one integer in JSON: name of the member that holds it.
template <class T>
inline constexpr bool is_fen = std::is_same_v<T, Fen>;
template <class T>
inline constexpr bool is_moment = std::is_same_v<T, Instant> || std::is_same_v<T, Span>;

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <DescribedStruct T>
using MembersOf =
    boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template <class Pointer>
struct MemberType;
template <class Struct, class T>
struct MemberType<T Struct::*> {
  using type = T;
};
template <class Descriptor>
using TypeOf = typename MemberType<std::remove_cv_t<decltype(Descriptor::pointer)>>::type;

// The names of an enum: from its description, or from a specialisation for those without one.
template <class E>
struct EnumWords {
  static std::string_view name(E value) { return domain::name(value); }
  static std::optional<E> named(std::string_view text) { return domain::named<E>(text); }
  static std::vector<std::string_view> all() {
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto entry) { names.push_back(entry.name); });
    return names;
  }
};

template <>
struct EnumWords<domain::Role> {
  static std::string_view name(domain::Role value) { return domain::name(value); }
  static std::optional<domain::Role> named(std::string_view text) { return domain::role_named(text); }
  static std::vector<std::string_view> all() {
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(domain::Role::viewer); ++i) names.push_back(name(domain::Role(i)));
    return names;
  }
};

template <>
struct EnumWords<domain::Permission> {
  static std::string_view name(domain::Permission value) { return domain::name(value); }
  static std::optional<domain::Permission> named(std::string_view text) {
    return domain::permission_named(text);
  }
  static std::vector<std::string_view> all() {
    std::vector<std::string_view> names;
    for (int i = 0; i < static_cast<int>(domain::Permission::count_); ++i) {
      names.push_back(name(domain::Permission(i)));
    }
    return names;
  }
};

template <>
struct EnumWords<Language> {
  static std::string_view name(Language value) { return value == Language::en ? "en" : "zh"; }
  static std::optional<Language> named(std::string_view text) {
    if (text == "zh") return Language::zh;
    if (text == "en") return Language::en;
    return std::nullopt;
  }
  static std::vector<std::string_view> all() { return {"zh", "en"}; }
};

}  // namespace shouhou::http
