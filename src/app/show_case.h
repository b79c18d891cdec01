// Everything about one case on one screen's data.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/list_queue.h"
#include "base/json_text.h"
#include "domain/cases.h"
#include "domain/orders.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

// A receiver as shown: masked, unless the look was asked for (look_at_buyer).
struct ContactView {
  std::string name;
  std::string phone;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(ContactView, (), (name, phone, address))

struct BuyerView {
  BuyerId id;
  std::string label;  // masked
  Fen value;          // paid minus refunded, as far back as the desk looks
  std::int64_t orders = 0;
  ContactView contact;
  std::vector<CaseId> other_cases;
};
BOOST_DESCRIBE_STRUCT(BuyerView, (), (id, label, value, orders, contact, other_cases))

struct OrderView {
  OrderId id;
  std::string number;
  domain::Channel channel = domain::Channel::imported;
  domain::OrderStatus status = domain::OrderStatus::unknown;
  std::string status_text;
  std::string currency;
  Fen goods;
  Fen postage;
  Fen paid;
  Fen refunded;
  std::optional<Instant> placed_at;
  std::optional<Instant> paid_at;
  std::optional<Instant> shipped_at;
  std::optional<Instant> delivered_at;
  std::optional<Instant> finished_at;
  std::string buyer_message;
  std::string seller_note;
};
BOOST_DESCRIBE_STRUCT(OrderView, (),
                      (id, number, channel, status, status_text, currency, goods, postage, paid, refunded,
                       placed_at, paid_at, shipped_at, delivered_at, finished_at, buyer_message, seller_note))

struct CaseLineView {
  OrderLineId line;
  std::string title;
  std::string attributes;
  std::string code;
  std::int64_t quantity = 1;  // concerned
  std::int64_t ordered = 1;
  Fen price;
  Fen paid;  // the line's share
  Fen refunded;
};
BOOST_DESCRIBE_STRUCT(CaseLineView, (),
                      (line, title, attributes, code, quantity, ordered, price, paid, refunded))

struct TraceView {
  Instant at;
  std::string text;
  domain::ParcelState state = domain::ParcelState::in_transit;
};
BOOST_DESCRIBE_STRUCT(TraceView, (), (at, text, state))

struct ParcelView {
  ParcelId id;
  std::string carrier;
  std::string tracking_number;
  domain::ParcelState state = domain::ParcelState::announced;
  std::optional<Instant> shipped_at;
  std::optional<Instant> last_scan_at;
  std::optional<Instant> signed_at;
  std::vector<TraceView> trace;  // oldest first
};
BOOST_DESCRIBE_STRUCT(ParcelView, (),
                      (id, carrier, tracking_number, state, shipped_at, last_scan_at, signed_at, trace))

struct ReportView {
  domain::Channel channel = domain::Channel::imported;
  domain::Source source = domain::Source::manual;
  std::string external_id;
  Instant at;
  std::string words;
  CaseId from;
};
BOOST_DESCRIBE_STRUCT(ReportView, (), (channel, source, external_id, at, words, from))

struct LackView {
  std::string code;
  std::string text;
  std::string about;
};
BOOST_DESCRIBE_STRUCT(LackView, (), (code, text, about))

struct StepView {
  domain::Step step = domain::Step::contact;
  std::string name;
  bool passed = false;
  bool current = false;
  std::vector<LackView> lacks;  // before the case can go on from this step
};
BOOST_DESCRIBE_STRUCT(StepView, (), (step, name, passed, current, lacks))

// A move that starts here and that this actor may make.
struct MoveView {
  std::string id;
  std::string label;
  std::optional<domain::Step> to_step;
  std::optional<domain::Status> to_status;
  bool needs_reason = false;
  std::vector<LackView> lacks;  // empty: it can be made now
};
BOOST_DESCRIBE_STRUCT(MoveView, (), (id, label, to_step, to_status, needs_reason, lacks))

struct ClockView {
  std::string kind;
  std::string name;  // in the reader's language
  domain::ClockSource source = domain::ClockSource::response_target;
  domain::Consequence consequence = domain::Consequence::bad_mood;
  std::string consequence_text;
  Instant start;
  std::optional<Instant> deadline;
  Span elapsed;
  Span paused;
  bool standing_still = false;
  domain::ClockEnd end = domain::ClockEnd::running;
  std::string basis;
};
BOOST_DESCRIBE_STRUCT(ClockView, (),
                      (kind, name, source, consequence, consequence_text, start, deadline, elapsed, paused,
                       standing_still, end, basis))

struct EvidenceNeedView {
  std::string id;
  domain::EvidenceKind kind = domain::EvidenceKind::photo;
  std::string what;
  bool met = false;
  std::string waived;  // the reason
};
BOOST_DESCRIBE_STRUCT(EvidenceNeedView, (), (id, kind, what, met, waived))

struct EvidenceView {
  EvidenceId id;
  domain::EvidenceKind kind = domain::EvidenceKind::photo;
  std::string answers;
  std::string content_hash;
  std::string media_type;
  std::string reference;
  bool given_by_buyer = false;
  AccountId added_by;
  std::string added_by_name;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(EvidenceView, (),
                      (id, kind, answers, content_hash, media_type, reference, given_by_buyer, added_by,
                       added_by_name, at))

struct TimelineEntry {
  std::int64_t sequence = 0;
  Instant at;
  std::string kind;
  AccountId account;
  std::string actor;
  JsonText body;
  std::string words;  // of people, where the event has some
};
BOOST_DESCRIBE_STRUCT(TimelineEntry, (), (sequence, at, kind, account, actor, body, words))

struct CaseView {
  CaseId id;
  std::int64_t number = 0;
  std::int64_t version = 0;
  domain::Channel channel = domain::Channel::imported;
  domain::Source source = domain::Source::manual;
  std::string subject;
  domain::Step step = domain::Step::contact;
  domain::Status status = domain::Status::open;
  Instant status_since;
  std::string waiting_for;
  std::optional<Instant> look_again;         // when a waiting case comes back by itself
  std::optional<Instant> buyer_waits_since;  // the buyer's oldest word without an answer
  AccountId assignee;
  std::string assignee_name;
  Instant opened;
  Instant changed;
  Instant due;
  std::vector<QueueReason> reasons;
  std::string issue;
  std::string issue_name;
  domain::IssueClass issue_class = domain::IssueClass::enquiry;
  std::optional<domain::Phase> phase;
  domain::Fault fault = domain::Fault::unknown;
  domain::Demand demand = domain::Demand::none;
  Fen demand_amount;
  domain::Mood mood = domain::Mood::calm;
  domain::TalkState talk = domain::TalkState::none;
  bool still_angry = false;
  std::int64_t apologies = 0;
  std::string soothe_left_out;
  std::optional<BuyerView> buyer;
  std::optional<OrderView> order;
  std::vector<CaseLineView> lines;
  std::vector<ParcelView> parcels;
  std::vector<ReportView> reports;
  std::vector<StepView> steps;
  std::vector<MoveView> moves;
  std::vector<ClockView> clocks;
  std::vector<EvidenceNeedView> evidence_needed;
  std::vector<EvidenceView> evidence;
  std::optional<domain::Agreement> agreement;
  std::vector<domain::RefundMark> refunds;
  std::vector<domain::ReturnMark> returns;
  std::vector<domain::Task> tasks;
  std::optional<domain::Registration> registration;
  std::vector<std::string> tags;
  std::vector<CaseId> merged;
  CaseId merged_into;
  std::string draft;                    // the reader's own unsent words
  std::vector<TimelineEntry> timeline;  // the newest, newest first
  std::int64_t timeline_before = 0;     // for the next page; 0: that was all
};
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (id, number, version, channel, source, subject, step, status, status_since, waiting_for,
                       look_again, buyer_waits_since, assignee, assignee_name, opened, changed, due, reasons,
                       issue, issue_name, issue_class, phase, fault, demand, demand_amount, mood, talk,
                       still_angry, apologies, soothe_left_out, buyer, order, lines, parcels, reports, steps,
                       moves, clocks, evidence_needed, evidence, agreement, refunds, returns, tasks,
                       registration, tags, merged, merged_into, draft, timeline, timeline_before))

struct ShowCase {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(ShowCase, (), (id))
// Needs case_read. Errors: case.not_found.
Result<CaseView> show_case(ports::ReadUnit& unit, const ports::Actor& actor, const ShowCase& command);

struct FindCase {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(FindCase, (), (number))
Result<CaseView> find_case(ports::ReadUnit& unit, const ports::Actor& actor, const FindCase& command);

struct CaseTimeline {
  CaseId id;
  std::int64_t before = 0;  // sequence; 0: from the newest
  int limit = 50;           // 1…200
};
BOOST_DESCRIBE_STRUCT(CaseTimeline, (), (id, before, limit))

struct TimelinePage {
  std::vector<TimelineEntry> entries;
  std::int64_t before = 0;  // of the next page; 0: that was all
};
BOOST_DESCRIBE_STRUCT(TimelinePage, (), (entries, before))
Result<TimelinePage> case_timeline(ports::ReadUnit& unit, const ports::Actor& actor,
                                   const CaseTimeline& command);

struct LookAtBuyer {
  CaseId id;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(LookAtBuyer, (), (id, why))
// The receiver in the clear. Needs personal_read, and leaves an entry in the audit log.
Result<ContactView> look_at_buyer(ports::Unit& unit, const ports::Actor& actor, const LookAtBuyer& command);

}  // namespace shouhou::app
