// Reads the tables about following up: answer, department, waiting, stuck.
#include <set>

#include "connect/rules/tables.h"

namespace shouhou::connect {

void read_answer(RowReader& row, BookBuilder& builder) {
  domain::AnswerTarget target;
  target.id = row.id();
  target.channels = row.words<domain::Channel>("channels");
  target.first = row.flag("first", false);
  target.within = row.span("within");
  target.calendar = row.text("calendar");
  target.new_after = row.span_or("new_after", hours(12));
  target.origin = row.origin();
  if (target.within <= Span{0}) {
    row.problem_at("within", {"时长必须大于 0", "the time must be more than 0"});
  }
  builder.put(builder.book.follow_up.answers, "answer", target.id, target.origin, target);
}

void read_department(RowReader& row, BookBuilder& builder) {
  domain::DepartmentRule rule;
  rule.of = row.word<domain::Department>("of");
  rule.due = row.span("due");
  rule.calendar = row.text("calendar");
  rule.origin = row.origin();
  if (builder.enter("department", std::string(domain::name(rule.of)), rule.origin)) {
    builder.book.follow_up.departments[domain::index_of(rule.of)] = rule;
  }
}

void read_waiting(RowReader& row, BookBuilder& builder) {
  const auto of = row.word<domain::Status>("of");
  const Span look_again = row.span("look_again");
  if (!domain::waiting_statuses.has(of)) {
    row.problem_at("of", {"只能是等待中的状态", "only a waiting status can be looked at again"});
  }
  if (builder.enter("waiting", std::string(domain::name(of)), row.origin())) {
    builder.book.follow_up.look_again[domain::index_of(of)] = look_again;
  }
}

void read_stuck(RowReader& row, BookBuilder& builder) {
  domain::StuckRule rule;
  rule.id = row.id();
  rule.carriers = row.texts("carriers");
  rule.provinces = row.texts("provinces");
  rule.after = row.span("after");
  rule.origin = row.origin();
  if (rule.after <= Span{0}) {
    row.problem_at("after", {"时长必须大于 0", "the time must be more than 0"});
  }
  builder.put(builder.book.follow_up.stuck, "stuck", rule.id, rule.origin, rule);
}

void finish_follow_up(BookBuilder& builder) {
  for (std::size_t i = 0; i < domain::count_of<domain::Department>; ++i) {
    const std::string word(domain::name(static_cast<domain::Department>(i)));
    if (!builder.has("department", word)) {
      builder.problem("rules",
                      {"表 department 缺少“" + word + "”", "table department lacks \"" + word + "\""});
    }
  }
  const auto demand_calendar = [&](const std::string& id, const domain::RuleOrigin& origin) {
    if (builder.book.calendar(id)) return;
    builder.problem(origin, {"没有日历“" + id + "”", "there is no calendar \"" + id + "\""});
  };
  const domain::FollowUpRules& rules = builder.book.follow_up;
  for (const domain::AnswerTarget& target : rules.answers) demand_calendar(target.calendar, target.origin);
  for (const domain::DepartmentRule& rule : rules.departments) {
    if (!rule.calendar.empty()) demand_calendar(rule.calendar, rule.origin);
  }
}

}  // namespace shouhou::connect
