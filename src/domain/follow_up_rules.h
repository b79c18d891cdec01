// 跟进规则: the data by which a case is followed up: how fast a buyer's word is answered, when a department's
// work is due, when a waiting case is looked at again, when a parcel without a scan counts as stuck, and how
// soon goods that came back are received and inspected. Data of rules/follow_up.toml.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/case_words.h"
#include "domain/rule_origin.h"
#include "domain/words.h"

namespace shouhou::domain {

// 应答时限 (P-I1): how long a buyer's message may stand without an answer.
struct AnswerTarget {
  std::string id;
  std::vector<Channel> channels;  // empty: every channel
  bool first = false;             // of the first message of a talk; else of those after it
  Span within;
  std::string calendar;  // in whose hours; a message at night waits for the morning
  Span new_after;        // after a silence this long a message begins a new talk (of first targets)
  RuleOrigin origin;

  bool operator==(const AnswerTarget&) const = default;
};

// When a department's work is due where nobody says otherwise (P-E1).
struct DepartmentRule {
  Department of = Department::service;
  Span due;  // working time of its calendar; 0: never by itself
  std::string calendar;
  RuleOrigin origin;

  bool operator==(const DepartmentRule&) const = default;
};

// 滞留: without a scan for so long a parcel on the road is stuck (P-E3). The row that names carrier and
// province goes before one that names the carrier only, that one before a row for every carrier.
struct StuckRule {
  std::string id;
  std::vector<std::string> carriers;   // words found in the carrier's name; empty: every carrier
  std::vector<std::string> provinces;  // words at the beginning of the destination; empty: everywhere
  Span after;
  RuleOrigin origin;

  bool operator==(const StuckRule&) const = default;
};

// 每日进展 (P-E1): how long the buyer may be without a word while the case is worked on. Due in the hours of
// its calendar: nobody is called at night to write, nor a buyer woken.
struct DailyRule {
  Span every = days(1);
  std::string calendar;  // empty: around the clock
  RuleOrigin origin;

  bool operator==(const DailyRule&) const = default;
};

// 退货到货: what the dock does with a parcel that came back, and within what time (P-E2).
enum class DockStep {
  receive,  // signed for at our address → received
  inspect   // received → decided
};
BOOST_DESCRIBE_ENUM(DockStep, receive, inspect)

struct DockRule {
  DockStep of = DockStep::receive;
  Span within;           // working time of its calendar
  std::string calendar;  // empty: around the clock
  RuleOrigin origin;

  bool operator==(const DockRule&) const = default;
};

struct FollowUpRules {
  std::vector<AnswerTarget> answers;
  std::array<DepartmentRule, count_of<Department>> departments{};
  std::array<Span, count_of<Status>> look_again{};  // of waiting statuses; 0: only when a person says so
  std::vector<StuckRule> stuck;
  DailyRule daily;
  std::array<DockRule, count_of<DockStep>> dock{};

  // The channel's own target before that of every channel. Null where there is none.
  const AnswerTarget* answer(Channel channel, bool first) const;
  const DockRule& at_dock(DockStep of) const { return dock[index_of(of)]; }
  const DepartmentRule& department(Department of) const { return departments[index_of(of)]; }
  // Of a parcel of this carrier on its way to this place ("新疆维吾尔自治区 乌鲁木齐市 …", may be empty);
  // three days where no row says anything.
  Span stuck_after(std::string_view carrier, std::string_view destination) const;
  bool operator==(const FollowUpRules&) const = default;
};

}  // namespace shouhou::domain
