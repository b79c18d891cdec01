// The bad rows of an import as a file: the original columns, then why. Corrected, it is imported like any
// other; the columns of reasons mean nothing to the import.
#pragma once

#include <boost/describe/class.hpp>
#include <span>
#include <string>
#include <vector>

#include "ports/actor.h"
#include "ports/imports.h"
#include "ports/store.h"

namespace shouhou::app {

// As CSV in UTF-8 with a mark, so that spreadsheets open it. `table` counts from 0; -1 takes the first table
// with bad rows. Needs import_run. Errors: import.not_found, import.nothing_refused.
Result<std::string> refused_csv(ports::ReadUnit& unit, const ports::Actor& actor, ImportId id,
                                std::int64_t table = -1);

struct ProblemView {
  std::string column;  // empty: of the whole row
  std::string value;
  std::string code;
  std::string text;  // in the reader's language
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (column, value, code, text))
struct RefusedRowView {
  std::int64_t number = 0;
  std::int64_t table = 0;
  std::int64_t line = 0;
  std::vector<ProblemView> problems;
  std::vector<std::string> cells;
};
BOOST_DESCRIBE_STRUCT(RefusedRowView, (), (number, table, line, problems, cells))
struct RefusedRowList {
  std::vector<RefusedRowView> items;
  std::int64_t next = 0;  // `after` of the next page; 0: that was all
};
BOOST_DESCRIBE_STRUCT(RefusedRowList, (), (items, next))
struct RefusedRowQuery {
  ImportId id;
  std::int64_t after = 0;
  int limit = 50;  // 1…200
};
BOOST_DESCRIBE_STRUCT(RefusedRowQuery, (), (id, after, limit))

RefusedRowView view_of(const ports::RefusedRow& row, Language language);
// Needs import_run. Errors: import.not_found.
Result<RefusedRowList> list_refused(ports::ReadUnit& unit, const ports::Actor& actor,
                                    const RefusedRowQuery& query);

// The same for rows at hand (a dry run).
std::string refused_csv(const std::string& header_json, std::span<const ports::RefusedRow> rows,
                        Language language);

}  // namespace shouhou::app
