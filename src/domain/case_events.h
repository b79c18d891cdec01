// What can happen to a case. Events are never changed or taken back; apply() is the only thing that changes
// a Case, so history and screen cannot disagree. JSON names and codec: app/case_json.h.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <variant>
#include <vector>

#include "domain/cases.h"

namespace shouhou::domain::happened {

struct Opened {
  ShopId shop;
  CaseId id;
  std::int64_t number = 0;
  Channel channel = Channel::imported;
  Source source = Source::manual;
  BuyerId buyer;
  OrderId order;
  std::string subject;
  std::string buyer_label;
  Fen buyer_value;
  std::vector<CaseLine> lines;
  Report report;
  std::string issue;
  IssueClass issue_class = IssueClass::enquiry;
  std::optional<Phase> phase;
  Fault fault = Fault::unknown;
  Demand demand = Demand::none;
  Fen demand_amount;
  Mood mood = Mood::calm;
  bool heard = false;
  std::vector<EvidenceRule> evidence_needed;
  bool daily_update = false;
  std::vector<CaseClock> clocks;
  std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(Opened, (),
                      (shop, id, number, channel, source, buyer, order, subject, buyer_label, buyer_value,
                       lines, report, issue, issue_class, phase, fault, demand, demand_amount, mood, heard,
                       evidence_needed, daily_update, clocks, tags))

// A further report of the same problem: the case was told again.
struct ReportedAgain {
  Report report;
  std::vector<CaseLine> lines;  // those the case did not have yet
  bool heard = false;
};
BOOST_DESCRIBE_STRUCT(ReportedAgain, (), (report, lines, heard))

struct Assigned {
  AccountId to;  // none: back to everybody
  std::string to_name;
  AccountId from;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Assigned, (), (to, to_name, from, reason))

struct Contacted {
  ContactKind kind = ContactKind::message;
  Direction direction = Direction::to_buyer;
  NoteId words;  // what was said; none where only the fact is known
};
BOOST_DESCRIBE_STRUCT(Contacted, (), (kind, direction, words))

struct FactsSet {
  std::string issue;
  IssueClass issue_class = IssueClass::enquiry;
  std::optional<Phase> phase;
  Fault fault = Fault::unknown;
  Demand demand = Demand::none;
  Fen demand_amount;
  std::vector<EvidenceRule> evidence_needed;
  bool daily_update = false;
};
BOOST_DESCRIBE_STRUCT(FactsSet, (),
                      (issue, issue_class, phase, fault, demand, demand_amount, evidence_needed,
                       daily_update))

struct LinesSet {
  BuyerId buyer;
  OrderId order;
  std::string subject;
  std::string buyer_label;
  Fen buyer_value;
  std::vector<CaseLine> lines;
};
BOOST_DESCRIBE_STRUCT(LinesSet, (), (buyer, order, subject, buyer_label, buyer_value, lines))

struct MoodSet {
  Mood mood = Mood::calm;
};
BOOST_DESCRIBE_STRUCT(MoodSet, (), (mood))

struct EvidenceAdded {
  EvidencePiece piece;
  std::vector<CaseId> also_in;  // other cases that show the same picture
};
BOOST_DESCRIBE_STRUCT(EvidenceAdded, (), (piece, also_in))

// Taken away again: a wrong file, a picture of somebody who should not be in it. Its file goes; that it was
// there, from whom, and why it went stays.
struct EvidenceRemoved {
  EvidenceId evidence;
  EvidenceKind kind = EvidenceKind::photo;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(EvidenceRemoved, (), (evidence, kind, reason))

struct EvidenceWaived {
  EvidenceWaiver waiver;
};
BOOST_DESCRIBE_STRUCT(EvidenceWaived, (), (waiver))

// To a question of the rules; an empty value takes an earlier answer back.
struct Answered {
  CaseAnswer answer;
};
BOOST_DESCRIBE_STRUCT(Answered, (), (answer))

// An offer or a grant was made by this version of the shop's rules.
struct Judged {
  std::string rules;
};
BOOST_DESCRIBE_STRUCT(Judged, (), (rules))

struct TalkMoved {
  TalkState state = TalkState::none;
  bool still_angry = false;
  std::int64_t apologies = 0;
};
BOOST_DESCRIBE_STRUCT(TalkMoved, (), (state, still_angry, apologies))

struct SootheLeftOut {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SootheLeftOut, (), (reason))

struct Agreed {
  Agreement agreement;
};
BOOST_DESCRIBE_STRUCT(Agreed, (), (agreement))

struct RefundGranted {
  std::string key;
  Fen amount;
  bool on_top = false;
};
BOOST_DESCRIBE_STRUCT(RefundGranted, (), (key, amount, on_top))

struct RefundPaid {
  std::string key;
};
BOOST_DESCRIBE_STRUCT(RefundPaid, (), (key))

struct RefundWithdrawn {
  std::string key;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefundWithdrawn, (), (key, reason))

struct ReturnMoved {
  std::string key;
  ReturnState state = ReturnState::announced;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnMoved, (), (key, state, reason))

struct BuyerUpdated {
  NoteId words;
};
BOOST_DESCRIBE_STRUCT(BuyerUpdated, (), (words))

struct Registered {
  Registration registration;
};
BOOST_DESCRIBE_STRUCT(Registered, (), (registration))

struct StepMoved {
  Step from = Step::contact;
  Step to = Step::contact;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(StepMoved, (), (from, to, reason))

struct StatusMoved {
  Status from = Status::open;
  Status to = Status::open;
  std::string reason;
  bool by_platform = false;
  Instant look_again;  // of a waiting status; 0: only when a person does
};
BOOST_DESCRIBE_STRUCT(StatusMoved, (), (from, to, reason, by_platform, look_again))

struct Reopened {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reopened, (), (reason))

struct NoteAdded {
  NoteId note;
  std::vector<AccountId> mentions;
};
BOOST_DESCRIBE_STRUCT(NoteAdded, (), (note, mentions))

struct Tagged {
  std::string tag;
};
BOOST_DESCRIBE_STRUCT(Tagged, (), (tag))

struct Untagged {
  std::string tag;
};
BOOST_DESCRIBE_STRUCT(Untagged, (), (tag))

struct TaskAdded {
  Task task;
};
BOOST_DESCRIBE_STRUCT(TaskAdded, (), (task))

// Taken by somebody, handed on, or given back to the department.
struct TaskAssigned {
  TaskId task;
  AccountId to;
  std::string to_name;
};
BOOST_DESCRIBE_STRUCT(TaskAssigned, (), (task, to, to_name))

struct TaskFinished {
  TaskId task;
  TaskState state = TaskState::done;
  std::string result;
};
BOOST_DESCRIBE_STRUCT(TaskFinished, (), (task, state, result))

struct ClockStarted {
  CaseClock clock;
};
BOOST_DESCRIBE_STRUCT(ClockStarted, (), (clock))

struct ClockEnded {
  std::string kind;
  ClockEnd end = ClockEnd::met;
  AccountId charged;  // who had the case when it was missed
};
BOOST_DESCRIBE_STRUCT(ClockEnded, (), (kind, end, charged))

// Another case of the same problem went into this one, with what it knew.
struct MergedIn {
  CaseId other;
  std::int64_t other_number = 0;
  std::vector<CaseLine> lines;
  std::vector<Report> reports;
  std::vector<EvidencePiece> evidence;
  std::vector<RefundMark> refunds;
  std::vector<ReturnMark> returns;
  std::vector<Task> tasks;
  std::vector<std::string> tags;
  std::vector<CaseClock> clocks;
  bool heard = false;
  std::vector<CaseAnswer> answers;  // to questions that this case had not answered
};
BOOST_DESCRIBE_STRUCT(MergedIn, (),
                      (other, other_number, lines, reports, evidence, refunds, returns, tasks, tags, clocks,
                       heard, answers))

struct MergedAway {
  CaseId into;
  std::int64_t into_number = 0;
};
BOOST_DESCRIBE_STRUCT(MergedAway, (), (into, into_number))

}  // namespace shouhou::domain::happened

namespace shouhou::domain {

using CaseEvent =
    std::variant<happened::Opened, happened::ReportedAgain, happened::Assigned, happened::Contacted,
                 happened::FactsSet, happened::LinesSet, happened::MoodSet, happened::EvidenceAdded,
                 happened::EvidenceRemoved, happened::EvidenceWaived, happened::TalkMoved,
                 happened::SootheLeftOut, happened::Agreed, happened::RefundGranted, happened::RefundPaid,
                 happened::RefundWithdrawn, happened::ReturnMoved, happened::BuyerUpdated,
                 happened::Registered, happened::StepMoved, happened::StatusMoved, happened::Reopened,
                 happened::NoteAdded, happened::Tagged, happened::Untagged, happened::TaskAdded,
                 happened::TaskFinished, happened::ClockStarted, happened::ClockEnded, happened::MergedIn,
                 happened::MergedAway, happened::Answered, happened::Judged, happened::TaskAssigned>;

// Changes the case as the event says. Never fails: what must not happen is refused by decide().
void apply(Case& state, const CaseEvent& event, Instant at);

}  // namespace shouhou::domain
