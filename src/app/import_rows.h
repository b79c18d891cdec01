// One row of a table into typed facts, or into the reasons why not, each with its column and value.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/import_facts.h"
#include "app/import_formats.h"

namespace shouhou::app {

struct RowProblem {
  std::string column;  // as the file's header says
  std::string value;   // at most 200 characters of it
  std::string code;    // "money.malformed", "import.required" …
  std::string zh;
  std::string en;
};
BOOST_DESCRIBE_STRUCT(RowProblem, (), (column, value, code, zh, en))

class RowReader {
 public:
  // Both must outlive the reader.
  RowReader(const ImportFormats& formats, const TablePlan& plan);

  // Reads one row. Rows have to come in the order of the file: lines without a number of their own are told
  // apart by how often their goods stood in their order before. False and `problems` where it is bad.
  bool read(std::span<const std::string_view> cells, TextArena& arena, RowFacts& facts,
            std::vector<RowProblem>& problems);

 private:
  struct Cell {
    std::string_view text;
    std::size_t column = 0;
    int rank = 1 << 20;
  };

  void spread(std::span<const std::string_view> cells);
  std::string_view text(Field field) const { return cells_[static_cast<std::size_t>(field)].text; }
  std::string_view kept(Field field) { return arena_->keep(text(field)); }
  // Numbers and codes: half-width, without a trailing ".0"; refuses what a spreadsheet has rounded.
  std::string_view number(Field field, bool required = false);
  std::optional<Fen> money(Field field);
  std::optional<Instant> time(Field field);
  std::optional<std::int64_t> count(Field field);
  int score(Field field);
  std::string_view word(Field field) const;
  template <class Enum>
  std::optional<Enum> word_of(Field field) const {
    return domain::named<Enum>(word(field));
  }
  std::optional<bool> flag(Field field) const;
  void problem(Field field, std::string code, Text why);

  OrderFacts order();
  LineFacts line();
  RefundFacts refund();
  ReviewFacts review();
  ChatFacts chat();
  ProductFacts product();
  ParcelFacts parcel();
  std::int64_t next_occurrence(std::string_view group, std::string_view goods);

  const ImportFormats& formats_;
  const TablePlan& plan_;
  std::array<Cell, field_count> cells_;
  std::string region_;
  std::string plain_;
  TextArena* arena_ = nullptr;
  std::vector<RowProblem>* problems_ = nullptr;
  std::string last_time_text_;
  Instant last_time_;
  // Counts per order and goods. Files keep the lines of an order together or near each other; the counts of
  // the last orders are kept, so memory does not grow with the file.
  static constexpr std::size_t groups_kept = 20'000;
  std::unordered_map<std::string, std::unordered_map<std::string, std::int64_t>> seen_, seen_before_;
};

}  // namespace shouhou::app
