// CSV and TSV as shops' exports really are: RFC 4180 where they keep to it, and what they mean where they do
// not. Quoted cells with line ends and doubled quotes, ="…" armour outside of quotes, quotes in the middle of
// text, cut-off files. Memory holds one row, whatever the file's size.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connect/files/encoding.h"
#include "ports/table_files.h"

namespace shouhou::connect {

// A row may have this many bytes and cells; a longer one is reported and left out.
inline constexpr std::size_t row_bytes_limit = 1024 * 1024;
inline constexpr std::size_t row_cells_limit = 1024;

class CsvReader {
 public:
  // `delimiter` 0: found from the first rows.
  explicit CsvReader(std::unique_ptr<TextSource> text, char delimiter = 0);

  // Looks at the beginning, so that delimiter and encoding are known.
  Result<void> begin();
  char delimiter() const { return delimiter_; }
  std::string_view encoding() const { return text_->encoding(); }
  int permille() const { return text_->permille(); }

  // As ports::TableFile::next_row.
  Result<bool> next(ports::TableRow& row);

 private:
  struct Cell {
    std::size_t at = 0;
    std::size_t size = 0;
    bool unescaped = false;  // in scratch_ instead of window_
  };
  enum class Outcome { row, needs_more, too_long, open_quote };

  Result<bool> fill();
  Outcome parse_row(bool quotes, bool at_end);
  Outcome quoted_cell(std::size_t& at, bool at_end, bool armour);
  Outcome plain_cell(std::size_t& at, bool at_end);
  bool closes(std::size_t at, bool at_end, bool& undecided) const;
  Result<bool> broken_row(Outcome outcome, ports::TableRow& row);
  Result<bool> give(ports::TableRow& row);
  bool skip_line(bool at_end);
  bool blank_row() const;

  std::unique_ptr<TextSource> text_;
  char delimiter_;
  std::string window_;
  std::size_t start_ = 0;  // of the row that is being read, in window_
  std::size_t end_ = 0;    // behind it
  std::int64_t line_ = 1;
  std::int64_t row_lines_ = 0;
  bool ended_ = false;
  std::string scratch_;
  std::vector<Cell> cells_;
  std::vector<std::string_view> views_;
  std::size_t usual_cells_ = 0;  // the widest of the first rows
  std::size_t rows_ = 0;
  int swallowed_ = 0;  // rows whose quote never closed
};

// "," "\t" ";" or "|": the one that splits the first lines most evenly.
char guess_delimiter(std::string_view sample);

}  // namespace shouhou::connect
