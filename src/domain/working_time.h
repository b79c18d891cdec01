// Time that counts: around the clock, or the working hours of a business calendar in the shop's zone.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/zone.h"
#include "domain/calendars.h"

namespace shouhou::domain {

// Arithmetic over one calendar. Cheap to copy.
class WorkingTime {
 public:
  // Around the clock.
  WorkingTime() = default;
  WorkingTime(Calendar calendar, Zone zone);

  bool around_the_clock() const { return !calendar_; }
  // The earliest instant by which `span` of working time has passed since `start`; `start` itself for 0.
  // A calendar without any working hour within 400 days gives start + span.
  Instant add(Instant start, Span span) const;
  // Working time in [from, to); negative spans (to < from) are zero.
  Span between(Instant from, Instant to) const;
  // How much working time gives a deadline that lies within `span` after `start` and in working hours, as
  // late as that allows: add(start, share_of(start, span)). Where less than half of the span would be left (a
  // weekend), as many further spans as it takes.
  Span share_of(Instant start, Span span) const;
  bool working(Instant instant) const;
  // Shifts of one day as instants in the zone, in order.
  std::vector<std::pair<Instant, Instant>> shifts_of(Day day) const;

 private:
  struct Hours {
    Calendar calendar;
    Zone zone;
  };
  std::shared_ptr<const Hours> calendar_;
};

// The calendars of a shop by id. An unknown or empty id is around the clock.
class WorkingTimes {
 public:
  WorkingTimes() = default;
  WorkingTimes(std::span<const Calendar> calendars, const Zone& zone);

  const WorkingTime& of(std::string_view id) const;

 private:
  std::map<std::string, WorkingTime, std::less<>> by_id_;
  WorkingTime always_;
};

}  // namespace shouhou::domain
