// The everyday changes of a case. Each needs the permission the life cycle or the domain asks for; `version`
// is the one the person was looking at. docs: domain.md "The case".
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/change_case.h"

namespace shouhou::app {

using MaybeVersion = std::optional<std::int64_t>;

struct TakeCase {
  CaseId id;
  MaybeVersion version;
};
BOOST_DESCRIBE_STRUCT(TakeCase, (), (id, version))
Result<CaseChanged> take_case(ports::Unit& unit, const ports::Actor& actor, const TakeCase& command);

// Assign, hand over; `to` none releases the case to everybody.
struct AssignCase {
  CaseId id;
  MaybeVersion version;
  AccountId to;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AssignCase, (), (id, version, to, reason))
Result<CaseChanged> assign_case(ports::Unit& unit, const ports::Actor& actor, const AssignCase& command);

struct MoveCase {
  CaseId id;
  MaybeVersion version;
  domain::Step to = domain::Step::contact;
  std::string reason;  // needed for steps back
};
BOOST_DESCRIBE_STRUCT(MoveCase, (), (id, version, to, reason))
Result<CaseChanged> move_case(ports::Unit& unit, const ports::Actor& actor, const MoveCase& command);

struct SetCaseStatus {
  CaseId id;
  MaybeVersion version;
  domain::Status to = domain::Status::open;
  std::string reason;                                // of a waiting status: for whom, for what
  std::optional<Instant> look_again = std::nullopt;  // of a waiting status; none: as the shop's rules say
};
BOOST_DESCRIBE_STRUCT(SetCaseStatus, (), (id, version, to, reason, look_again))
Result<CaseChanged> set_case_status(ports::Unit& unit, const ports::Actor& actor,
                                    const SetCaseStatus& command);

struct SetCaseFacts {
  CaseId id;
  MaybeVersion version;
  std::string issue;  // empty: as it is
  std::optional<domain::Phase> phase;
  std::optional<domain::Fault> fault;
  std::optional<domain::Demand> demand;
  std::optional<Fen> demand_amount;
  std::optional<domain::Mood> mood;
};
BOOST_DESCRIBE_STRUCT(SetCaseFacts, (), (id, version, issue, phase, fault, demand, demand_amount, mood))
// Errors: issue.unknown.
Result<CaseChanged> set_case_facts(ports::Unit& unit, const ports::Actor& actor, const SetCaseFacts& command);

struct LogContact {
  CaseId id;
  MaybeVersion version;
  domain::ContactKind kind = domain::ContactKind::message;
  domain::Direction direction = domain::Direction::to_buyer;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(LogContact, (), (id, version, kind, direction, words))
// A word from the buyer reopens a case that was closed within the window, and finds the surviving case of
// one that was merged.
Result<CaseChanged> log_contact(ports::Unit& unit, const ports::Actor& actor, const LogContact& command);

struct WaiveEvidence {
  CaseId id;
  MaybeVersion version;
  std::string rule;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(WaiveEvidence, (), (id, version, rule, reason))
Result<CaseChanged> waive_evidence(ports::Unit& unit, const ports::Actor& actor,
                                   const WaiveEvidence& command);

struct SetTalk {
  CaseId id;
  MaybeVersion version;
  std::optional<domain::TalkState> state;
  bool still_angry = false;
  std::string leave_out;  // why soothing does not apply
};
BOOST_DESCRIBE_STRUCT(SetTalk, (), (id, version, state, still_angry, leave_out))
Result<CaseChanged> set_talk(ports::Unit& unit, const ports::Actor& actor, const SetTalk& command);

struct AgreeCase {
  CaseId id;
  MaybeVersion version;
  domain::AgreementKind kind = domain::AgreementKind::chosen;
  std::optional<domain::RemedyKind> remedy;
  Fen refund;
  bool goods_come_back = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AgreeCase, (), (id, version, kind, remedy, refund, goods_come_back, reason))
Result<CaseChanged> agree_case(ports::Unit& unit, const ports::Actor& actor, const AgreeCase& command);

enum class RefundStep { grant, confirm_paid, withdraw };
BOOST_DESCRIBE_ENUM(RefundStep, grant, confirm_paid, withdraw)

struct RefundCase {
  CaseId id;
  MaybeVersion version;
  RefundStep step = RefundStep::grant;
  std::string key;  // unique within the case; telling the same again changes nothing
  Fen amount;       // of a grant
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefundCase, (), (id, version, step, key, amount, reason))
Result<CaseChanged> refund_case(ports::Unit& unit, const ports::Actor& actor, const RefundCase& command);

struct ReturnCase {
  CaseId id;
  MaybeVersion version;
  std::string key;
  domain::ReturnState state = domain::ReturnState::announced;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnCase, (), (id, version, key, state, reason))
Result<CaseChanged> return_case(ports::Unit& unit, const ports::Actor& actor, const ReturnCase& command);

struct UpdateBuyer {
  CaseId id;
  MaybeVersion version;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(UpdateBuyer, (), (id, version, words))
Result<CaseChanged> update_buyer(ports::Unit& unit, const ports::Actor& actor, const UpdateBuyer& command);

// What a person has done about a deadline outside the desk: answered in the platform's console (met), or it
// no longer counts (cancelled).
struct EndCaseClock {
  CaseId id;
  MaybeVersion version;
  std::string kind;
  domain::ClockEnd end = domain::ClockEnd::met;
};
BOOST_DESCRIBE_STRUCT(EndCaseClock, (), (id, version, kind, end))
Result<CaseChanged> end_case_clock(ports::Unit& unit, const ports::Actor& actor, const EndCaseClock& command);

struct RegisterCase {
  CaseId id;
  MaybeVersion version;
  std::string root_cause;
  std::string outcome;
  std::string summary;
  std::optional<Fen> cost;
  std::vector<std::string> tags;  // added to those it has
  bool close = false;             // and close it
};
BOOST_DESCRIBE_STRUCT(RegisterCase, (), (id, version, root_cause, outcome, summary, cost, tags, close))
Result<CaseChanged> register_case(ports::Unit& unit, const ports::Actor& actor, const RegisterCase& command);

struct CloseCase {
  CaseId id;
  MaybeVersion version;
};
BOOST_DESCRIBE_STRUCT(CloseCase, (), (id, version))
Result<CaseChanged> close_case(ports::Unit& unit, const ports::Actor& actor, const CloseCase& command);

struct ReopenCase {
  CaseId id;
  MaybeVersion version;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReopenCase, (), (id, version, reason))
Result<CaseChanged> reopen_case(ports::Unit& unit, const ports::Actor& actor, const ReopenCase& command);

// What the platform did with the case; its word wins.
struct FollowPlatform {
  CaseId id;
  domain::Status status = domain::Status::open;
  std::string ruling;      // empty: no ruling, only the status moved
  Fen ruled_refund;        // what the ruling gives the buyer
  std::string refund_key;  // money the platform has paid out
  Fen refund_paid;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(FollowPlatform, (), (id, status, ruling, ruled_refund, refund_key, refund_paid, reason))
Result<CaseChanged> follow_platform(ports::Unit& unit, const ports::Actor& actor,
                                    const FollowPlatform& command);

struct AddNote {
  CaseId id;
  std::string text;
  std::vector<AccountId> mentions;
};
BOOST_DESCRIBE_STRUCT(AddNote, (), (id, text, mentions))
Result<CaseChanged> add_note(ports::Unit& unit, const ports::Actor& actor, const AddNote& command);

struct TagCase {
  CaseId id;
  std::vector<std::string> add;
  std::vector<std::string> remove;
};
BOOST_DESCRIBE_STRUCT(TagCase, (), (id, add, remove))
Result<CaseChanged> tag_case(ports::Unit& unit, const ports::Actor& actor, const TagCase& command);

struct MergeCases {
  CaseId id;    // the one that lives on
  CaseId away;  // the one that goes into it
  MaybeVersion version;
};
BOOST_DESCRIBE_STRUCT(MergeCases, (), (id, away, version))
Result<CaseChanged> merge_cases(ports::Unit& unit, const ports::Actor& actor, const MergeCases& command);

}  // namespace shouhou::app
