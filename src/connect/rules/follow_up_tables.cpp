// Reads the tables about following up: answer, department, waiting, stuck, daily, dock.
#include <set>

#include "connect/rules/tables.h"

namespace shouhou::connect {
namespace {

constexpr std::string_view the_daily = "progress";

}  // namespace

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

void read_daily(RowReader& row, BookBuilder& builder) {
  domain::DailyRule rule;
  const std::string id = row.id();
  rule.every = row.span("every");
  rule.calendar = row.text("calendar");
  rule.origin = row.origin();
  if (id != the_daily) {
    row.problem_at("id", {"只有一行，id 为 progress", "there is one row, its id is progress"});
  }
  if (rule.every < hours(1) || rule.every > days(14)) {
    row.problem_at("every", {"间隔应在 1 小时到 14 天之间", "the interval lies between an hour and 14 days"});
  }
  if (builder.enter("daily", id, rule.origin)) builder.book.follow_up.daily = rule;
}

void read_dock(RowReader& row, BookBuilder& builder) {
  domain::DockRule rule;
  rule.of = row.word<domain::DockStep>("of");
  rule.within = row.span("within");
  rule.calendar = row.text("calendar");
  rule.origin = row.origin();
  if (rule.within <= Span{0}) {
    row.problem_at("within", {"时长必须大于 0", "the time must be more than 0"});
  }
  if (builder.enter("dock", std::string(domain::name(rule.of)), rule.origin)) {
    builder.book.follow_up.dock[domain::index_of(rule.of)] = rule;
  }
}

namespace {

// A closed list of words needs a row for each of them.
template <class Word>
void demand_all(BookBuilder& builder, const std::string& table) {
  for (std::size_t i = 0; i < domain::count_of<Word>; ++i) {
    const std::string word(domain::name(static_cast<Word>(i)));
    if (builder.has(table, word)) continue;
    builder.problem("rules",
                    {"表 " + table + " 缺少“" + word + "”", "table " + table + " lacks \"" + word + "\""});
  }
}

}  // namespace

void finish_follow_up(BookBuilder& builder) {
  demand_all<domain::Department>(builder, "department");
  demand_all<domain::DockStep>(builder, "dock");
  if (!builder.has("daily", the_daily)) {
    builder.problem("rules", {"表 daily 缺少“progress”", "table daily lacks \"progress\""});
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
  if (!rules.daily.calendar.empty()) demand_calendar(rules.daily.calendar, rules.daily.origin);
  for (const domain::DockRule& rule : rules.dock) {
    if (!rule.calendar.empty()) demand_calendar(rule.calendar, rule.origin);
  }
}

}  // namespace shouhou::connect
