#include "domain/rule_book.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

template <class Row>
const Row* with_id(const std::vector<Row>& rows, std::string_view id) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

bool holds(const std::vector<Channel>& channels, Channel channel) {
  return channels.empty() || std::find(channels.begin(), channels.end(), channel) != channels.end();
}

}  // namespace

bool Issue::makes_sense_in(Phase phase) const {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

bool TimeOut::applies_to(Channel channel) const {
  return holds(channels, channel);
}

bool Law::binds(Channel channel) const {
  return holds(channels, channel);
}

bool ShopPromise::stands(Day today, Day paid) const {
  return origin.in_force <= today && (!until || paid <= *until);
}

bool ShopPromise::covers(Channel channel, const std::string& category) const {
  const bool kind_of_goods =
      categories.empty() || std::find(categories.begin(), categories.end(), category) != categories.end();
  return kind_of_goods && holds(channels, channel);
}

const ValueBand* UrgencyWeights::band(Fen buyer_value) const {
  if (by_value.empty()) return nullptr;
  const ValueBand* found = &by_value.front();
  for (const ValueBand& candidate : by_value) {
    if (candidate.from <= buyer_value) found = &candidate;
  }
  return found;
}

const Issue* RuleBook::issue(std::string_view id) const {
  return with_id(issues, id);
}

const Calendar* RuleBook::calendar(std::string_view id) const {
  return with_id(calendars, id);
}

const TimeOut* RuleBook::time_out(Channel channel, TimeOutStep step, Day on) const {
  const TimeOut* found = nullptr;
  for (const TimeOut& row : time_outs) {
    if (row.step != step || !row.applies_to(channel) || on < row.origin.in_force) continue;
    const bool more_special = found != nullptr && found->channels.empty() && !row.channels.empty();
    const bool less_special = found != nullptr && !found->channels.empty() && row.channels.empty();
    if (less_special) continue;
    if (found == nullptr || more_special || found->origin.in_force <= row.origin.in_force) found = &row;
  }
  return found;
}

const Law* RuleBook::law(std::string_view id) const {
  return with_id(laws, id);
}

const GoodsCategory* RuleBook::category(std::string_view id) const {
  return with_id(categories, id);
}

const GoodsCategory* RuleBook::category_of(std::string_view text) const {
  if (const GoodsCategory* exact = category(text)) return exact;
  const GoodsCategory* found = category("general");
  std::size_t longest = 0;
  for (const GoodsCategory& row : categories) {
    for (const std::string& word : row.words) {
      if (word.size() <= longest || text.find(word) == std::string_view::npos) continue;
      found = &row;
      longest = word.size();
    }
  }
  return found;
}

const Authority* RuleBook::authority(Role role) const {
  const auto found = std::find_if(authorities.begin(), authorities.end(),
                                  [&](const Authority& row) { return row.role == role; });
  return found == authorities.end() ? nullptr : &*found;
}

const Compensation* RuleBook::compensation(Channel channel, CompensationEvent event, bool presale,
                                           Span lateness, Fen order_paid, Day on) const {
  const Compensation* found = nullptr;
  for (const Compensation& row : compensations) {
    const bool fits = row.event == event && row.presale == presale && holds(row.channels, channel) &&
                      row.origin.in_force <= on && row.later_than <= lateness &&
                      row.paid_from <= order_paid && (!row.paid_to || order_paid < *row.paid_to);
    if (!fits) continue;
    // The newest rule; within it the row for the longest lateness.
    if (found == nullptr || found->origin.in_force < row.origin.in_force ||
        (found->origin.in_force == row.origin.in_force && found->later_than <= row.later_than)) {
      found = &row;
    }
  }
  return found;
}

std::vector<const ShopPromise*> RuleBook::promised(PromiseKind kind, Channel channel,
                                                   const std::string& category, Day on) const {
  std::vector<const ShopPromise*> list;
  for (const ShopPromise& row : promises) {
    if (row.kind == kind && row.stands(on, on) && row.covers(channel, category)) list.push_back(&row);
  }
  return list;
}

}  // namespace shouhou::domain
