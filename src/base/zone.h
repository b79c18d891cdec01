// Time zones: the one place that knows the zone database. Rules count days in the shop's zone.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace date {
class time_zone;
}

namespace shouhou {

// A day in some calendar, without a zone.
struct Day {
  int year = 1970;
  int month = 1;  // 1…12
  int day = 1;    // 1…31

  auto operator<=>(const Day&) const = default;
  Day plus_days(int count) const;
  int weekday() const;      // 0 Sunday … 6 Saturday
  std::string iso() const;  // "2026-11-21"
};

// A day and a time of day in some zone.
struct LocalTime {
  Day day;
  std::int64_t ms_of_day = 0;  // 0 … 86 399 999 (wall-clock)

  auto operator<=>(const LocalTime&) const = default;
};

class Zone {
 public:
  // "Asia/Shanghai" and the like. Errors: zone.unknown.
  static Result<Zone> named(std::string_view name);
  static Zone shanghai();

  const std::string& name() const { return name_; }
  LocalTime local(Instant instant) const;
  // The earliest instant that shows this wall-clock time; a time inside a spring gap gives the gap's end.
  Instant instant(LocalTime local) const;
  Instant start_of(Day day) const { return instant({day, 0}); }

 private:
  Zone(std::string name, const date::time_zone* zone) : name_(std::move(name)), zone_(zone) {}

  std::string name_;
  const date::time_zone* zone_;
};

// Reads the forms exports use: "2024-05-01 13:02:11", "2024/5/1 13:02", "2024-05-01", "20240501130211",
// "2024-05-01T13:02:11Z", "2024-05-01T13:02:11+08:00". Without an offset the time is the zone's wall clock.
// Years 1990…2099. Errors: time.malformed.
Result<Instant> parse_time(std::string_view text, const Zone& zone);

// "2026-11-21 23:15:25" in the zone.
std::string format_time(Instant instant, const Zone& zone);

// "2026-11-21T15:15:25.123Z".
std::string format_utc(Instant instant);

}  // namespace shouhou
