#include "store/testing/dump_shop.h"

#include <deque>
#include <utility>
#include <vector>

namespace shouhou::store::testing {
namespace {

// The first column of every row of a statement that no file holds.
std::vector<std::string> column(Session& session, const std::string& sql) {
  // The engines know a statement by where it lives, so each gets a place of its own for good.
  static std::deque<std::pair<std::string, Query>> statements;
  auto& [text, query] = statements.emplace_back(sql, Query{});
  query.name = "testing.dump";
  query.sqlite = text;
  query.postgres = text;
  std::vector<std::string> values;
  session.each(query, {}, [&](const Row& row) { values.push_back(row.string(0)); });
  return values;
}

std::vector<std::string> tables(Session& session) {
  if (session.postgres()) {
    return column(session,
                  "SELECT table_name::text FROM information_schema.columns "
                  "WHERE column_name = 'shop_id' AND table_schema = current_schema() ORDER BY 1");
  }
  return column(session,
                "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                "WHERE m.type = 'table' AND c.name = 'shop_id' ORDER BY 1");
}

std::string row_as_text(Session& session, const std::string& table) {
  if (session.postgres()) return "t::text";
  std::string text;
  for (const std::string& name : column(session, "SELECT name FROM pragma_table_info('" + table + "')")) {
    text += (text.empty() ? "quote(\"" : " || '|' || quote(\"") + name + "\")";
  }
  return text;
}

}  // namespace

std::map<std::string, std::string> dump_shop(Store& store, ShopId shop) {
  std::map<std::string, std::string> dump;
  store.engine().read([&](Session& session) {
    for (const std::string& table : tables(session)) {
      std::string& rows = dump[table];
      for (const std::string& row :
           column(session, "SELECT " + row_as_text(session, table) + " FROM " + table +
                               " t WHERE shop_id = " + shop.str() + " ORDER BY 1")) {
        rows += row + "\n";
      }
    }
  });
  return dump;
}

}  // namespace shouhou::store::testing
