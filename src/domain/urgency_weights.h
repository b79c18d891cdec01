// What makes a case more urgent, in time: how much earlier it counts as due. Data of rules/urgency.toml; the
// virtual due time itself is computed in urgency.h.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "domain/rule_origin.h"
#include "domain/words.h"

namespace shouhou::domain {

// A band of what a buyer has been worth to the shop: paid minus refunded, over all time.
struct ValueBand {
  std::string id;
  Text name;
  Fen from;  // inclusive; bands are sorted by it, the first starts at 0
  Span bonus;

  bool operator==(const ValueBand&) const = default;
};

struct UrgencyWeights {
  std::array<Span, count_of<IssueClass>> by_class{};    // descending from dispute to enquiry
  std::array<Span, count_of<Mood>> by_mood{};           // ascending from calm to furious
  std::array<Span, count_of<Consequence>> lead_time{};  // how long before the deadline it must be in hand
  std::vector<ValueBand> by_value;

  Span bonus(IssueClass issue_class) const { return by_class[index_of(issue_class)]; }
  Span bonus(Mood mood) const { return by_mood[index_of(mood)]; }
  Span lead(Consequence consequence) const { return lead_time[index_of(consequence)]; }
  // The band of a buyer's value; values below 0 belong to the first. Null only for an empty table.
  const ValueBand* band(Fen buyer_value) const;
  bool operator==(const UrgencyWeights&) const = default;
};

}  // namespace shouhou::domain
