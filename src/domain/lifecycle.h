// The life cycle of a case as one table: from where, to where, what must hold, who may. Nothing else in the
// product moves a case. docs: domain.md "The case".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/cases.h"
#include "domain/permissions.h"

namespace shouhou::domain {

// What must hold before a move.
enum class Guard {
  none,
  buyer_heard,      // contacted, or came with own words
  facts_known,      // issue, phase, fault set; evidence there or waived
  buyer_soothed,    // the talk is settled, or soothing left out with a reason
  way_agreed,       // an offer chosen, declined with a reason, or the platform decided
  all_followed_up,  // refunds paid, returns finished, tasks done, buyer told
  registered,       // cause, outcome, cost, summary, tags
  within_window     // closed not longer ago than a buyer may come back
};
BOOST_DESCRIBE_ENUM(Guard, none, buyer_heard, facts_known, buyer_soothed, way_agreed, all_followed_up,
                    registered, within_window)

// Set of steps as bits.
class Steps {
 public:
  template <class... S>
  constexpr explicit Steps(S... steps) : bits_(((1u << static_cast<unsigned>(steps)) | ...)) {}
  constexpr bool has(Step step) const { return (bits_ >> static_cast<unsigned>(step)) & 1u; }

 private:
  std::uint32_t bits_ = 0;
};

// One row of the table. `to_step` none keeps the step, `to_status` none keeps the status.
struct Move {
  std::string_view id;  // "to_verify", "wait_for_buyer", "close"
  Steps from_step;
  Statuses from_status;
  std::optional<Step> to_step;
  std::optional<Status> to_status;
  Guard guard = Guard::none;
  Permission permission = Permission::case_write;
  bool needs_reason = false;
  const char* zh = "";  // the button
  const char* en = "";
};

std::span<const Move> move_table();

// One thing a guard still lacks, said so that a person knows what to do.
struct Lack {
  std::string code;  // "evidence", "refund_unpaid"
  Text text;
  std::string about;  // the evidence rule, refund key or task it concerns

  bool operator==(const Lack&) const = default;
};

// What the guard may have to know besides the case.
struct GuardRules {
  Span reopen_window = days(30);
};

std::vector<Lack> lacking(Guard guard, const Case& state, Instant now, const GuardRules& rules);

// The row that leads from the case's place to this step, or to this status; null where there is none.
const Move* move_to(const Case& state, Step to);
const Move* move_to(const Case& state, Status to);
const Move* move_named(std::string_view id);
bool starts_at(const Move& move, const Case& state);
// The guard that has to hold to go on from this step.
Guard guard_out_of(Step step);

}  // namespace shouhou::domain
