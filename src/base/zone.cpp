#include "base/zone.h"

#include <date/date.h>
#include <date/tz.h>

#include <stdexcept>

#include "base/utf8.h"

namespace shouhou {
namespace {

using LocalMs = date::local_time<std::chrono::milliseconds>;
using SysMs = date::sys_time<std::chrono::milliseconds>;

date::year_month_day as_date(Day day) {
  return date::year{day.year} / date::month{static_cast<unsigned>(day.month)} /
         date::day{static_cast<unsigned>(day.day)};
}

Day as_day(date::year_month_day ymd) {
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

// Reads runs of digits out of a text that may hold separators between them.
class Digits {
 public:
  explicit Digits(std::string_view text) : text_(text) {}

  // A number of at most `most` digits; -1 where there is none.
  int number(int most) {
    int value = 0;
    int count = 0;
    while (at_ < text_.size() && count < most && text_[at_] >= '0' && text_[at_] <= '9') {
      value = value * 10 + (text_[at_++] - '0');
      ++count;
    }
    return count == 0 ? -1 : value;
  }
  bool skip(std::string_view any_of) {
    if (at_ >= text_.size() || any_of.find(text_[at_]) == std::string_view::npos) return false;
    ++at_;
    return true;
  }
  void skip_spaces() {
    while (skip(" ")) {
    }
  }
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

struct Parts {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0;
  int offset_minutes = -10'000;  // none
};

bool read_date(Digits& in, Parts& parts) {
  parts.year = in.number(4);
  const bool separated = in.skip("-/.");
  parts.month = in.number(2);
  if (separated && !in.skip("-/.")) return false;
  parts.day = in.number(2);
  return parts.year >= 1990 && parts.year <= 2099;
}

bool read_time_of_day(Digits& in, Parts& parts) {
  if (!in.skip("T")) in.skip_spaces();
  if (in.at_end()) return true;
  parts.hour = in.number(2);
  const bool separated = in.skip(":");
  parts.minute = in.number(2);
  if (separated ? in.skip(":") : in.peek() >= '0' && in.peek() <= '9') parts.second = in.number(2);
  if (in.skip(".")) {
    int scale = 100;
    while (in.peek() >= '0' && in.peek() <= '9') {
      parts.milli += in.number(1) * scale;
      scale /= 10;
    }
  }
  return parts.hour >= 0 && parts.minute >= 0 && parts.second >= 0;
}

bool read_offset(Digits& in, Parts& parts) {
  in.skip_spaces();
  if (in.at_end()) return true;
  if (in.skip("Z")) {
    parts.offset_minutes = 0;
    return in.at_end();
  }
  const int sign = in.peek() == '-' ? -1 : 1;
  if (!in.skip("+-")) return false;
  const int offset_hours = in.number(2);
  in.skip(":");
  const int offset_rest = in.at_end() ? 0 : in.number(2);
  if (offset_hours < 0 || offset_hours > 14 || offset_rest < 0 || offset_rest > 59) return false;
  parts.offset_minutes = sign * (offset_hours * 60 + offset_rest);
  return in.at_end();
}

}  // namespace

Day Day::plus_days(int count) const {
  return as_day(date::sys_days{as_date(*this)} + date::days{count});
}

int Day::weekday() const {
  return static_cast<int>(date::weekday{date::sys_days{as_date(*this)}}.c_encoding());
}

std::string Day::iso() const {
  std::string text;
  if (year < 1000) text.append(year < 10 ? 3 : year < 100 ? 2 : 1, '0');
  text += std::to_string(year);
  for (const int number : {month, day}) {
    text += '-';
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
  }
  return text;
}

Result<Zone> Zone::named(std::string_view name) {
  try {
    return Zone(std::string(name), date::locate_zone(std::string(name)));
  } catch (const std::runtime_error&) {
    const std::string shown = utf8::shorten(name, 60);
    return invalid("zone.unknown", "zone", {"没有这个时区：" + shown, "no such time zone: " + shown});
  }
}

Zone Zone::shanghai() {
  return Zone("Asia/Shanghai", date::locate_zone("Asia/Shanghai"));
}

LocalTime Zone::local(Instant instant) const {
  const LocalMs local = zone_->to_local(SysMs{std::chrono::milliseconds{instant.ms}});
  const auto day = date::floor<date::days>(local);
  return {as_day(date::year_month_day{day}), (local - day).count()};
}

Instant Zone::instant(LocalTime local) const {
  const LocalMs wanted = date::local_days{as_date(local.day)} + std::chrono::milliseconds{local.ms_of_day};
  return {zone_->to_sys(wanted, date::choose::earliest).time_since_epoch().count()};
}

Result<Instant> parse_time(std::string_view text, const Zone& zone) {
  const std::string plain = utf8::trim(utf8::to_half_width(text));
  const auto malformed = [&] {
    const std::string shown = utf8::shorten(text, 40);
    return invalid("time.malformed", {}, {"不是时间：" + shown, "not a time: " + shown});
  };
  Digits in(plain);
  Parts parts;
  if (!read_date(in, parts) || !read_time_of_day(in, parts) || !read_offset(in, parts)) return malformed();
  const Day day{parts.year, parts.month, parts.day};
  if (day.month < 1 || day.day < 1 || !as_date(day).ok()) return malformed();
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 59) return malformed();
  const std::int64_t of_day = ((parts.hour * 60LL + parts.minute) * 60 + parts.second) * 1000 + parts.milli;
  if (parts.offset_minutes == -10'000) return zone.instant({day, of_day});
  const auto midnight = date::sys_days{as_date(day)}.time_since_epoch();
  return Instant{std::chrono::milliseconds(midnight).count() + of_day - parts.offset_minutes * 60'000LL};
}

std::string format_time(Instant instant, const Zone& zone) {
  const LocalTime local = zone.local(instant);
  const int second = static_cast<int>(local.ms_of_day / 1000);
  std::string text = local.day.iso();
  for (const auto& [before, number] :
       {std::pair(' ', second / 3600), {':', second / 60 % 60}, {':', second % 60}}) {
    text += before;
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
  }
  return text;
}

std::string format_utc(Instant instant) {
  return date::format("%FT%TZ", SysMs{std::chrono::milliseconds{instant.ms}});
}

}  // namespace shouhou
