// Small archives and workbooks made in memory, for tests and fuzzers.
#pragma once

#include <zlib.h>

#include <string>
#include <utility>
#include <vector>

namespace shouhou::connect::testing {

inline void put(std::string& out, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

inline std::string deflated(const std::string& plain, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, plain.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string gzipped(const std::string& plain) {
  return deflated(plain, 16 + MAX_WBITS);
}

// A .zip of (name, content) pairs, deflated.
inline std::string zipped(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out;
  std::string directory;
  for (const auto& [name, content] : files) {
    const std::string packed = deflated(content, -MAX_WBITS);
    const auto checksum =
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
    std::string common;
    put(common, 20, 2);
    put(common, 0, 2);
    put(common, 8, 2);
    put(common, 0, 4);
    put(common, checksum, 4);
    put(common, packed.size(), 4);
    put(common, content.size(), 4);
    put(common, name.size(), 2);
    put(common, 0, 2);
    const std::size_t at = out.size();
    put(out, 0x04034b50, 4);
    out += common + name + packed;
    put(directory, 0x02014b50, 4);
    put(directory, 20, 2);
    directory += common;
    put(directory, 0, 8);
    put(directory, 0, 2);
    put(directory, at, 4);
    directory += name;
  }
  const std::size_t directory_at = out.size();
  out += directory;
  put(out, 0x06054b50, 4);
  put(out, 0, 4);
  put(out, files.size(), 2);
  put(out, files.size(), 2);
  put(out, directory.size(), 4);
  put(out, directory_at, 4);
  put(out, 0, 2);
  return out;
}

// A workbook with one sheet "Sheet1"; style 1 is a date with a time, style 2 a date.
inline std::string workbook(const std::string& rows_xml, const std::vector<std::string>& shared = {}) {
  std::string strings = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
  for (const std::string& text : shared) strings += "<si><t>" + text + "</t></si>";
  strings += "</sst>";
  return zipped(
      {{"xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" "
        "r:id=\"rId1\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships>"
        "<Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"http://x/styles\" Target=\"styles.xml\"/></Relationships>"},
       {"xl/sharedStrings.xml", strings},
       {"xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d\\ hh:mm:ss;@\"/></numFmts>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
       {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows_xml + "</sheetData></worksheet>"}});
}

}  // namespace shouhou::connect::testing
