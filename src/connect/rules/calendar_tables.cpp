// Reads holidays and business calendars.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "connect/rules/tables.h"

namespace shouhou::connect {
namespace {

constexpr std::array<std::string_view, 7> weekday_names{"sunday",   "monday", "tuesday", "wednesday",
                                                        "thursday", "friday", "saturday"};

// "09:30" → 570; "24:00" → 1440.
std::optional<int> parse_minute(std::string_view text) {
  const auto digit = [&](std::size_t at) { return std::isdigit(static_cast<unsigned char>(text[at])) != 0; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
    return std::nullopt;
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
  return hour * 60 + minute;
}

// ["09:00-12:00", "13:30-18:00"]
std::vector<domain::Shift> read_shifts(RowReader& row, std::string_view key) {
  std::vector<domain::Shift> shifts;
  for (const std::string& text : row.texts(key)) {
    const auto dash = text.find('-');
    const auto from = parse_minute(text.substr(0, dash));
    const auto to = dash == std::string::npos ? std::nullopt : parse_minute(text.substr(dash + 1));
    if (!from || !to || *from >= *to || (!shifts.empty() && shifts.back().to > *from)) {
      row.problem_at(key, {"班次“" + text + "”应写成 09:00-12:00，按先后排列、互不重叠",
                           "shift \"" + text + "\" must be like 09:00-12:00, in order and not overlapping"});
      continue;
    }
    shifts.push_back({*from, *to});
  }
  return shifts;
}

bool is_weekend(const Day& day) {
  return day.weekday() == 0 || day.weekday() == 6;
}

void sort_unique(std::vector<Day>& days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

}  // namespace

void read_holiday(RowReader& row, BookBuilder& builder) {
  domain::PublicHoliday holiday;
  holiday.id = row.id();
  holiday.name = row.both("name");
  holiday.first = row.day("first");
  holiday.last = row.day("last");
  holiday.working_days = row.days("working_days");
  holiday.origin = row.origin();
  if (holiday.last < holiday.first || holiday.first.plus_days(30) < holiday.last) {
    row.problem({"假期应从 first 到 last，最长 31 天", "a holiday runs from first to last, 31 days at most"});
  }
  for (const Day& day : holiday.working_days) {
    if (!is_weekend(day) || (holiday.first <= day && day <= holiday.last)) {
      row.problem_at("working_days",
                     {"调休上班日 " + day.iso() + " 应是假期之外的周六或周日",
                      "working day " + day.iso() + " must be a weekend day outside the holiday"});
    }
  }
  builder.put(builder.book.holidays, "holiday", holiday.id, holiday.origin, holiday);
}

void read_calendar(RowReader& row, BookBuilder& builder) {
  WrittenCalendar written;
  domain::Calendar& calendar = written.calendar;
  calendar.id = written.id = row.id();
  calendar.name = row.both("name");
  calendar.around_the_clock = row.flag("around_the_clock", false);
  const std::vector<domain::Shift> weekdays = read_shifts(row, "weekdays");
  for (std::size_t day = 0; day < 7; ++day) {
    const bool own = row.has(weekday_names[day]);
    const bool weekend = day == 0 || day == 6;
    if (own) {
      calendar.week[day] = read_shifts(row, weekday_names[day]);
    } else if (!weekend) {
      calendar.week[day] = weekdays;
    }
  }
  calendar.working_day_shifts =
      row.has("working_day_shifts") ? read_shifts(row, "working_day_shifts") : weekdays;
  written.public_holidays = row.flag("public_holidays", false);
  written.own_days_off = row.days("days_off");
  calendar.working_days = row.days("working_days");
  calendar.origin = row.origin();
  const bool works =
      std::any_of(calendar.week.begin(), calendar.week.end(), [](const auto& s) { return !s.empty(); });
  if (!works && !calendar.around_the_clock) {
    row.problem({"日历没有任何班次", "the calendar has no shift at all"});
  }
  const std::string id = calendar.id;
  const domain::RuleOrigin origin = calendar.origin;
  builder.put(builder.calendars, "calendar", id, origin, std::move(written));
}

void finish_calendars(BookBuilder& builder) {
  Day known_until{1970, 1, 1};
  for (const domain::PublicHoliday& holiday : builder.book.holidays) {
    known_until = std::max(known_until, Day{holiday.last.year, 12, 31});
  }
  for (WrittenCalendar& written : builder.calendars) {
    domain::Calendar calendar = written.calendar;
    calendar.days_off = written.own_days_off;
    calendar.known_until = written.public_holidays ? known_until : Day{2099, 12, 31};
    for (const domain::PublicHoliday& holiday : builder.book.holidays) {
      if (!written.public_holidays) break;
      for (Day day = holiday.first; day <= holiday.last; day = day.plus_days(1))
        calendar.days_off.push_back(day);
      calendar.working_days.insert(calendar.working_days.end(), holiday.working_days.begin(),
                                   holiday.working_days.end());
    }
    sort_unique(calendar.days_off);
    sort_unique(calendar.working_days);
    for (const Day& day : calendar.working_days) {
      if (std::binary_search(calendar.days_off.begin(), calendar.days_off.end(), day)) {
        builder.problem(calendar.origin,
                        {day.iso() + " 既是休息日又是上班日", day.iso() + " is both off and worked"});
      }
    }
    builder.book.calendars.push_back(std::move(calendar));
  }
}

}  // namespace shouhou::connect
