#include "app/csv_text.h"

namespace shouhou::app {
namespace {

// A spreadsheet runs what begins with = + - @; an apostrophe keeps it text, and our readers take it off again
// where it stands before one of these.
bool looks_like_a_formula(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '=' || text.front() == '@') return true;
  const bool sign = text.front() == '+' || text.front() == '-';
  return sign && text.find_first_not_of("+-0123456789.,:/ ") != std::string_view::npos;
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
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

}  // namespace shouhou::app
