// 运费: what a carrier charges to a destination by weight, out of the shop's price table (P-G5).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "domain/rule_book.h"

namespace shouhou::domain {

struct FreightQuote {
  std::string id;  // of the price row
  std::string carrier;
  std::string mode;
  Fen price;
  bool weak = false;

  bool operator==(const FreightQuote&) const = default;
};

// The first step, then every started further step. Weight below one gram counts as one.
Fen freight_of(const FreightPrice& price, std::int64_t grams);

// One quote per carrier and mode: the row that names the province, else the carrier's row for everywhere
// else. Cheapest first. The province may be written with 省, 市, 自治区 and the like.
std::vector<FreightQuote> freight_quotes(const RuleBook& book, std::string_view province, std::int64_t grams);

// The carrier's ground price; nothing where the table does not know the carrier.
std::optional<FreightQuote> freight_quote(const RuleBook& book, std::string_view carrier,
                                          std::string_view province, std::int64_t grams);

}  // namespace shouhou::domain
