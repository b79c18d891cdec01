// The parts of a workbook beside its sheets: which sheets there are, which styles are dates, and the strings
// that cells share.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connect/files/zip.h"

namespace shouhou::connect {

struct SheetPart {
  std::string name;    // on its tab
  std::string member;  // in the archive
};

struct WorkbookParts {
  std::vector<SheetPart> sheets;  // visible ones, in order
  bool from_1904 = false;         // day 0 is 1904-01-01 (old Macs)
  std::string shared_strings;     // member names; empty where there is none
  std::string styles;
};

// How a style shows its number.
enum class NumberLook { number, date, time, date_time };

// Strings that cells point to. Up to a few megabytes stay in memory, the rest goes to a temporary file.
class SharedStrings {
 public:
  Result<void> add(std::string_view text);
  // Valid until the next call. Empty for a number that does not exist.
  Result<std::string_view> at(std::size_t number);
  std::size_t size() const { return count_; }

 private:
  static constexpr std::size_t memory_limit = 16 * 1024 * 1024;
  static constexpr std::size_t ends_limit = 1024 * 1024;

  Result<void> spill();

  std::string memory_;
  std::vector<std::uint64_t> ends_;  // of each string, from the beginning of all
  std::shared_ptr<LocalFile> text_file_;
  std::shared_ptr<LocalFile> ends_file_;
  std::uint64_t total_ = 0;
  std::size_t count_ = 0;
  std::string found_;
};

Result<WorkbookParts> read_workbook(const ZipArchive& archive);
Result<std::vector<NumberLook>> read_styles(const ZipArchive& archive, const std::string& member);
Result<void> read_shared_strings(const ZipArchive& archive, const std::string& member, SharedStrings& into);

// "yyyy-mm-dd", 14, 22 …: whether a number format shows a date, a time, both or a plain number.
NumberLook look_of_format(int id, std::string_view code);

// The text of a cell that holds a number: dates as "2024-05-01 13:02:11", whole numbers with all their
// digits, 0.30000000000000004 as 0.3.
std::string text_of_number(std::string_view raw, NumberLook look, bool from_1904);

}  // namespace shouhou::connect
