// What can be asked of a case, and the decision: decide(state, command, deciding) -> new state and events, or
// why not. Pure: no clock, no database; ids are made by the caller and stand in the command.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/case_events.h"
#include "domain/follow_up_rules.h"
#include "domain/issues.h"
#include "domain/lifecycle.h"
#include "domain/permissions.h"

namespace shouhou::domain::ask {

struct AddReport {
  Report report;
  std::vector<CaseLine> lines;
};
struct Take {
  std::string name;  // of the one who takes it
};
struct Assign {  // also hand over; `to` none releases
  AccountId to;
  std::string to_name;
  std::string reason;
};
struct LogContact {
  ContactKind kind = ContactKind::message;
  Direction direction = Direction::to_buyer;
  NoteId words;
  std::optional<Instant> said = std::nullopt;  // when it was, where it is told later; not in the future
};
// Sets what is given, leaves the rest.
struct SetFacts {
  const Issue* issue = nullptr;
  std::optional<Phase> phase;
  std::optional<Fault> fault;
  std::optional<Demand> demand;
  std::optional<Fen> demand_amount;
  // A further report may make the case more urgent than its own issue: the class is raised to this.
  std::optional<IssueClass> at_least;
};
struct SetLines {
  BuyerId buyer;
  OrderId order;
  std::string subject;
  std::string buyer_label;
  Fen buyer_value;
  std::vector<CaseLine> lines;
};
struct SetMood {
  Mood mood = Mood::calm;
};
struct AddEvidence {
  EvidencePiece piece;
  std::vector<CaseId> also_in;
};
struct RemoveEvidence {
  EvidenceId evidence;
  std::string reason;
};
struct WaiveEvidence {
  std::string rule;
  std::string reason;
};
// `by` and `at` are filled in by decide; an empty value takes an answer back.
struct AnswerQuestion {
  CaseAnswer answer;
};
// The version of the rules by which an offer or a grant was just made.
struct Judge {
  std::string rules;
};
struct SetTalk {
  TalkState state = TalkState::none;
  bool still_angry = false;
};
struct LeaveSootheOut {
  std::string reason;
};
struct Agree {
  Agreement agreement;  // `at` is filled in by decide
};
struct GrantRefund {
  std::string key;
  Fen amount;
  bool on_top = false;
};
struct ConfirmRefundPaid {
  std::string key;
};
struct WithdrawRefund {
  std::string key;
  std::string reason;
};
struct MoveReturn {
  std::string key;
  ReturnState state = ReturnState::announced;
  std::string reason;
  bool undo = false;  // the dock was wrong: back to an earlier state, with the reason
};
struct UpdateBuyer {
  NoteId words;
};
struct Register {
  Registration registration;
};
struct MoveStep {
  Step to = Step::contact;
  std::string reason;
};
struct SetStatus {
  Status to = Status::open;
  std::string reason;                                // of a waiting status: for whom, for what
  std::optional<Instant> look_again = std::nullopt;  // of a waiting status; none: as the rules say
};
struct Close {};
struct Reopen {
  std::string reason;
};
// What the platform did behind our back. Its word wins: no guard is asked.
struct FollowPlatform {
  Status status = Status::open;           // resolved, closed, waiting_* or open
  std::optional<Agreement> agreement;     // its ruling, where there was one
  std::optional<RefundMark> refund_paid;  // money it moved
  std::string reason;
};
struct AddNote {
  NoteId note;
  std::vector<AccountId> mentions;
};
struct Tag {
  std::string tag;
};
struct Untag {
  std::string tag;
};
struct AddTask {
  Task task;                   // id, department, title, assignee, due
  bool after_closing = false;  // work that does not concern the buyer any more: a claim on a supplier
};
struct AssignTask {
  TaskId task;
  AccountId to;  // none: back to the department
  std::string to_name;
};
// A call to the buyer at a time: a clock that only a call meets, and the task of making it (P-E1).
struct PromiseCall {
  Task task;  // id, title, assignee
  Instant at;
};
struct FinishTask {
  TaskId task;
  TaskState state = TaskState::done;  // done or cancelled
  std::string result;
};
struct StartClock {
  CaseClock clock;
};
struct EndClock {
  std::string kind;
  ClockEnd end = ClockEnd::met;
};
struct MergeIn {
  const Case* other = nullptr;
};
struct MergeAway {
  CaseId into;
  std::int64_t into_number = 0;
};

}  // namespace shouhou::domain::ask

namespace shouhou::domain {

using CaseCommand = std::variant<
    ask::AddReport, ask::Take, ask::Assign, ask::LogContact, ask::SetFacts, ask::SetLines, ask::SetMood,
    ask::AddEvidence, ask::RemoveEvidence, ask::WaiveEvidence, ask::SetTalk, ask::LeaveSootheOut, ask::Agree,
    ask::GrantRefund, ask::ConfirmRefundPaid, ask::WithdrawRefund, ask::MoveReturn, ask::UpdateBuyer,
    ask::Register, ask::MoveStep, ask::SetStatus, ask::Close, ask::Reopen, ask::FollowPlatform, ask::AddNote,
    ask::Tag, ask::Untag, ask::AddTask, ask::FinishTask, ask::AssignTask, ask::PromiseCall, ask::StartClock,
    ask::EndClock, ask::MergeIn, ask::MergeAway, ask::AnswerQuestion, ask::Judge>;

// The circumstances of a decision.
struct Deciding {
  Instant now;
  AccountId account;  // none: the desk itself
  PermissionSet permissions;
  GuardRules guards;
  const WorkingTimes* calendars = nullptr;   // null: every clock runs around the clock
  const FollowUpRules* follow_up = nullptr;  // null: no answer clocks, no default due times
};

struct Decision {
  Case state;
  std::vector<CaseEvent> events;  // never empty
};

// The pieces of evidence that an issue requires.
std::vector<EvidenceRule> evidence_rules(const Issue& issue);

// Opens a case. Errors: case.field (too long), case.full.
Result<Decision> open_case(const happened::Opened& opened, Instant now);

// Errors (kind conflict unless said otherwise): case.forbidden (forbidden), case.merged, case.closed,
// case.no_such_move, case.guard (message lists what is lacking), case.reason_needed (invalid), case.taken,
// case.full (too_large), case.nothing_changes, answer.* (invalid), case.over_paid, case.no_such_refund
// (not_found) …
Result<Decision> decide(const Case& state, const CaseCommand& command, const Deciding& deciding);

// The permission a command asks for, before its move's own.
Permission permission_for(const Case& state, const CaseCommand& command, AccountId account);

}  // namespace shouhou::domain
