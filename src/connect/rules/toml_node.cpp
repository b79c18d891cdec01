#include "connect/rules/toml_node.h"

#include <toml++/toml.h>

#include <algorithm>

namespace shouhou::connect {
namespace {

TomlNode copy(const toml::node& from);

TomlNode::Members copy_table(const toml::table& table) {
  TomlNode::Members members;
  members.reserve(table.size());
  for (const auto& [key, value] : table) members.push_back({std::string(key.str()), copy(value)});
  // The parser sorts by key; the file's own order is what an editor expects to find again.
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.node.line < b.node.line; });
  return members;
}

TomlNode::Items copy_array(const toml::array& array) {
  TomlNode::Items items;
  items.reserve(array.size());
  for (const toml::node& item : array) items.push_back(copy(item));
  return items;
}

TomlNode copy(const toml::node& from) {
  TomlNode to;
  to.line = static_cast<int>(from.source().begin.line);
  if (const auto* table = from.as_table()) {
    to.kind = TomlNode::Kind::table;
    to.table = copy_table(*table);
  } else if (const auto* array = from.as_array()) {
    to.kind = TomlNode::Kind::list;
    to.list = copy_array(*array);
  } else if (const auto* text = from.as_string()) {
    to.value = text->get();
  } else if (const auto* flag = from.as_boolean()) {
    to.value = flag->get();
  } else if (const auto* integer = from.as_integer()) {
    to.value = integer->get();
  } else if (const auto* real = from.as_floating_point()) {
    to.value = real->get();
  } else if (const auto* day = from.as_date()) {
    to.value = Day{day->get().year, day->get().month, day->get().day};
  }
  return to;
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const {
  for (const auto& [name, node] : table) {
    if (name == key) return &node;
  }
  return nullptr;
}

Result<TomlNode> parse_toml(std::string_view text, std::string_view file) {
  if (text.size() > largest_toml_file) {
    return fail(ErrorKind::too_large, "rules.too_large",
                {"规则文件超过 4 MB", "the rule file is larger than 4 MB"}, std::string(file));
  }
  try {
    return copy(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    const std::string reason(error.description());
    return invalid("rules.syntax", std::string(file) + ":" + std::to_string(error.source().begin.line),
                   {"TOML 语法错误：" + reason, "TOML syntax: " + reason});
  }
}

}  // namespace shouhou::connect
