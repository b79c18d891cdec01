// 售后单: one problem of one buyer. This is the projection of its history: folding the events of
// case_events.h in order gives exactly this value. Words of people (what the buyer wrote, notes) are not in
// it, only the ids under which the store keeps them sealed, so that history never holds personal data.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "domain/case_answers.h"
#include "domain/case_words.h"
#include "domain/clocks.h"
#include "domain/evidence.h"
#include "domain/tasks.h"
#include "domain/words.h"

namespace shouhou::domain {

// A line of the order that the case is about.
struct CaseLine {
  OrderLineId line;
  std::int64_t quantity = 1;  // how many pieces are concerned
  Fen paid;                   // the line's paid share, all pieces; no refund goes above it

  bool operator==(const CaseLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(CaseLine, (), (line, quantity, paid))

// One time that the problem was reported.
struct Report {
  Channel channel = Channel::imported;
  Source source = Source::manual;
  std::string external_id;  // the outside's own number; empty for a person's entry
  Instant at;
  NoteId words;  // the buyer's own words; none where nothing was said
  CaseId from;   // the case it came with, when that was merged into this one

  bool operator==(const Report&) const = default;
};
BOOST_DESCRIBE_STRUCT(Report, (), (channel, source, external_id, at, words, from))

struct Agreement {
  AgreementKind kind = AgreementKind::chosen;
  std::optional<RemedyKind> remedy;  // set where kind is chosen
  Fen refund;                        // money that goes back to the buyer
  bool goods_come_back = false;
  std::string reason;  // why declined, what the platform ruled, what exactly was agreed
  Instant at;

  bool operator==(const Agreement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Agreement, (), (kind, remedy, refund, goods_come_back, reason, at))

// 退款, as far as the case has to know: granted is separate from paid.
struct RefundMark {
  std::string key;  // unique within the case; the same key is one refund however often it is told
  Fen amount;
  Instant granted;
  std::optional<Instant> paid;
  bool on_top = false;  // owed beside the goods (compensation by rule): uses up nothing of what was paid

  bool operator==(const RefundMark&) const = default;
};
BOOST_DESCRIBE_STRUCT(RefundMark, (), (key, amount, granted, paid, on_top))

struct ReturnMark {
  std::string key;  // tracking number or the return's own number
  ReturnState state = ReturnState::announced;
  Instant at;

  bool finished() const { return state != ReturnState::announced && state != ReturnState::received; }
  bool operator==(const ReturnMark&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReturnMark, (), (key, state, at))

// 登记 (P-F1).
struct Registration {
  std::string root_cause;
  std::string outcome;
  std::string summary;
  std::optional<Fen> cost;  // all in all, for the shop

  bool operator==(const Registration&) const = default;
};
BOOST_DESCRIBE_STRUCT(Registration, (), (root_cause, outcome, summary, cost))

struct Case {
  ShopId shop;
  CaseId id;
  std::int64_t number = 0;   // short, per shop
  std::int64_t version = 0;  // how many events it has
  Channel channel = Channel::imported;
  Source source = Source::manual;
  BuyerId buyer;  // none where it is not known yet
  OrderId order;
  std::string subject;      // what it is about, without personal data: "羊毛衫 灰 M"
  std::string buyer_label;  // masked: "张**"
  Fen buyer_value;          // what the buyer has been worth when last looked at
  std::vector<CaseLine> lines;
  std::vector<Report> reports;

  Step step = Step::contact;
  std::vector<StatusSince> history;  // never empty once opened
  AccountId assignee;
  std::string waiting_for;  // the reason given with a waiting status: for whom, for what
  Instant look_again;       // when a waiting case goes back to open by itself; 0: never

  std::string issue;  // id of rule data; empty until known
  IssueClass issue_class = IssueClass::enquiry;
  std::optional<Phase> phase;
  Fault fault = Fault::unknown;
  Demand demand = Demand::none;
  Fen demand_amount;
  Mood mood = Mood::calm;

  bool heard = false;  // the buyer was contacted, or came with own words
  Instant last_contact;
  Instant buyer_waits_since;  // the oldest word of the buyer that nobody has answered; 0: none
  TalkState talk = TalkState::none;
  bool still_angry = false;
  std::int64_t apologies = 0;
  std::string soothe_left_out;  // why soothing does not apply; empty: it does

  std::vector<EvidenceRule> evidence_needed;
  std::vector<EvidencePiece> evidence;
  std::vector<EvidenceWaiver> waivers;
  std::vector<CaseAnswer> answers;  // to what the rules ask; the newest of each question
  std::string judged_by;            // version of the rules at the last offer or grant

  std::optional<Agreement> agreement;
  std::vector<RefundMark> refunds;
  std::vector<ReturnMark> returns;
  std::vector<Task> tasks;
  bool daily_update = false;  // the issue asks for a word to the buyer every day until solved
  Instant last_update;        // 0: none yet

  std::optional<Registration> registration;
  std::vector<std::string> tags;  // sorted
  std::vector<CaseClock> clocks;
  std::vector<CaseId> merged;  // cases that went into this one
  CaseId merged_into;          // the surviving case, where this one was merged away

  Instant opened;
  Instant changed;
  std::int64_t times_reopened = 0;

  Status status() const { return history.empty() ? Status::open : history.back().status; }
  Instant status_since() const { return history.empty() ? opened : history.back().since; }
  bool live() const { return live_statuses.has(status()); }
  const CaseClock* running_clock(std::string_view kind) const;
  const RefundMark* refund(std::string_view key) const;
  const Task* task(TaskId id) const;
  bool tagged(std::string_view tag) const;
  bool shares_line_with(const std::vector<CaseLine>& others) const;
  // When it was last reopened; the beginning of time where it never was.
  Instant last_opening() const;
  // Without what comes on top.
  Fen granted() const;
  Fen granted_since(Instant from) const;
  Fen paid_for_lines() const;
  bool operator==(const Case&) const = default;
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (shop, id, number, version, channel, source, buyer, order, subject, buyer_label,
                       buyer_value, lines, reports, step, history, assignee, waiting_for, look_again, issue,
                       issue_class, phase, fault, demand, demand_amount, mood, heard, last_contact,
                       buyer_waits_since, talk, still_angry, apologies, soothe_left_out, evidence_needed,
                       evidence, waivers, answers, judged_by, agreement, refunds, returns, tasks,
                       daily_update, last_update, registration, tags, clocks, merged, merged_into, opened,
                       changed, times_reopened))

// No list of a case grows beyond this; what would go over is refused (case.full).
inline constexpr std::size_t longest_case_list = 300;

}  // namespace shouhou::domain
