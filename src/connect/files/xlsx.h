// The rows of a workbook's sheets, one after the other. Memory holds the rows of one small piece of the sheet
// and the shared strings up to a limit (xlsx_parts.h).
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "connect/files/xlsx_parts.h"
#include "connect/files/xml.h"
#include "ports/table_files.h"

namespace shouhou::connect {

class XlsxReader {
 public:
  static Result<std::unique_ptr<XlsxReader>> open(std::shared_ptr<LocalFile> file);
  ~XlsxReader();

  // As ports::TableFile.
  Result<bool> next_sheet(std::string& name);
  Result<bool> next(ports::TableRow& row);
  int permille() const;

  struct Row;
  class Sheet;

 private:
  XlsxReader(ZipArchive archive, WorkbookParts parts);
  Result<void> read_cells(Row& row);

  ZipArchive archive_;
  WorkbookParts parts_;
  std::vector<NumberLook> looks_;
  SharedStrings strings_;
  std::size_t next_sheet_ = 0;
  std::unique_ptr<Sheet> sheet_;
  std::unique_ptr<XmlReader> xml_;
  std::vector<std::string> cells_;
  std::vector<std::string_view> views_;
};

}  // namespace shouhou::connect
