#include "connect/rules/book_builder.h"

namespace shouhou::connect {

bool BookBuilder::enter(std::string_view table, const std::string& id, const domain::RuleOrigin& origin) {
  const auto key = std::make_pair(std::string(table), id);
  const auto found = entered_.find(key);
  if (found == entered_.end()) {
    entered_.emplace(key, layer_);
    book.rows.push_back({key.first, id, origin});
    return true;
  }
  for (domain::RuleRow& row : book.rows) {
    if (row.table != table || row.id != id) continue;
    if (found->second == layer_) {
      problems_.add(origin.place, {"“" + id + "”重复，已在 " + row.origin.place + " 出现",
                                   "\"" + id + "\" stands already at " + row.origin.place});
      return false;
    }
    row.origin = origin;
  }
  found->second = layer_;
  return true;
}

bool BookBuilder::has(std::string_view table, std::string_view id) const {
  return entered_.contains(std::make_pair(std::string(table), std::string(id)));
}

}  // namespace shouhou::connect
