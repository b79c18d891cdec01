// Which platform's export a table is, and what each of its columns means: recognised by the names in its
// header, with the reasons said. The knowledge is data (rules/imports); nothing here goes by position except
// for sets that have no header at all.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/import_fields.h"
#include "base/result.h"
#include "base/zone.h"
#include "domain/platform_refunds.h"
#include "domain/rule_origin.h"
#include "domain/words.h"

namespace shouhou::app {

// One form that header names and value words are compared in: NFKC, simplified, lower case, without blanks,
// punctuation and a unit in brackets. "订单实付金额（元）" and "订单实付金额" are one.
std::string plain_header(std::string_view text);

struct KindRules {
  ImportKind kind = ImportKind::orders;
  Text name;
  std::vector<Field> required;  // all of them
  std::vector<Field> one_of;    // at least one of them
  std::vector<Field> fields;    // in the order in which they may claim a column
};

struct ImportFormat {
  std::string id;  // "taobao.orders"
  Text name;
  ImportKind kind = ImportKind::orders;
  domain::Channel channel = domain::Channel::imported;
  std::string zone = "Asia/Shanghai";
  std::string currency = "CNY";
  std::vector<std::string> marks;                     // plain headers that speak for this format
  std::vector<std::string> ignore;                    // plain headers that mean nothing here
  std::map<Field, std::vector<std::string>> columns;  // plain headers, best first
  std::vector<std::optional<Field>> positions;        // without a header: what each column is
  std::vector<std::string> shape;                     // without a header: a regular expression each
  bool paid_by_lines = false;                         // a line's price is what was paid for it
  bool line_number_within_order = false;              // line numbers start anew in every order
  bool review_number_within_order = false;            // one review number may stand for several orders
  std::string cancelled_prefix;                       // of order numbers that are cancellations
  domain::RuleOrigin origin;
};

// A word a platform uses for a state, in plain form -> the desk's word.
using ValueWords = std::map<std::string, std::string, std::less<>>;

// Words that tell the issue of a refund or review: of the rows in order the first with a word in the text
// wins.
struct IssueWords {
  std::string issue;                      // id of rule data
  std::vector<std::string> words;         // in normal form (base/normal_text.h); empty: whatever is said
  std::vector<domain::Phase> phases;      // empty: any
  std::vector<domain::RefundType> types;  // empty: any
};

// "" where nothing matches.
std::string issue_by_words(const std::vector<IssueWords>& table, std::string_view text, domain::Phase phase,
                           domain::RefundType type);

struct ImportFormats {
  std::vector<KindRules> kinds;
  std::map<Field, std::vector<std::string>> names;  // plain headers, best first
  std::map<Field, ValueWords> words;
  std::vector<ImportFormat> formats;
  std::vector<IssueWords> reasons;

  const KindRules& kind(ImportKind kind) const;
  const ImportFormat* format(std::string_view id) const;
};

// What one column of a table was taken for.
struct ColumnMeaning {
  std::string header;
  std::string field;  // empty: not used
};
BOOST_DESCRIBE_STRUCT(ColumnMeaning, (), (header, field))

// A shop's own mapping, saved under a name.
struct ImportMapping {
  std::string name;
  ImportKind kind = ImportKind::orders;
  domain::Channel channel = domain::Channel::imported;
  std::string zone = "Asia/Shanghai";
  std::string currency = "CNY";
  std::vector<ColumnMeaning> columns;
};
BOOST_DESCRIBE_STRUCT(ImportMapping, (), (name, kind, channel, zone, currency, columns))

// A table that is understood: where each field stands.
struct TablePlan {
  struct Column {
    std::size_t at = 0;  // from 0
    Field field = Field::order_number;
    int rank = 0;  // among columns of one field the lowest that is not empty counts
  };
  ImportKind kind = ImportKind::orders;
  const ImportFormat* format = nullptr;  // null: only the general names matched
  domain::Channel channel = domain::Channel::imported;
  Zone zone = Zone::shanghai();
  std::string currency = "CNY";
  bool paid_by_lines = false;
  bool line_number_within_order = false;
  bool review_number_within_order = false;
  std::string cancelled_prefix;
  std::size_t header_row = 0;  // which of the sample's rows is the header; sample size: there is none
  bool has_header = true;
  std::vector<std::string> header;
  std::vector<Column> columns;
  Text reason;

  std::string_view field_of(std::size_t column) const;  // empty where the column is not used
};

struct PlanWish {
  std::optional<ImportKind> kind;          // none: find it out
  std::string format = "auto";             // a format's id, a platform ("taobao"), or auto
  std::optional<ImportMapping> mapping;    // a shop's own goes before everything
  std::optional<domain::Channel> channel;  // overrides the format's
};

// Recognises a table from its first rows (at most 20 are looked at). Errors: import.not_recognised (the
// message says what is missing), import.format_unknown, import.column_missing.
Result<TablePlan> plan_table(const ImportFormats& formats, std::span<const std::vector<std::string>> sample,
                             const PlanWish& wish);

}  // namespace shouhou::app
