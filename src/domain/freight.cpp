#include "domain/freight.h"

#include <algorithm>
#include <limits>

namespace shouhou::domain {
namespace {

bool names(const FreightPrice& price, std::string_view province) {
  return std::any_of(price.provinces.begin(), price.provinces.end(),
                     [&](const std::string& known) { return !known.empty() && province.starts_with(known); });
}

// A row for the province beats the carrier's row for everywhere else.
bool better(const FreightPrice& one, const FreightPrice& other) {
  return !one.provinces.empty() && other.provinces.empty();
}

}  // namespace

Fen freight_of(const FreightPrice& price, std::int64_t grams) {
  const std::int64_t over = std::max<std::int64_t>(grams, 1) - price.first_grams;
  if (over <= 0) return price.first;
  const std::int64_t steps = (over - 1) / price.step_grams + 1;
  const std::int64_t most = (std::numeric_limits<std::int64_t>::max() - price.first.value) /
                            std::max<std::int64_t>(price.step.value, 1);
  return price.first + price.step * std::min(steps, most);
}

std::vector<FreightQuote> freight_quotes(const RuleBook& book, std::string_view province,
                                         std::int64_t grams) {
  std::vector<const FreightPrice*> rows;
  for (const FreightPrice& row : book.freight) {
    if (!row.provinces.empty() && !names(row, province)) continue;
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const FreightPrice* known) {
      return known->carrier == row.carrier && known->mode == row.mode;
    });
    if (same == rows.end()) {
      rows.push_back(&row);
    } else if (better(row, **same)) {
      *same = &row;
    }
  }
  std::vector<FreightQuote> quotes;
  for (const FreightPrice* row : rows) {
    quotes.push_back({row->id, row->carrier, row->mode, freight_of(*row, grams), row->origin.weak});
  }
  std::stable_sort(quotes.begin(), quotes.end(),
                   [](const auto& a, const auto& b) { return a.price < b.price; });
  return quotes;
}

std::optional<FreightQuote> freight_quote(const RuleBook& book, std::string_view carrier,
                                          std::string_view province, std::int64_t grams) {
  for (FreightQuote& quote : freight_quotes(book, province, grams)) {
    if (quote.carrier == carrier && quote.mode == "ground") return std::move(quote);
  }
  return std::nullopt;
}

}  // namespace shouhou::domain
