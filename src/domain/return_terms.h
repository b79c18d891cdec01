// 退货须知: what the buyer has to know before the goods are sent (P-D9): who pays the freight, what must be
// intact, until when, where to. As data and as text for the chat.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/zone.h"
#include "domain/return_addresses.h"
#include "domain/returns.h"
#include "domain/rule_book.h"

namespace shouhou::domain {

struct ReturnTerms {
  Text freight;               // who pays the way back
  std::string law;            // id of the row on intactness; empty where the seller answers for the return
  std::vector<Text> must_be;  // what the goods must be like
  std::vector<Text> goods;    // "羊毛衫 灰 M ×1"
  std::optional<Instant> ship_by;  // the buyer's time to ship
  Text after;                      // what happens when the goods are here
  std::int64_t number = 0;         // to be put into the parcel on a slip
};

ReturnTerms return_terms(const Return& state, const RuleBook& book);

// The whole as a message to the buyer. `address` null: not decided yet, and said so.
std::string spoken(const ReturnTerms& terms, const Contact* address, const Zone& zone, Language language);

}  // namespace shouhou::domain
