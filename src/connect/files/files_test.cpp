// Readers against the forms that real exports have.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include "connect/files/armour.h"
#include "connect/files/csv.h"
#include "connect/files/packed_for_tests.h"
#include "connect/files/table_files.h"
#include "connect/files/xlsx_parts.h"

namespace shouhou::connect {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using ::testing::ElementsAre;

// A file that lives as long as the test's object.
class Kept {
 public:
  explicit Kept(const std::string& bytes) {
    static int number = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("shouhou-files-test-" + std::to_string(getpid()) + "-" + std::to_string(++number));
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Kept() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Seen {
  Rows rows;
  std::vector<std::int64_t> lines;
  std::vector<std::string> tables;  // "member form encoding delimiter"
  std::vector<std::string> bad;     // "line code"
  std::string error;
};

Seen see(const std::string& bytes) {
  const Kept file(bytes);
  Seen seen;
  TableFiles files;
  auto opened = files.open(file.path(), "a file");
  if (!opened) {
    seen.error = opened.error().code;
    return seen;
  }
  ports::TableInfo info;
  while (true) {
    const auto table = (*opened)->next_table(info);
    if (!table) {
      seen.error = table.error().code;
      return seen;
    }
    if (!*table) return seen;
    if (info.unreadable) {
      seen.tables.push_back(info.member + " " + info.unreadable->code);
      continue;
    }
    seen.tables.push_back(info.member + " " + info.form + " " + info.encoding + " " + info.delimiter);
    ports::TableRow row;
    while (true) {
      const auto more = (*opened)->next_row(row);
      if (!more && more.error().code == "file.malformed_row") {
        seen.bad.push_back(more.error().field + " " + more.error().code);
        continue;
      }
      if (!more) {
        seen.error = more.error().code;
        return seen;
      }
      if (!*more) break;
      seen.rows.emplace_back(row.cells.begin(), row.cells.end());
      seen.lines.push_back(row.line);
    }
  }
}

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const std::int32_t length =
      ucnv_convert(encoding, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()), utf8.data(),
                   static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

TEST(Csv, QuotesLineEndsAndDoubledQuotes) {
  const Seen seen = see("a,b,c\r\n1,\"x,\"\"y\"\"\r\nz\",3\r\n\r\n4,,6\n");
  EXPECT_EQ(seen.rows, (Rows{{"a", "b", "c"}, {"1", "x,\"y\"\r\nz", "3"}, {"4", "", "6"}}));
  EXPECT_THAT(seen.lines, ElementsAre(1, 2, 5));
}

TEST(Csv, ArmourOfExports) {
  const Seen seen =
      see("no,phone,note\n=\"1234567890123456789\",'13812345678,it's\n\"=\"\"42\"\"\",\t7\t,=\"a,b\"\n");
  EXPECT_EQ(
      seen.rows,
      (Rows{{"no", "phone", "note"}, {"1234567890123456789", "13812345678", "it's"}, {"42", "7", "a,b"}}));
}

TEST(Csv, QuotesInTheMiddleBelongToTheText) {
  const Seen seen = see("a,b\n5\" 屏,他说\"好\"\n\"他说\"好\"的\",2\n");
  EXPECT_EQ(seen.rows, (Rows{{"a", "b"}, {"5\" 屏", "他说\"好\""}, {"他说\"好\"的", "2"}}));
}

TEST(Csv, AQuoteThatNeverClosesCostsOneLineOnly) {
  const Seen seen = see("a,b\n1,\"open\n2,x\n3,y\n");
  EXPECT_EQ(seen.rows, (Rows{{"a", "b"}, {"1", "\"open"}, {"2", "x"}, {"3", "y"}}));
  EXPECT_EQ(see("a,b\n\"1,open\n2,x\n").rows, (Rows{{"a", "b"}, {"\"1", "open"}, {"2", "x"}}));
  const Seen ragged = see("a,b,c\n\"1,open\n2,x,y\n");
  EXPECT_EQ(ragged.rows, (Rows{{"a", "b", "c"}, {"2", "x", "y"}}));
  EXPECT_THAT(ragged.bad, ElementsAre("2 file.malformed_row"));
}

TEST(Csv, AnOddQuoteInTabsDoesNotJoinRows) {
  const Seen seen = see("s\tt\tu\n1\t\"quoted start\tx\n2\ty\tends\"\n3\tz\tw\n");
  EXPECT_EQ(seen.rows,
            (Rows{{"s", "t", "u"}, {"1", "\"quoted start", "x"}, {"2", "y", "ends\""}, {"3", "z", "w"}}));
}

TEST(Csv, DelimitersAreFound) {
  EXPECT_EQ(guess_delimiter("a,b,c\n1,2,3\n"), ',');
  EXPECT_EQ(guess_delimiter("a\tb\tc\n1,5\t2\t3\n"), '\t');
  EXPECT_EQ(guess_delimiter("a;b;c\n1,5;2,5;3\n"), ';');
  EXPECT_EQ(guess_delimiter("a|b\n1|2\n"), '|');
  EXPECT_EQ(guess_delimiter("\"a,b\";c\n\"d,e\";f\n"), ';');
  EXPECT_EQ(guess_delimiter("one\ntwo\n"), ',');
  EXPECT_EQ(see("sep=;\na;b\n1;2\n").rows, (Rows{{"a", "b"}, {"1", "2"}}));
}

TEST(Csv, OldMacLineEndsAndNoLastLineEnd) {
  EXPECT_EQ(see("a,b\r1,2\r3,4").rows, (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
  EXPECT_EQ(see("a,b\n1,\"2\"").rows, (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(see("a,b\n1,").rows, (Rows{{"a", "b"}, {"1", ""}}));
  EXPECT_TRUE(see("").rows.empty());
  EXPECT_TRUE(see("\n\n").rows.empty());
}

TEST(Csv, TooLongRowsAreLeftOut) {
  const std::string wide = "x" + std::string(2000, ',') + "\n";
  const Seen seen = see("a,b\n1,2\n" + wide + "3,4\n" + std::string(row_bytes_limit + 10, 'y') + ",z\n5,6\n");
  EXPECT_EQ(seen.rows, (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}, {"5", "6"}}));
  EXPECT_THAT(seen.bad, ElementsAre("3 file.malformed_row", "5 file.malformed_row"));
}

TEST(Csv, ManyOpenQuotesDoNotTakeForever) {
  std::string text = "a,b\n";
  for (int i = 0; i < 200'000; ++i) text += "\"1,x\n";
  const Seen seen = see(text);
  EXPECT_EQ(seen.rows.size() + seen.bad.size(), 200'001u);
}

TEST(Encodings, AreRecognised) {
  const std::string text = "订单编号,收货人姓名,备注\n1,张三,“加急”，谢谢😀\n2,鄧麗君,繁體\n";
  const Rows rows{
      {"订单编号", "收货人姓名", "备注"}, {"1", "张三", "“加急”，谢谢😀"}, {"2", "鄧麗君", "繁體"}};
  EXPECT_EQ(see(text).rows, rows);
  EXPECT_EQ(see("\xEF\xBB\xBF" + text).rows, rows);
  for (const char* encoding : {"GB18030", "UTF-16LE", "UTF-16BE"}) {
    const Seen seen = see(encoded(text, encoding));
    EXPECT_EQ(seen.rows, rows) << encoding;
  }
  EXPECT_EQ(see("\xFF\xFE" + encoded(text, "UTF-16LE")).rows, rows);
  EXPECT_EQ(see("\xFE\xFF" + encoded(text, "UTF-16BE")).rows, rows);
  EXPECT_THAT(see(encoded(text, "GB18030")).tables, ElementsAre(" csv gb18030 ,"));
}

TEST(Encodings, AreDecidedAtTheFirstByteThatTells) {
  std::string ascii = "id,note\n";
  for (int i = 0; i < 30'000; ++i) ascii += std::to_string(i) + ",plain\n";
  const Seen seen = see(ascii + encoded("x,中文备注\n", "GB18030"));
  ASSERT_EQ(seen.rows.size(), 30'002u);
  EXPECT_EQ(seen.rows.back(), (std::vector<std::string>{"x", "中文备注"}));
}

TEST(Encodings, CharactersCutBetweenPiecesAreWhole) {
  for (const char* encoding : {"GB18030", "UTF-8", "UTF-16LE"}) {
    std::string text = "编号,文\n";
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
      text += std::to_string(i) + ",";
      for (unsigned n = random() % 7; n > 0; --n) text += "售后😀";
      text += "\n";
    }
    const Seen seen = see(encoded(text, encoding));
    ASSERT_EQ(seen.rows.size(), 20'001u) << encoding;
    for (const auto& row : seen.rows) EXPECT_EQ(row[1].find("\xEF\xBF\xBD"), std::string::npos);
  }
}

TEST(Packed, GzipZipAndWorkbooksInside) {
  const std::string csv = "a,b\n1,2\n";
  const Rows rows{{"a", "b"}, {"1", "2"}};
  EXPECT_EQ(see(testing::gzipped(csv)).rows, rows);
  EXPECT_EQ(see(testing::gzipped(csv) + testing::gzipped("3,4\n")).rows,
            (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
  const std::string book = testing::workbook("<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>");
  const Seen zip = see(
      testing::zipped({{"订单.csv", csv}, {"folder/", ""}, {"__MACOSX/._x", "junk"}, {"book.xlsx", book}}));
  EXPECT_EQ(zip.error, "");
  EXPECT_EQ(zip.rows, (Rows{{"a", "b"}, {"1", "2"}, {"7"}}));
  EXPECT_THAT(zip.tables, ElementsAre("订单.csv csv utf-8 ,", "book.xlsx/Sheet1 xlsx utf-8 "));
  EXPECT_EQ(see(testing::gzipped(book)).rows, (Rows{{"7"}}));
}

// A guide, a picture or an old workbook beside the tables stays out and is named; the tables are read.
TEST(Packed, MembersThatAreNoTablesDoNotStopTheOthers) {
  const std::string picture("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\b\6\0\0\0\x1f\x15\xc4\x89", 33);
  const std::string other_zip = testing::zipped({{"x.csv", "a\n1\n"}});
  const Seen seen = see(testing::zipped({{"说明.png", picture},
                                         {"订单.csv", "a,b\n1,2\n"},
                                         {"旧.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"},
                                         {"里面.zip", other_zip},
                                         {"退款.csv", "c\n3\n"}}));
  EXPECT_EQ(seen.error, "");
  EXPECT_EQ(seen.rows, (Rows{{"a", "b"}, {"1", "2"}, {"c"}, {"3"}}));
  EXPECT_THAT(seen.tables,
              ElementsAre("说明.png file.not_a_table", "订单.csv csv utf-8 ,", "旧.xls file.old_excel",
                          "里面.zip file.not_a_table", "退款.csv csv utf-8 ,"));
  // A bomb ends the reading, wherever it stands.
  const std::string bomb = testing::gzipped(std::string(200 * 1024 * 1024, 'x'));
  EXPECT_EQ(see(testing::zipped({{"bomb.csv.gz", bomb}, {"订单.csv", "a\n1\n"}})).error, "file.too_large");
}

TEST(Packed, BombsDamageAndForeignFilesAreRefused) {
  const std::string bomb = testing::gzipped(std::string(200 * 1024 * 1024, 'x'));
  EXPECT_EQ(see(bomb).error, "file.too_large");
  const std::string whole = testing::gzipped("a,b\n1,2\n" + std::string(100'000, 'y'));
  EXPECT_EQ(see(whole.substr(0, whole.size() / 2)).error, "file.unreadable");
  const std::string picture("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\b\6\0\0\0\x1f\x15\xc4\x89", 33);
  EXPECT_EQ(see(picture).error, "file.not_a_table");
  EXPECT_EQ(see("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old").error, "file.old_excel");
  EXPECT_EQ(see("PK\x03\x04 not really").error, "file.unreadable");
}

TEST(Xlsx, SharedInlineNumbersDatesAndGaps) {
  const std::string book = testing::workbook(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" "
      "t=\"inlineStr\"><is><t>时间</t></is></c></row>"
      "<row r=\"3\"><c r=\"A3\"><v>1234567890123456789</v></c><c r=\"B3\"><v>0.30000000000000004</v></c>"
      "<c r=\"C3\" s=\"1\"><v>45413.5432523148</v></c><c r=\"D3\" s=\"2\"><v>45413</v></c>"
      "<c r=\"E3\" t=\"str\"><v>x&amp;y</v></c><c r=\"F3\"><v>1.5E3</v></c></row>",
      {"订单编号"});
  const Seen seen = see(book);
  EXPECT_EQ(seen.error, "");
  EXPECT_EQ(seen.rows,
            (Rows{{"订单编号", "", "时间"},
                  {"1234567890123456789", "0.3", "2024-05-01 13:02:17", "2024-05-01", "x&y", "1500"}}));
  EXPECT_THAT(seen.lines, ElementsAre(1, 3));
}

TEST(Xlsx, AnIdThatLostItsDigitsStaysVisible) {
  EXPECT_EQ(text_of_number("1.2345678901234567E+18", NumberLook::number, false), "1.2345678901234567E+18");
  EXPECT_EQ(text_of_number("123456789012345", NumberLook::number, false), "123456789012345");
}

TEST(Xlsx, FormatsThatShowDates) {
  EXPECT_EQ(look_of_format(14, ""), NumberLook::date);
  EXPECT_EQ(look_of_format(22, ""), NumberLook::date_time);
  EXPECT_EQ(look_of_format(2, ""), NumberLook::number);
  EXPECT_EQ(look_of_format(170, "yyyy-mm-dd hh:mm"), NumberLook::date_time);
  EXPECT_EQ(look_of_format(170, "[$-804]yyyy\"年\"m\"月\"d\"日\""), NumberLook::date);
  EXPECT_EQ(look_of_format(170, "0.00_);[Red]\\(0.00\\)"), NumberLook::number);
  EXPECT_EQ(look_of_format(170, "\"days\" 0"), NumberLook::number);
  EXPECT_EQ(text_of_number("1", NumberLook::date, true), "1904-01-02");
}

TEST(Xlsx, ManySharedStringsGoToAFile) {
  SharedStrings strings;
  for (int i = 0; i < 1'200'000; ++i) ASSERT_TRUE(strings.add("字" + std::to_string(i)));
  for (const std::size_t i :
       {std::size_t{0}, std::size_t{1}, std::size_t{1'048'577}, std::size_t{1'199'999}}) {
    EXPECT_EQ(*strings.at(i), "字" + std::to_string(i));
  }
  EXPECT_EQ(*strings.at(1'200'000), "");
}

TEST(Xlsx, RowsWithoutAWordArePassedOverHoweverManyThereAre) {
  std::string rows;
  for (int i = 0; i < 300'000; ++i) rows += "<row><c t=\"e\"><v>#N/A</v></c></row>";
  const Seen seen = see(testing::workbook(rows + "<row><c t=\"str\"><v>x</v></c></row>"));
  EXPECT_EQ(seen.error, "");
  EXPECT_EQ(seen.rows, (Rows{{"x"}}));
  EXPECT_THAT(seen.lines, ElementsAre(300'001));
}

TEST(Xlsx, ARowNumberThatCannotBeIsNone) {
  const std::string cell = "<c t=\"str\"><v>x</v></c></row>";
  const Seen seen = see(testing::workbook("<row r=\"9223372036854775807\">" + cell + "<row>" + cell +
                                          "<row r=\"-5\">" + cell + "<row r=\"1048576\">" + cell));
  EXPECT_THAT(seen.lines, ElementsAre(1, 2, 3, 1'048'576));
}

TEST(Xlsx, EntitiesAndDeepNestingAreRefused) {
  std::vector<std::pair<std::string, std::string>> files{
      {"xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><workbook>&a;</workbook>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships/>"}};
  EXPECT_EQ(see(testing::zipped(files)).error, "file.unreadable");
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<a>";
  EXPECT_EQ(see(testing::workbook(deep)).error, "file.unreadable");
}

TEST(Armour, OnlyWhatIsArmour) {
  EXPECT_EQ(without_armour("=\"12\""), "12");
  EXPECT_EQ(without_armour("'+8613800000000"), "+8613800000000");
  EXPECT_EQ(without_armour("'１３８"), "１３８");
  EXPECT_EQ(without_armour("'hello'"), "'hello'");
  EXPECT_EQ(without_armour("　 12　"), "12");
  EXPECT_EQ(without_armour("="), "=");
  EXPECT_EQ(without_armour("'"), "'");
  EXPECT_EQ(without_armour(""), "");
}

}  // namespace
}  // namespace shouhou::connect
