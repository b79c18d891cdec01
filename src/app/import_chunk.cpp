#include "app/import_chunk.h"

#include <boost/json.hpp>

namespace shouhou::app {

std::size_t rows_per_chunk(ImportKind kind) {
  switch (kind) {
    case ImportKind::order_lines:
    case ImportKind::products:
      return 4'000;
    case ImportKind::chats:
      return 2'000;
    case ImportKind::orders:
    case ImportKind::parcels:
      return 500;
    case ImportKind::refunds:
    case ImportKind::reviews:
      return 100;
  }
  return 500;
}

std::string json_of(const std::vector<RowProblem>& problems) {
  boost::json::array list;
  for (const RowProblem& problem : problems) {
    list.push_back({{"column", problem.column},
                    {"value", problem.value},
                    {"code", problem.code},
                    {"zh", problem.zh},
                    {"en", problem.en}});
  }
  return boost::json::serialize(list);
}

std::string json_of(const std::vector<std::string>& cells) {
  boost::json::array list;
  for (const std::string& cell : cells) list.push_back(boost::json::value(cell));
  return boost::json::serialize(list);
}

std::string json_of(const Error& error) {
  return boost::json::serialize(
      boost::json::object{{"code", error.code}, {"zh", error.message.zh}, {"en", error.message.en}});
}

std::string event_body(const ports::Import& import) {
  return boost::json::serialize(boost::json::object{{"import", import.id.str()},
                                                    {"state", domain::name(import.state)},
                                                    {"permille", import.permille},
                                                    {"rows", import.counts.rows},
                                                    {"refused", import.counts.refused},
                                                    {"cases_opened", import.counts.cases_opened}});
}

}  // namespace shouhou::app
