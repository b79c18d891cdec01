// How decide() (case_commands.h) judges each command: one operator per command, by noun in decide_*.cpp.
// For those files only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case_checks.h"
#include "domain/case_commands.h"

namespace shouhou::domain {

// The visitor of CaseCommand. Its operators return what happened.
struct DecideCase {
  using Outcome = Result<std::vector<CaseEvent>>;

  const Case& state;
  const Deciding& deciding;

  // decide_report.cpp
  Outcome operator()(const ask::AddReport& command) const;
  Outcome operator()(const ask::Take& command) const;
  Outcome operator()(const ask::Assign& command) const;
  Outcome operator()(const ask::LogContact& command) const;
  Outcome operator()(const ask::SetFacts& command) const;
  Outcome operator()(const ask::SetLines& command) const;
  Outcome operator()(const ask::SetMood& command) const;
  Outcome operator()(const ask::SetTalk& command) const;
  Outcome operator()(const ask::LeaveSootheOut& command) const;
  Outcome operator()(const ask::UpdateBuyer& command) const;
  Outcome operator()(const ask::Register& command) const;
  Outcome operator()(const ask::AddEvidence& command) const;
  Outcome operator()(const ask::RemoveEvidence& command) const;
  Outcome operator()(const ask::WaiveEvidence& command) const;

  // decide_remedy.cpp
  Result<void> within_what_was_paid(Fen refund, const Agreement& agreement, std::string field) const;
  Outcome operator()(const ask::Agree& command) const;
  Outcome operator()(const ask::GrantRefund& command) const;
  tl::unexpected<Error> no_such_refund() const;
  Outcome operator()(const ask::ConfirmRefundPaid& command) const;
  Outcome operator()(const ask::WithdrawRefund& command) const;
  Outcome operator()(const ask::MoveReturn& command) const;

  // decide_move.cpp
  Result<void> allowed(const Move& move, std::string_view reason) const;
  tl::unexpected<Error> no_such_move() const;
  // When a waiting case goes back to open by itself; 0: never.
  Result<Instant> looked_at_again(const ask::SetStatus& command) const;
  Outcome operator()(const ask::MoveStep& command) const;
  Outcome operator()(const ask::SetStatus& command) const;
  Outcome operator()(const ask::Close&) const;
  Outcome operator()(const ask::Reopen& command) const;
  // Its word wins over guards, but what we promised ourselves stays open: then the case goes back to
  // following up instead of vanishing from the queue.
  Outcome operator()(const ask::FollowPlatform& command) const;
  static bool open_promises(const Case& state);

  // decide_clock.cpp
  // A buyer's word begins to wait for an answer (P-I1).
  std::optional<CaseEvent> start_reply(const ask::LogContact& command) const;
  // Met or missed as it stood at `at` (none: now).
  std::optional<CaseEvent> end_clock(std::string_view kind, bool cancelled = false,
                                     std::optional<Instant> at = std::nullopt) const;
  // By paying, and by agreeing to a return, the platform has its answer: its clocks for that stop.
  void end_answers(std::vector<CaseEvent>& events) const;
  bool ran_out(const CaseClock& clock, Instant at) const;
  const WorkingTime& calendar(std::string_view id) const;
  Outcome operator()(const ask::StartClock& command) const;
  Outcome operator()(const ask::EndClock& command) const;

  // decide_parts.cpp
  Outcome operator()(const ask::AnswerQuestion& command) const;
  Outcome operator()(const ask::Judge& command) const;
  Outcome operator()(const ask::AddNote& command) const;
  Outcome operator()(const ask::Tag& command) const;
  Outcome operator()(const ask::Untag& command) const;
  Outcome operator()(const ask::AddTask& command) const;
  // By the working hours of its department; nothing where the rules give no time.
  std::optional<Instant> due_of(Department department) const;
  Outcome operator()(const ask::AssignTask& command) const;
  Outcome operator()(const ask::FinishTask& command) const;
  Outcome operator()(const ask::PromiseCall& command) const;
  // Ends the tasks whose work meets this clock.
  void end_tasks_of(std::string_view clock, TaskState end, std::string result,
                    std::vector<CaseEvent>& events) const;
  Outcome operator()(const ask::MergeIn& command) const;
  Outcome operator()(const ask::MergeAway& command) const;

  static void add(std::vector<CaseEvent>& events, std::optional<CaseEvent> event) {
    if (event) events.push_back(*std::move(event));
  }
};

// The daily progress message is due until solved (P-E1): starts, restarts or ends its clock after what has
// just been decided. `before` and `after`: the case around `events`.
std::optional<CaseEvent> daily_update_after(const Case& before, const Case& after,
                                            const std::vector<CaseEvent>& events, const Deciding& deciding);

}  // namespace shouhou::domain
