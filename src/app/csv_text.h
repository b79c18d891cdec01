// Cells of the CSV files that the desk gives out.
#pragma once

#include <string>
#include <string_view>

namespace shouhou::app {

// In front of the file, so that spreadsheets take it for UTF-8.
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";

// One cell, quoted where needed, without the comma after it.
void append_csv_cell(std::string& out, std::string_view text);

}  // namespace shouhou::app
