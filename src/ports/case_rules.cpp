#include "ports/case_rules.h"

namespace shouhou::ports {
namespace {

// The calendar in which a shop answers its buyers; where the book has none, time runs around the clock.
constexpr std::string_view answering_hours = "service";

// Nothing is known about a class: as long as an ordinary working day.
constexpr Span plain_target = hours(8);

// FNV-1a over numbers and words, in order.
class Print {
 public:
  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    for (const char c : text) step(static_cast<unsigned char>(c));
  }
  void add(std::int64_t number) {
    for (int i = 0; i < 8; ++i) step(static_cast<unsigned char>(number >> (8 * i)));
  }
  void add(const std::vector<domain::Shift>& shifts) {
    add(static_cast<std::int64_t>(shifts.size()));
    for (const domain::Shift& shift : shifts) {
      add(std::int64_t{shift.from});
      add(std::int64_t{shift.to});
    }
  }
  void add(const std::vector<Day>& list) {
    add(static_cast<std::int64_t>(list.size()));
    for (const Day& day : list) add(day.iso());
  }
  std::string hex() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int i = 60; i >= 0; i -= 4) text += digits[(hash_ >> i) & 15U];
    return text;
  }

 private:
  void step(unsigned char byte) { hash_ = (hash_ ^ byte) * 1099511628211ULL; }
  std::uint64_t hash_ = 14695981039346656037ULL;
};

// Raise it when urgency_of itself changes: then every shop's cases are ranked anew.
constexpr std::int64_t ranking_generation = 1;

std::string print_of(const domain::UrgencyRules& urgency, const std::vector<domain::Calendar>& calendars,
                     const Zone& zone) {
  Print print;
  print.add(ranking_generation);
  print.add(zone.name());
  for (const Span span : urgency.weights.by_class) print.add(span.ms);
  for (const Span span : urgency.weights.by_mood) print.add(span.ms);
  for (const Span span : urgency.weights.lead_time) print.add(span.ms);
  for (const domain::ValueBand& band : urgency.weights.by_value) {
    print.add(band.from.value);
    print.add(band.bonus.ms);
    print.add(band.id);
  }
  for (const Span span : urgency.response_target) print.add(span.ms);
  print.add(urgency.answer_calendar);
  for (const domain::Calendar& calendar : calendars) {
    print.add(calendar.id);
    print.add(std::int64_t{calendar.around_the_clock});
    for (const auto& shifts : calendar.week) print.add(shifts);
    print.add(calendar.days_off);
    print.add(calendar.working_days);
    print.add(calendar.working_day_shifts);
  }
  return print.hex();
}

std::shared_ptr<CaseRules> ready(std::shared_ptr<const domain::RuleBook> book, Zone zone) {
  auto rules = std::make_shared<CaseRules>();
  rules->book = std::move(book);
  rules->zone = std::move(zone);
  const domain::RuleBook& read = *rules->book;
  domain::UrgencyRules& urgency = rules->urgency;
  if (read.issues.empty()) {
    urgency = domain::plain_urgency_rules();
    rules->ranking = print_of(urgency, {}, rules->zone);
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
  rules->ranking = print_of(urgency, read.calendars, rules->zone);
  return rules;
}

}  // namespace

std::shared_ptr<const CaseRules> CaseRules::from(std::shared_ptr<const domain::RuleBook> book, Zone zone) {
  return ready(std::move(book), std::move(zone));
}

std::shared_ptr<const CaseRules> CaseRules::from(std::shared_ptr<const RuleSource> source, Zone zone) {
  auto rules = ready(source->base(), std::move(zone));
  rules->source = std::move(source);
  return rules;
}

std::shared_ptr<const CaseRules> CaseRules::with(Zone other_zone, std::int64_t version,
                                                 const std::string& own_text) const {
  std::shared_ptr<const domain::RuleBook> laid_over = book;
  RuleSource::Problems problems;
  if (source && version > 0) {
    auto own = source->with_own(own_text);
    if (own) {
      laid_over = *std::move(own);
    } else {
      problems = std::move(own).error();
    }
  }
  auto rules = ready(std::move(laid_over), std::move(other_zone));
  rules->guards = guards;
  rules->source = source;
  rules->own_version = version;
  rules->own_problems = std::move(problems);
  return rules;
}

}  // namespace shouhou::ports
