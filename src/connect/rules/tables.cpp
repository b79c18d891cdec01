#include "connect/rules/tables.h"

#include <algorithm>

namespace shouhou::connect {
namespace {

// Every enumerator needs its weight: a new word in the code must not silently weigh nothing.
template <domain::DescribedEnum E>
void demand_all(BookBuilder& builder, std::string_view table) {
  for (std::size_t i = 0; i < domain::count_of<E>; ++i) {
    const std::string word(domain::name(static_cast<E>(i)));
    if (builder.has(table, word)) continue;
    builder.problem("rules", {"表 " + std::string(table) + " 缺少“" + word + "”",
                              "table " + std::string(table) + " lacks \"" + word + "\""});
  }
}

void check_urgency(BookBuilder& builder) {
  domain::UrgencyWeights& urgency = builder.book.urgency;
  demand_all<domain::IssueClass>(builder, "urgency_class");
  demand_all<domain::Mood>(builder, "urgency_mood");
  demand_all<domain::Consequence>(builder, "urgency_consequence");
  if (!std::is_sorted(urgency.by_class.begin(), urgency.by_class.end(), std::greater<>())) {
    builder.problem("urgency_class", {"加急应从维权到咨询递减（P-E4）",
                                      "the bonus must not grow from dispute to enquiry (P-E4)"});
  }
  if (!std::is_sorted(urgency.by_mood.begin(), urgency.by_mood.end())) {
    builder.problem("urgency_mood",
                    {"加急应从平静到愤怒递增", "the bonus must not shrink from calm to furious"});
  }
  std::sort(urgency.by_value.begin(), urgency.by_value.end(),
            [](const auto& a, const auto& b) { return a.from < b.from; });
  if (urgency.by_value.empty() || urgency.by_value.front().from != Fen{0}) {
    builder.problem("buyer_value_band", {"最低一档应从 0 元起", "the lowest band must start at 0"});
  }
}

void demand_rows(BookBuilder& builder, std::string_view table, bool empty) {
  if (!empty) return;
  builder.problem("rules",
                  {"缺少表 [[" + std::string(table) + "]]", "no [[" + std::string(table) + "]] at all"});
}

}  // namespace

const std::vector<TableReader>& table_readers() {
  static const std::vector<TableReader> readers{
      {"issue", read_issue},
      {"time_out", read_time_out},
      {"urgency_class", read_urgency_class},
      {"urgency_mood", read_urgency_mood},
      {"urgency_consequence", read_urgency_consequence},
      {"buyer_value_band", read_buyer_value_band},
      {"holiday", read_holiday},
      {"calendar", read_calendar},
      {"law", read_law},
      {"goods_category", read_goods_category},
      {"compensation", read_compensation},
      {"promise", read_promise},
      {"remedy", read_remedy},
      {"ladder", read_ladder},
      {"authority", read_authority},
      {"freight", read_freight},
      {"number", read_number},
      {"answer", read_answer},
      {"department", read_department},
      {"waiting", read_waiting},
      {"stuck", read_stuck},
      {"daily", read_daily},
      {"dock", read_dock},
  };
  return readers;
}

void finish_book(BookBuilder& builder) {
  demand_rows(builder, "issue", builder.book.issues.empty());
  demand_rows(builder, "time_out", builder.book.time_outs.empty());
  check_urgency(builder);
  finish_calendars(builder);
  demand_rows(builder, "calendar", builder.book.calendars.empty());
  finish_goods(builder);
  finish_remedies(builder);
  finish_follow_up(builder);
}

}  // namespace shouhou::connect
