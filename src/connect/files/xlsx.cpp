#include "connect/files/xlsx.h"

#include <algorithm>
#include <charconv>

#include "connect/files/armour.h"
#include "connect/files/csv.h"

namespace shouhou::connect {
namespace {

constexpr std::size_t cell_bytes_limit = 256 * 1024;
constexpr std::int64_t last_row = 1'048'576;  // of the format; a number beyond it is no row's

// "AB12" -> 27; -1 where there are no letters or too many.
int column_of(std::string_view reference) {
  int column = 0;
  std::size_t letters = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z' || ++letters > 3) break;
    column = column * 26 + (c - 'A' + 1);
  }
  return letters > 3 ? -1 : column - 1;
}

std::int64_t number_in(std::string_view text, std::int64_t otherwise) {
  std::int64_t value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} ? value : otherwise;
}

enum class Holds { number, shared, inline_text, formula_text, flag, error };

}  // namespace

struct XlsxReader::Row {
  struct Cell {
    std::size_t column = 0;
    Holds holds = Holds::number;
    std::size_t style = 0;
    std::string raw;
  };
  std::int64_t line = 0;
  bool too_long = false;
  std::vector<Cell> cells;
};

// What one piece of a sheet's XML brings: whole rows, ready to be given out.
class XlsxReader::Sheet final : public XmlHandler {
 public:
  std::deque<Row> rows;

  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "row") {
      const std::int64_t told = number_in(attributes.get("r"), 0);
      row_ = {told > 0 && told <= last_row ? told : last_line_ + 1, false, {}};
      last_line_ = row_.line;
      next_column_ = 0;
    } else if (element == "c") {
      begin_cell(attributes);
    } else if (element == "v" || element == "t") {
      in_value_ = true;
    } else if (element == "rPh") {
      in_reading_aid_ = true;
    }
  }

  void close(std::string_view element) override {
    if (element == "v" || element == "t") {
      in_value_ = false;
    } else if (element == "rPh") {
      in_reading_aid_ = false;
    } else if (element == "c") {
      end_cell();
    } else if (element == "row") {
      if (!row_.cells.empty()) rows.push_back(std::move(row_));
      row_ = {};
    }
  }

  void text(std::string_view piece) override {
    if (!in_value_ || in_reading_aid_) return;
    if (cell_.raw.size() + piece.size() > cell_bytes_limit) {
      row_.too_long = true;
      return;
    }
    cell_.raw += piece;
  }

 private:
  void begin_cell(const XmlAttributes& attributes) {
    cell_ = {};
    const std::string_view reference = attributes.get("r");
    const int column = reference.empty() ? static_cast<int>(next_column_) : column_of(reference);
    // 16,384 columns are the format's own limit; more than ours makes the row a bad one.
    if (column < 0 || static_cast<std::size_t>(column) >= row_cells_limit) {
      cell_.column = row_cells_limit;
    } else {
      cell_.column = static_cast<std::size_t>(column);
    }
    next_column_ = cell_.column + 1;
    cell_.style = static_cast<std::size_t>(std::max<std::int64_t>(0, number_in(attributes.get("s"), 0)));
    const std::string_view type = attributes.get("t");
    cell_.holds = type == "s"           ? Holds::shared
                  : type == "inlineStr" ? Holds::inline_text
                  : type == "str"       ? Holds::formula_text
                  : type == "b"         ? Holds::flag
                  : type == "e"         ? Holds::error
                  : type == "d"         ? Holds::formula_text
                                        : Holds::number;
  }

  void end_cell() {
    if (cell_.raw.empty()) return;
    if (cell_.column >= row_cells_limit) {
      row_.too_long = true;
      return;
    }
    row_bytes_ = row_.cells.empty() ? cell_.raw.size() : row_bytes_ + cell_.raw.size();
    if (row_bytes_ > row_bytes_limit || row_.cells.size() >= row_cells_limit) {
      row_.too_long = true;
      return;
    }
    row_.cells.push_back(std::move(cell_));
    cell_ = {};
  }

  Row row_;
  Row::Cell cell_;
  std::size_t next_column_ = 0;
  std::size_t row_bytes_ = 0;
  std::int64_t last_line_ = 0;
  bool in_value_ = false;
  bool in_reading_aid_ = false;
};

