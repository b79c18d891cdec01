#include "app/import_refused.h"

#include <boost/json.hpp>
#include <span>

#include "app/require.h"

namespace shouhou::app {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";

// A spreadsheet runs what begins with = + - @; an apostrophe keeps it text, and our readers take it off again
// where it stands before one of these.
bool looks_like_a_formula(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '=' || text.front() == '@') return true;
  const bool sign = text.front() == '+' || text.front() == '-';
  return sign && text.find_first_not_of("+-0123456789.,:/ ") != std::string_view::npos;
}

void append_cell(std::string& out, std::string_view text) {
  const std::string guarded = looks_like_a_formula(text) ? "'" + std::string(text) : std::string(text);
  // Long numbers are quoted as text for spreadsheets the way the platforms do it themselves.
  const bool long_number =
      guarded.size() >= 12 && guarded.find_first_not_of("0123456789") == std::string::npos;
  if (long_number) {
    out += "=\"" + guarded + "\"";
    return;
  }
  if (guarded.find_first_of(",\"\r\n") == std::string::npos) {
    out += guarded;
    return;
  }
  out += '"';
  for (const char c : guarded) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

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
  out = mark;
  for (const std::string& cell : header) {
    append_cell(out, cell);
    out += ',';
  }
  out += language == Language::en ? "line in file,why\r\n" : "原文件行号,错误原因\r\n";
}

void append_row(std::string& out, std::size_t width, const ports::RefusedRow& row, Language language) {
  std::vector<std::string> cells = texts_of(row.cells);
  if (cells.size() < width) cells.resize(width);
  for (const std::string& cell : cells) {
    append_cell(out, cell);
    out += ',';
  }
  out += std::to_string(row.line) + ",";
  append_cell(out, reasons_of(row.problems, language));
  out += "\r\n";
}

}  // namespace

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
  if (!unit.imports().import(actor.shop, id)) {
    return fail(ErrorKind::not_found, "import.not_found", {"没有这次导入", "There is no such import"});
  }
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
  if (out.empty()) {
    return fail(ErrorKind::not_found, "import.nothing_refused", {"没有被拒绝的行", "No row was refused"});
  }
  return out;
}

}  // namespace shouhou::app
