// Following up, as the store keeps it: what time will do to cases, deadlines that were missed, and what the
// buyer is to hear today.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/case_words.h"
#include "domain/moments.h"

namespace shouhou::ports {

// A case and when time next does something to it (domain/moments.h); nothing: never.
struct TimedCase {
  ShopId shop;
  CaseId id;
  std::optional<Instant> at;
};

// A deadline that ran out (P-E5), with who had the case then, and why, once somebody has said so.
struct ClockMiss {
  ShopId shop;
  MissId id;
  CaseId case_id;
  std::int64_t case_number = 0;
  std::string kind;
  domain::ClockSource source = domain::ClockSource::response_target;
  domain::Consequence consequence = domain::Consequence::bad_mood;
  AccountId account;  // none: nobody had it
  std::string account_name;
  Instant deadline;
  Instant at;       // when it was marked
  std::string day;  // of the deadline, in the shop's zone: "2026-11-22"
  NoteId why;       // sealed words (app/case_notes.h)
  AccountId why_by;
  std::string why_by_name;
  std::optional<Instant> why_at;
};

// Every set field narrows.
struct MissFilter {
  std::optional<AccountId> account;  // 0: nobody's
  std::string kind;
  std::string from;  // days, inclusive; empty: no bound
  std::string until;
  bool without_reason = false;
};

struct FollowUpFilter {
  std::optional<AccountId> assignee;  // 0: nobody's
  std::optional<domain::FollowUpKind> kind;
  std::optional<Instant> due_before;
};

struct FollowUpRow {
  domain::FollowUpKind kind = domain::FollowUpKind::daily_update;
  Instant due;
  CaseId case_id;
  std::int64_t case_number = 0;
  domain::Channel channel = domain::Channel::imported;
  domain::Status status = domain::Status::open;
  std::string issue;
  std::string subject;
  std::string buyer_label;
  AccountId assignee;
};

// Where a page begins: behind the row with this key.
struct FollowUpPlace {
  Instant due;
  CaseId id;
  std::optional<domain::FollowUpKind> kind = std::nullopt;  // none: before all of this case
};

class FollowUps {
 public:
  virtual ~FollowUps() = default;

  // Of all shops: live cases to which time does something before `until`, earliest first, after the place of
  // `after` (at, id).
  virtual std::vector<TimedCase> timed_before(Instant until, const TimedCase& after, int limit) = 0;
  // Cases of which the shop's stream tells something between the two sequence numbers (after, until].
  virtual std::vector<TimedCase> timed_since(ShopId shop, std::int64_t after, std::int64_t until) = 0;
  // The newest sequence number of every shop that has a stream.
  virtual std::vector<std::pair<ShopId, std::int64_t>> streams() = 0;
  // What was told already of a case's moments (domain::mark_of), joined by blanks.
  virtual std::string told(ShopId shop, CaseId id) = 0;
  virtual void set_told(ShopId shop, CaseId id, std::optional<Instant> next, std::string_view told) = 0;

  virtual void add_miss(const ClockMiss& miss) = 0;
  virtual std::optional<ClockMiss> miss(ShopId shop, MissId id) = 0;
  virtual void give_reason(const ClockMiss& miss) = 0;
  // Newest first, ids below `before` (none: from the newest).
  virtual std::vector<ClockMiss> misses(ShopId shop, const MissFilter& filter, MissId before, int limit) = 0;

  // Earliest first.
  virtual std::vector<FollowUpRow> due(ShopId shop, const FollowUpFilter& filter, FollowUpPlace after,
                                       int limit) = 0;
};

}  // namespace shouhou::ports