XlsxReader::XlsxReader(ZipArchive archive, WorkbookParts parts)
    : archive_(std::move(archive)), parts_(std::move(parts)) {}
XlsxReader::~XlsxReader() = default;

Result<std::unique_ptr<XlsxReader>> XlsxReader::open(std::shared_ptr<LocalFile> file) {
  SHOUHOU_ASSIGN(ZipArchive archive, ZipArchive::open(std::move(file)));
  SHOUHOU_ASSIGN(WorkbookParts parts, read_workbook(archive));
  std::unique_ptr<XlsxReader> reader(new XlsxReader(std::move(archive), std::move(parts)));
  SHOUHOU_ASSIGN(reader->looks_, read_styles(reader->archive_, reader->parts_.styles));
  SHOUHOU_TRY(read_shared_strings(reader->archive_, reader->parts_.shared_strings, reader->strings_));
  return reader;
}

Result<bool> XlsxReader::next_sheet(std::string& name) {
  if (next_sheet_ >= parts_.sheets.size()) return false;
  const SheetPart& part = parts_.sheets[next_sheet_++];
  name = part.name;
  xml_.reset();
  sheet_ = std::make_unique<Sheet>();
  SHOUHOU_ASSIGN(std::unique_ptr<ByteSource> bytes, archive_.read(*archive_.member(part.member)));
  xml_ = std::make_unique<XmlReader>(std::move(bytes), *sheet_);
  return true;
}

// Rows without a word are passed over, however many there are.
Result<bool> XlsxReader::next(ports::TableRow& row) {
  if (!xml_) return false;
  for (;;) {
    while (sheet_->rows.empty()) {
      SHOUHOU_ASSIGN(const bool more, xml_->step());
      if (!more && sheet_->rows.empty()) return false;
    }
    Row given = std::move(sheet_->rows.front());
    sheet_->rows.pop_front();
    row.line = given.line;
    row.cells = {};
    if (given.too_long) {
      return fail(ErrorKind::invalid, "file.malformed_row",
                  {"这一行过长（超过 1 MB 或 1024 列）", "The row is too long (over 1 MB or 1024 columns)"},
                  std::to_string(given.line));
    }
    SHOUHOU_TRY(read_cells(given));
    row.cells = views_;
    if (!std::ranges::all_of(views_, [](std::string_view cell) { return cell.empty(); })) return true;
  }
}

// The row's texts into cells_ and views_.
Result<void> XlsxReader::read_cells(Row& given) {
  std::size_t width = 0;
  for (const Row::Cell& cell : given.cells) width = std::max(width, cell.column + 1);
  cells_.assign(width, {});
  for (Row::Cell& cell : given.cells) {
    if (cell.holds == Holds::shared) {
      const std::int64_t number = number_in(cell.raw, -1);
      SHOUHOU_ASSIGN(const std::string_view text,
                     strings_.at(number < 0 ? strings_.size() : static_cast<std::size_t>(number)));
      cells_[cell.column] = text;
    } else if (cell.holds == Holds::number) {
      const NumberLook look = cell.style < looks_.size() ? looks_[cell.style] : NumberLook::number;
      cells_[cell.column] = text_of_number(cell.raw, look, parts_.from_1904);
    } else if (cell.holds != Holds::error) {
      cells_[cell.column] = std::move(cell.raw);
    }
  }
  views_.clear();
  for (const std::string& cell : cells_) views_.push_back(without_armour(cell));
  return {};
}

int XlsxReader::permille() const {
  return xml_ ? xml_->permille() : 0;
}

}  // namespace shouhou::connect
