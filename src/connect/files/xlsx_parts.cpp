#include "connect/files/xlsx_parts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>

#include "base/zone.h"
#include "connect/files/xml.h"

namespace shouhou::connect {
namespace {

constexpr std::size_t shared_string_limit = 64 * 1024;  // bytes; Excel itself allows 32,767 characters

int whole_number(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// rels: id -> target, with the type's last word.
struct Relations final : XmlHandler {
  struct Target {
    std::string type;
    std::string member;
  };
  std::map<std::string, Target, std::less<>> targets;

  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (element != "Relationship") return;
    const std::string_view type = attributes.get("Type");
    std::string member(attributes.get("Target"));
    if (member.starts_with('/')) {
      member.erase(0, 1);
    } else {
      member.insert(0, "xl/");
    }
    targets[std::string(attributes.get("Id"))] = {std::string(type.substr(type.rfind('/') + 1)), member};
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}
};

struct Workbook final : XmlHandler {
  struct Sheet {
    std::string name;
    std::string relation;
    bool hidden = false;
  };
  std::vector<Sheet> sheets;
  bool from_1904 = false;

  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "workbookPr") {
      const std::string_view flag = attributes.get("date1904");
      from_1904 = flag == "1" || flag == "true";
    }
    if (element != "sheet" || sheets.size() >= 1000) return;
    sheets.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                      attributes.get("state").ends_with("idden")});
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}
};

struct Styles final : XmlHandler {
  std::map<int, std::string> codes;
  std::vector<NumberLook> looks;
  bool in_cell_formats = false;

  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "numFmt") {
      codes[whole_number(attributes.get("numFmtId"), -1)] = std::string(attributes.get("formatCode"));
    } else if (element == "cellXfs") {
      in_cell_formats = true;
    } else if (element == "xf" && in_cell_formats && looks.size() < 100'000) {
      const int id = whole_number(attributes.get("numFmtId"), 0);
      const auto code = codes.find(id);
      looks.push_back(look_of_format(id, code == codes.end() ? std::string_view{} : code->second));
    }
  }
  void close(std::string_view element) override {
    if (element == "cellXfs") in_cell_formats = false;
  }
  void text(std::string_view) override {}
};

struct Strings final : XmlHandler {
  explicit Strings(SharedStrings& strings) : into(strings) {}
  SharedStrings& into;
  std::string current;
  bool in_text = false;
  bool in_reading_aid = false;
  Result<void> outcome;

  void open(std::string_view element, const XmlAttributes&) override {
    if (element == "si") current.clear();
    if (element == "rPh") in_reading_aid = true;
    if (element == "t") in_text = !in_reading_aid;
  }
  void close(std::string_view element) override {
    if (element == "rPh") in_reading_aid = false;
    if (element == "t") in_text = false;
    if (element == "si" && outcome) outcome = into.add(current);
  }
  void text(std::string_view piece) override {
    if (in_text && current.size() + piece.size() <= shared_string_limit) current += piece;
  }
};

}  // namespace

Result<void> SharedStrings::spill() {
  if (!text_file_) {
    SHOUHOU_ASSIGN(text_file_, LocalFile::temporary());
    SHOUHOU_ASSIGN(ends_file_, LocalFile::temporary());
  }
  SHOUHOU_TRY(text_file_->append(memory_));
  SHOUHOU_TRY(ends_file_->append(
      {reinterpret_cast<const char*>(ends_.data()), ends_.size() * sizeof(std::uint64_t)}));
  memory_.clear();
  ends_.clear();
  return {};
}

Result<void> SharedStrings::add(std::string_view text) {
  memory_ += text;
  total_ += text.size();
  ends_.push_back(total_);
  ++count_;
  if (memory_.size() > memory_limit || ends_.size() > ends_limit) return spill();
  return {};
}

Result<std::string_view> SharedStrings::at(std::size_t number) {
  if (number >= count_) return std::string_view{};
  if (!text_file_) {
    const std::uint64_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(memory_).substr(begin, ends_[number] - begin);
  }
  if (!ends_.empty()) SHOUHOU_TRY(spill());
  std::uint64_t bounds[2] = {0, 0};
  char* const into = reinterpret_cast<char*>(number == 0 ? bounds + 1 : bounds);
  const std::size_t wanted = number == 0 ? 8 : 16;
  const std::int64_t from = number == 0 ? 0 : static_cast<std::int64_t>(number - 1) * 8;
  SHOUHOU_TRY(ends_file_->read_at(from, into, wanted));
  found_.resize(bounds[1] - bounds[0]);
  SHOUHOU_TRY(text_file_->read_at(static_cast<std::int64_t>(bounds[0]), found_.data(), found_.size()));
  return std::string_view(found_);
}

