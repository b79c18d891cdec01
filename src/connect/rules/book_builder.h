// Collects rows into a rule book while files are read: an id twice in one layer is a problem, an id of an
// earlier layer is replaced.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connect/rules/row_reader.h"
#include "domain/rule_book.h"

namespace shouhou::connect {

// A working week as written; becomes a domain::Calendar once all holidays are known.
struct WrittenCalendar {
  domain::Calendar calendar;
  bool public_holidays = false;
  std::vector<Day> own_days_off;
  std::string id;  // = calendar.id
};

class BookBuilder {
 public:
  explicit BookBuilder(Problems& problems) : problems_(problems) {}

  domain::RuleBook book;
  std::vector<WrittenCalendar> calendars;

  void next_layer() { ++layer_; }

  // Registers a row. False where this layer has it already (a problem has been noted).
  bool enter(std::string_view table, const std::string& id, const domain::RuleOrigin& origin);

  // Adds or replaces the row with this id.
  template <class Row>
  void put(std::vector<Row>& rows, std::string_view table, const std::string& id,
           const domain::RuleOrigin& origin, Row row) {
    if (!enter(table, id, origin)) return;
    for (Row& old : rows) {
      if (old.id == id) {
        old = std::move(row);
        return;
      }
    }
    rows.push_back(std::move(row));
  }

  bool has(std::string_view table, std::string_view id) const;
  void problem(const domain::RuleOrigin& origin, Text why) { problems_.add(origin.place, std::move(why)); }
  void problem(std::string place, Text why) { problems_.add(std::move(place), std::move(why)); }

 private:
  Problems& problems_;
  int layer_ = 0;
  std::map<std::pair<std::string, std::string>, int, std::less<>> entered_;  // → layer
};

// One kind of table: its name in the files and who reads a row of it.
struct TableReader {
  std::string_view table;
  void (*read)(RowReader&, BookBuilder&);
};

// All kinds of tables, and the checks that need the whole book.
const std::vector<TableReader>& table_readers();
void finish_book(BookBuilder& builder);

}  // namespace shouhou::connect
