// All rule data of a shop at one moment: what rules/ says, with the shop's own settings laid over it. Plain
// values, read-only, shared by all threads. A case remembers the version it was judged by.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendars.h"
#include "domain/follow_up_rules.h"
#include "domain/issues.h"
#include "domain/rule_tables.h"
#include "domain/time_outs.h"
#include "domain/urgency_weights.h"

namespace shouhou::domain {

// One row of the data, wherever it is kept below: for the list of sources and of what is weak.
struct RuleRow {
  std::string table;  // "time_out"
  std::string id;     // unique within the table
  RuleOrigin origin;

  bool operator==(const RuleRow&) const = default;
};

struct RuleBook {
  std::string version;  // changes with any byte of the data: 16 hex digits
  std::vector<RuleRow> rows;
  std::vector<Issue> issues;
  UrgencyWeights urgency;
  std::vector<TimeOut> time_outs;
  std::vector<PublicHoliday> holidays;
  std::vector<Calendar> calendars;
  std::vector<Law> laws;
  std::vector<GoodsCategory> categories;
  std::vector<Compensation> compensations;
  std::vector<ShopPromise> promises;
  std::vector<RemedyRow> remedies;  // one per RemedyKind, in its order
  std::vector<LadderStep> ladder;   // one per Mood, in its order
  std::vector<Authority> authorities;
  std::vector<FreightPrice> freight;
  std::array<TunedNumber, count_of<Tuning>> tuning{};
  FollowUpRules follow_up;

  // Null where there is no such row.
  const Issue* issue(std::string_view id) const;
  const Calendar* calendar(std::string_view id) const;
  // The row for the channel that was in force on `on`: the newest of the channel's own rows, else the newest
  // of the rows for every channel. Null where neither exists.
  const TimeOut* time_out(Channel channel, TimeOutStep step, Day on) const;
  const Law* law(std::string_view id) const;
  const GoodsCategory* category(std::string_view id) const;
  // The category of a channel's own word or a title, by the longest word found in it; "general" where none
  // is.
  const GoodsCategory* category_of(std::string_view text) const;
  const Authority* authority(Role role) const;
  const RemedyRow& remedy(RemedyKind kind) const { return remedies.at(index_of(kind)); }
  const LadderStep& ladder_step(Mood mood) const { return ladder.at(index_of(mood)); }
  std::int64_t number(Tuning which) const { return tuning[index_of(which)].value; }
  Fen amount(Tuning which) const { return Fen{number(which)}; }
  // The newest table row for such an event in force on the day of payment. Null where the platform has none.
  const Compensation* compensation(Channel channel, CompensationEvent event, bool presale, Span lateness,
                                   Fen order_paid, Day on) const;
  // The promises of a kind that cover the category on the channel, in force on the day.
  std::vector<const ShopPromise*> promised(PromiseKind kind, Channel channel, const std::string& category,
                                           Day on) const;
};

}  // namespace shouhou::domain