Result<WorkbookParts> read_workbook(const ZipArchive& archive) {
  const ZipMember* const book = archive.member("xl/workbook.xml");
  const ZipMember* const relations = archive.member("xl/_rels/workbook.xml.rels");
  if (book == nullptr || relations == nullptr) {
    return unreadable_file({"不是 Excel 工作簿（.xlsx）", "not an Excel workbook (.xlsx)"});
  }
  Workbook workbook;
  Relations targets;
  SHOUHOU_ASSIGN(std::unique_ptr<ByteSource> book_bytes, archive.read(*book));
  SHOUHOU_TRY(read_xml(std::move(book_bytes), workbook));
  SHOUHOU_ASSIGN(std::unique_ptr<ByteSource> relation_bytes, archive.read(*relations));
  SHOUHOU_TRY(read_xml(std::move(relation_bytes), targets));

  WorkbookParts parts;
  parts.from_1904 = workbook.from_1904;
  for (const Workbook::Sheet& sheet : workbook.sheets) {
    const auto target = targets.targets.find(sheet.relation);
    if (sheet.hidden || target == targets.targets.end() || target->second.type != "worksheet") continue;
    if (archive.member(target->second.member) == nullptr) continue;
    parts.sheets.push_back({sheet.name, target->second.member});
  }
  for (const auto& [id, target] : targets.targets) {
    if (target.type == "sharedStrings") parts.shared_strings = target.member;
    if (target.type == "styles") parts.styles = target.member;
  }
  return parts;
}

Result<std::vector<NumberLook>> read_styles(const ZipArchive& archive, const std::string& member) {
  const ZipMember* const part = archive.member(member);
  Styles styles;
  if (part == nullptr) return styles.looks;
  SHOUHOU_ASSIGN(std::unique_ptr<ByteSource> bytes, archive.read(*part));
  SHOUHOU_TRY(read_xml(std::move(bytes), styles));
  return std::move(styles.looks);
}

Result<void> read_shared_strings(const ZipArchive& archive, const std::string& member, SharedStrings& into) {
  const ZipMember* const part = archive.member(member);
  if (part == nullptr) return {};
  Strings strings(into);
  SHOUHOU_ASSIGN(std::unique_ptr<ByteSource> bytes, archive.read(*part));
  SHOUHOU_TRY(read_xml(std::move(bytes), strings));
  return strings.outcome;
}

// Built-in numbers from ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the Chinese and Japanese dates.
NumberLook look_of_format(int id, std::string_view code) {
  if (code.empty()) {
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 ||
        id == 58) {
      return NumberLook::date;
    }
    if (id == 22) return NumberLook::date_time;
    const bool time = (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47);
    return time ? NumberLook::time : NumberLook::number;
  }
  bool date = false;
  bool time = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '[') {
      // [h] and [mm] count hours and minutes; [Red] and [$-804] do not.
      if (at + 1 < code.size() && (code[at + 1] == 'h' || code[at + 1] == 'H')) time = true;
      at = std::min(code.find(']', at + 1), code.size());
    } else if (c == ';') {
      break;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'e') {
      date = date || c != 'e';
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      time = true;
    }
  }
  if (date && time) return NumberLook::date_time;
  return date ? NumberLook::date : time ? NumberLook::time : NumberLook::number;
}

std::string text_of_number(std::string_view raw, NumberLook look, bool from_1904) {
  const bool digits_only = raw.find_first_not_of("0123456789-") == std::string_view::npos;
  if (look == NumberLook::number && digits_only) return std::string(raw);
  double value = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  if (error != std::errc{} || end != raw.data() + raw.size() || !std::isfinite(value))
    return std::string(raw);

  char out[64];
  // 2958465 is 9999-12-31, the last day a spreadsheet knows.
  if (look == NumberLook::number || value < 0 || value > 2'958'465) {
    const bool whole = value == std::floor(value) && std::fabs(value) < 1e15;
    // Beyond 15 digits a spreadsheet's number is not exact: it stays as written, for a person to see.
    if (!whole && std::fabs(value) >= 1e15) return std::string(raw);
    std::snprintf(out, sizeof out, whole ? "%.0f" : "%.15g", value);
    return out;
  }
  const std::int64_t seconds = std::llround(value * 86'400);
  const std::int64_t of_day = seconds % 86'400;
  if (look == NumberLook::time || value < 1) {
    std::snprintf(out, sizeof out, "%02d:%02d:%02d", static_cast<int>(of_day / 3600),
                  static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
    return out;
  }
  // Excel believes that 1900 was a leap year; exports start long after its first of March.
  const Day first = from_1904 ? Day{1904, 1, 1} : Day{1899, 12, 30};
  const std::string day = first.plus_days(static_cast<int>(seconds / 86'400)).iso();
  if (of_day == 0 && look == NumberLook::date) return day;
  std::snprintf(out, sizeof out, " %02d:%02d:%02d", static_cast<int>(of_day / 3600),
                static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
  return day + out;
}

}  // namespace shouhou::connect
