// Names of described enums: the words used in JSON, rule files and SQL are the C++ enumerators themselves.
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <concepts>
#include <optional>
#include <string_view>

namespace shouhou::domain {

template <class E>
concept DescribedEnum = std::is_enum_v<E> && boost::describe::has_describe_enumerators<E>::value;

// How many enumerators E has; they are 0 … count-1 in all our enums, so arrays can be indexed by them.
template <DescribedEnum E>
inline constexpr std::size_t count_of = boost::mp11::mp_size<boost::describe::describe_enumerators<E>>::value;

template <DescribedEnum E>
std::string_view name(E value) {
  std::string_view found = "unknown";
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    if (entry.value == value) found = entry.name;
  });
  return found;
}

// Nothing where no enumerator has this name.
template <DescribedEnum E>
std::optional<E> named(std::string_view text) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    if (text == entry.name) found = entry.value;
  });
  return found;
}

template <DescribedEnum E>
constexpr std::size_t index_of(E value) {
  return static_cast<std::size_t>(value);
}

}  // namespace shouhou::domain
