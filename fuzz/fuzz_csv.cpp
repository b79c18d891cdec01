// Any bytes through the whole way of a text file: encoding, delimiter, rows, recognition, typed facts. Never
// a crash, never more bytes out than a row may have, always an end.
#include <cstdlib>

#include "app/import_rows.h"
#include "connect/files/csv.h"
#include "connect/imports/load_formats.h"

using namespace shouhou;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // Recognition compares every cell with every known header; most runs leave it out and get further.
  const bool recognise = data[0] % 16 == 1;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  connect::CsvReader reader(std::make_unique<connect::TextSource>(connect::read_memory(bytes)));
  if (!reader.begin()) return 0;
  std::vector<std::vector<std::string>> sample;
  std::vector<std::vector<std::string>> rows;
  ports::TableRow row;
  std::int64_t line = 0;
  for (std::size_t steps = 0;; ++steps) {
    // Each step takes at least one line of the file.
    if (steps > size + 1) std::abort();
    const auto more = reader.next(row);
    if (!more) {
      if (more.error().code != "file.malformed_row") std::abort();
      continue;
    }
    if (!*more) break;
    if (row.line <= line || row.cells.empty() || row.cells.size() > connect::row_cells_limit) std::abort();
    line = row.line;
    if (rows.size() < 200) rows.emplace_back(row.cells.begin(), row.cells.end());
  }
  if (!recognise) return 0;
  sample.assign(rows.begin(),
                rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(rows.size(), 4)));
  const app::ImportFormats& formats = connect::built_in_import_formats();
  const auto plan = app::plan_table(formats, sample, {});
  if (!plan) return 0;
  app::RowReader facts_of(formats, *plan);
  app::TextArena arena;
  std::vector<app::RowProblem> problems;
  std::vector<std::string_view> cells;
  for (const auto& texts : rows) {
    app::RowFacts facts;
    problems.clear();
    cells.assign(texts.begin(), texts.end());
    if (facts_of.read(cells, arena, facts, problems) != problems.empty()) std::abort();
  }
  return 0;
}
