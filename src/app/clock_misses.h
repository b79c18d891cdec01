// Deadlines that ran out (P-E5): counted by day, clock and person, each with why once somebody has said so.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/cases.h"
#include "ports/actor.h"
#include "ports/follow_ups.h"
#include "ports/store.h"

namespace shouhou::app {

// Keeps that this clock of the case ran out, charged to `account` (none: nobody had the case).
void record_miss(ports::Unit& unit, const domain::Case& state, const domain::CaseClock& clock,
                 Instant deadline, AccountId account);

struct ListMisses {
  std::optional<AccountId> account;  // 0: nobody's
  std::string kind;
  std::string from;   // day in the shop's zone, "2026-11-01"; inclusive
  std::string until;  // inclusive
  bool without_reason = false;
  MissId before;  // of the next page; none: the newest
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(ListMisses, (), (account, kind, from, until, without_reason, before, limit))

struct MissView {
  MissId id;
  CaseId case_id;
  std::int64_t case_number = 0;
  std::string kind;
  std::string name;  // of the clock, in the reader's language
  domain::ClockSource source = domain::ClockSource::response_target;
  domain::Consequence consequence = domain::Consequence::bad_mood;
  std::string consequence_text;
  AccountId account;
  std::string account_name;
  Instant deadline;
  Instant at;
  std::string day;
  std::string why;
  std::string why_by;
  std::optional<Instant> why_at;
  bool may_explain = false;  // the reader may say why
};
BOOST_DESCRIBE_STRUCT(MissView, (),
                      (id, case_id, case_number, kind, name, source, consequence, consequence_text, account,
                       account_name, deadline, at, day, why, why_by, why_at, may_explain))

struct MissPage {
  std::vector<MissView> items;
  MissId before;  // of the next page; none: that was all
};
BOOST_DESCRIBE_STRUCT(MissPage, (), (items, before))
// Newest first. Leads see everybody's, others only their own. Needs case_read.
Result<MissPage> list_misses(ports::ReadUnit& unit, const ports::Actor& actor, const ListMisses& query);

struct SumMisses {
  std::string from;  // day, inclusive; empty: seven days back
  std::string until;
};
BOOST_DESCRIBE_STRUCT(SumMisses, (), (from, until))

struct MissCount {
  std::string day;
  std::string kind;
  std::string name;
  AccountId account;
  std::string account_name;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(MissCount, (), (day, kind, name, account, account_name, count))

struct MissSum {
  std::vector<MissCount> items;
};
BOOST_DESCRIBE_STRUCT(MissSum, (), (items))
// From maintained counters, at most 92 days. Leads see everybody's, others only their own.
Result<MissSum> sum_misses(ports::ReadUnit& unit, const ports::Actor& actor, const SumMisses& query);

struct ExplainMiss {
  MissId id;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(ExplainMiss, (), (id, why))
// By the one it is charged to, or a lead; what is nobody's may be explained by anybody. Errors:
// miss.not_found, case.reason_needed.
Result<MissView> explain_miss(ports::Unit& unit, const ports::Actor& actor, const ExplainMiss& command);

}  // namespace shouhou::app
