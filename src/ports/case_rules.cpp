#include "ports/case_rules.h"

namespace shouhou::ports {
namespace {

// The calendar in which a shop answers its buyers; where the book has none, time runs around the clock.
constexpr std::string_view answering_hours = "service";

// Nothing is known about a class: as long as an ordinary working day.
constexpr Span plain_target = hours(8);

}  // namespace

std::shared_ptr<const CaseRules> CaseRules::from(std::shared_ptr<const domain::RuleBook> book, Zone zone) {
  auto rules = std::make_shared<CaseRules>();
  rules->book = std::move(book);
  rules->zone = std::move(zone);
  const domain::RuleBook& read = *rules->book;
  domain::UrgencyRules& urgency = rules->urgency;
  if (read.issues.empty()) {
    urgency = domain::plain_urgency_rules();
    return rules;
  }
  urgency.weights = read.urgency;
  urgency.calendars = domain::WorkingTimes(read.calendars, rules->zone);
  urgency.answer_calendar = answering_hours;
  // A class answers as fast as its most pressing issue.
  urgency.response_target.fill(plain_target);
  for (const domain::Issue& issue : read.issues) {
    Span& target = urgency.response_target[domain::index_of(issue.issue_class)];
    if (issue.response_target.ms > 0 && issue.response_target < target) target = issue.response_target;
  }
  return rules;
}

}  // namespace shouhou::ports
