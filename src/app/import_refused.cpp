#include "app/import_refused.h"

#include <algorithm>
#include <boost/json.hpp>
#include <span>

#include "app/csv_text.h"
#include "app/import_files.h"
#include "app/require.h"

namespace shouhou::app {
namespace {

std::vector<std::string> texts_of(const std::string& json) {
  std::vector<std::string> texts;
  boost::json::error_code error;
  const auto parsed = boost::json::parse(json, error);
  if (error || !parsed.is_array()) return texts;
  for (const auto& item : parsed.as_array()) {
    texts.push_back(item.is_string() ? std::string(item.as_string()) : std::string{});
  }
  return texts;
}

std::string member(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string{};
}

// "买家实付金额「五十」：不是金额；…"
std::string reasons_of(const std::string& json, Language language) {
  std::string text;
  boost::json::error_code error;
  const auto parsed = boost::json::parse(json, error);
  if (error || !parsed.is_array()) return text;
  for (const auto& item : parsed.as_array()) {
    if (!item.is_object()) continue;
    const boost::json::object& problem = item.as_object();
    if (!text.empty()) text += language == Language::en ? "; " : "；";
    const std::string column = member(problem, "column");
    if (!column.empty()) text += column + "「" + member(problem, "value") + "」：";
    text += member(problem, language == Language::en ? "en" : "zh");
  }
  return text;
}

void append_head(std::string& out, const std::vector<std::string>& header, Language language) {
  out = csv_mark;
  for (const std::string& cell : header) {
    append_csv_cell(out, cell);
    out += ',';
  }
  out += language == Language::en ? "line in file,why\r\n" : "原文件行号,错误原因\r\n";
}

void append_row(std::string& out, std::size_t width, const ports::RefusedRow& row, Language language) {
  std::vector<std::string> cells = texts_of(row.cells);
  if (cells.size() < width) cells.resize(width);
  for (const std::string& cell : cells) {
    append_csv_cell(out, cell);
    out += ',';
  }
  out += std::to_string(row.line) + ",";
  append_csv_cell(out, reasons_of(row.problems, language));
  out += "\r\n";
}

}  // namespace

RefusedRowView view_of(const ports::RefusedRow& row, Language language) {
  RefusedRowView view{row.number, row.table, row.line, {}, texts_of(row.cells)};
  boost::json::error_code error;
  const auto parsed = boost::json::parse(row.problems, error);
  if (error || !parsed.is_array()) return view;
  for (const auto& item : parsed.as_array()) {
    if (!item.is_object()) continue;
    const boost::json::object& problem = item.as_object();
    view.problems.push_back({member(problem, "column"), member(problem, "value"), member(problem, "code"),
                             member(problem, language == Language::en ? "en" : "zh")});
  }
  return view;
}

Result<RefusedRowList> list_refused(ports::ReadUnit& unit, const ports::Actor& actor,
                                    const RefusedRowQuery& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  if (!unit.imports().import(actor.shop, query.id)) return no_such_import();
  const int limit = std::clamp(query.limit, 1, 200);
  RefusedRowList list;
  for (const ports::RefusedRow& row : unit.imports().refused(actor.shop, query.id, query.after, limit)) {
    list.items.push_back(view_of(row, actor.language));
  }
  if (list.items.size() == static_cast<std::size_t>(limit)) list.next = list.items.back().number;
  return list;
}

std::string refused_csv(const std::string& header_json, std::span<const ports::RefusedRow> rows,
                        Language language) {
  const std::vector<std::string> header = texts_of(header_json);
  std::string out;
  append_head(out, header, language);
  for (const ports::RefusedRow& row : rows) append_row(out, header.size(), row, language);
  return out;
}

Result<std::string> refused_csv(ports::ReadUnit& unit, const ports::Actor& actor, ImportId id,
                                std::int64_t table) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  const auto import = unit.imports().import(actor.shop, id);
  if (!import) return no_such_import();
  std::string out;
  std::size_t width = 0;
  for (std::int64_t after = 0;;) {
    const auto page = unit.imports().refused(actor.shop, id, after, 1000);
    if (page.empty()) break;
    after = page.back().number;
    for (const ports::RefusedRow& row : page) {
      if (table < 0) table = row.table;
      if (row.table != table) continue;
      if (out.empty()) {
        std::vector<std::string> header;
        for (const ports::RefusedTable& known : unit.imports().tables(actor.shop, id)) {
          if (known.table == table) header = texts_of(known.header);
        }
        width = header.size();
        append_head(out, header, actor.language);
      }
      append_row(out, width, row, actor.language);
    }
  }
  if (out.empty() && import->counts.refused > 0 && import->blob.empty()) {
    return fail(ErrorKind::not_found, "import.rows_gone",
                {"保存期已过，文件和被拒绝的行已经删除",
                 "The file and its refused rows were kept long enough and are gone"});
  }
  if (out.empty()) {
    return fail(ErrorKind::not_found, "import.nothing_refused", {"没有被拒绝的行", "No row was refused"});
  }
  return out;
}

}  // namespace shouhou::app
