// Any bytes as a workbook or an archive; and, so that the inner parts are reached, as the sheet, the styles
// and the shared strings of a well-formed one.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "connect/files/packed_for_tests.h"
#include "connect/files/table_files.h"
#include "connect/files/xlsx_parts.h"

using namespace shouhou;

namespace {

void read_all(std::string_view bytes) {
  const int file = memfd_create("fuzz", 0);
  if (file < 0 || ::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
    std::abort();
  connect::TableFiles files;
  auto opened = files.open("/proc/self/fd/" + std::to_string(file), "fuzz.xlsx");
  ports::TableInfo info;
  ports::TableRow row;
  std::size_t rows = 0;
  while (opened) {
    const auto table = (*opened)->next_table(info);
    if (!table || !*table) break;
    while (rows < 100'000) {
      const auto more = (*opened)->next_row(row);
      if (!more && more.error().code == "file.malformed_row") {
        ++rows;
        continue;
      }
      if (!more || !*more) break;
      ++rows;
    }
  }
  ::close(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      read_all(bytes);
      break;
    case 1:
      read_all(connect::testing::workbook(bytes, {"订单编号", "x"}));
      break;
    case 2:
      read_all(connect::testing::workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", {bytes}));
      break;
    default:
      (void)connect::look_of_format(200, bytes);
      (void)connect::text_of_number(bytes, connect::NumberLook::date_time, false);
      read_all(connect::testing::zipped({{"a.csv", bytes}}));
  }
  return 0;
}
