#include "domain/follow_up_rules.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

// Where no row says anything: longer than any usual way between two scans.
constexpr Span usual_silence = days(3);

bool carries(const StuckRule& rule, std::string_view carrier) {
  return std::ranges::any_of(
      rule.carriers, [&](const std::string& word) { return carrier.find(word) != std::string_view::npos; });
}

bool leads_to(const StuckRule& rule, std::string_view destination) {
  return std::ranges::any_of(rule.provinces,
                             [&](const std::string& word) { return destination.starts_with(word); });
}

}  // namespace

const AnswerTarget* FollowUpRules::answer(Channel channel, bool first) const {
  const AnswerTarget* found = nullptr;
  for (const AnswerTarget& target : answers) {
    if (target.first != first) continue;
    if (std::ranges::find(target.channels, channel) != target.channels.end()) return &target;
    if (target.channels.empty()) found = &target;
  }
  return found;
}

Span FollowUpRules::stuck_after(std::string_view carrier, std::string_view destination) const {
  Span after = usual_silence;
  int best = -1;
  for (const StuckRule& rule : stuck) {
    if (!rule.carriers.empty() && !carries(rule, carrier)) continue;
    if (!rule.provinces.empty() && !leads_to(rule, destination)) continue;
    const int narrow = (rule.carriers.empty() ? 0 : 1) + (rule.provinces.empty() ? 0 : 2);
    if (narrow <= best) continue;
    best = narrow;
    after = rule.after;
  }
  return after;
}

}  // namespace shouhou::domain
