// A TOML document as plain values with the line of each, so that only one file includes the parser.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/zone.h"

namespace shouhou::connect {

struct TomlMember;

struct TomlNode {
  enum class Kind { scalar, table, list };
  using Members = std::vector<TomlMember>;  // in the order of the file
  using Items = std::vector<TomlNode>;

  std::variant<std::monostate, bool, std::int64_t, double, std::string, Day> value;  // of a scalar
  Kind kind = Kind::scalar;
  Members table;
  Items list;
  int line = 0;

  const Members* members() const { return kind == Kind::table ? &table : nullptr; }
  const Items* items() const { return kind == Kind::list ? &list : nullptr; }
  const TomlNode* find(std::string_view key) const;  // null where it is not a table or lacks the key
};

struct TomlMember {
  std::string key;
  TomlNode node;
};

inline constexpr std::size_t largest_toml_file = 4 << 20;  // bytes

// The whole document as a table. Errors: rules.syntax with field "file:line", rules.too_large.
Result<TomlNode> parse_toml(std::string_view text, std::string_view file);

}  // namespace shouhou::connect
