// Tables in files, row by row: CSV, TSV and XLSX, plain or inside .zip or .gz, whatever the encoding. The use
// case that imports them sees only rows; the readers are in connect/files.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ports/blobs.h"

namespace shouhou::ports {

// One table of a file: a CSV, or one sheet of a workbook.
struct TableInfo {
  std::string member;     // name inside the archive or workbook; empty where the file is the table
  std::string form;       // "csv", "tsv", "xlsx"
  std::string encoding;   // "utf-8", "gb18030", "utf-16le", "utf-16be"
  std::string delimiter;  // "," "\t" ";" "|"; empty for workbooks
  // A member of an archive that cannot be read as a table (a guide, a picture, an old .xls): it has no rows,
  // and those behind it are read all the same.
  std::optional<Error> unreadable;
};

// Valid until the next call to the reader. Cells are UTF-8 without the exports' armour.
struct TableRow {
  std::int64_t line = 0;  // where the row begins in its table, from 1, as an editor or a spreadsheet counts
  std::span<const std::string_view> cells;
};

class TableFile {
 public:
  virtual ~TableFile() = default;
  // Moves to the next table; false after the last. Errors name file and member: file.unreadable,
  // file.not_a_table, file.too_large (a limit against bombs), file.encrypted.
  virtual Result<bool> next_table(TableInfo& info) = 0;
  // The next row of the table that is not wholly empty; false at its end. A row whose form is broken comes as
  // an error file.malformed_row with `field` "line"; reading may go on after it.
  virtual Result<bool> next_row(TableRow& row) = 0;
  // How much of the file was read, 0…1000, for a progress bar.
  virtual int permille() const = 0;
};

class TableFiles {
 public:
  virtual ~TableFiles() = default;
  // `name` is what the person calls the file; it decides nothing that the bytes can tell.
  virtual Result<std::unique_ptr<TableFile>> open(const std::string& path, const std::string& name) = 0;
  virtual Result<std::unique_ptr<TableFile>> open_kept(std::shared_ptr<BlobReader> file,
                                                       const std::string& name) = 0;
};

}  // namespace shouhou::ports
