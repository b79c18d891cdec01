// 队列: the open cases in the order in which they have to be handled, page by page (P-E4).
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/cases.h"
#include "domain/urgency.h"
#include "ports/actor.h"
#include "ports/cases.h"
#include "ports/store.h"

namespace shouhou::app {

struct ListQueue {
  bool mine = false;
  bool unassigned = false;
  AccountId assignee;  // of somebody else
  std::optional<domain::Step> step;
  std::optional<domain::Status> status;  // closed lists the closed ones, last closed first
  std::string issue;
  std::optional<domain::IssueClass> issue_class;
  std::optional<domain::Channel> channel;
  std::string tag;
  std::int64_t clock_within_minutes = 0;  // 0: any; otherwise some clock ends before then
  std::string text;    // words, case number, order number, tracking number, phone or its last four digits
  std::string cursor;  // of the page before
  int limit = 50;      // 1…200
};
BOOST_DESCRIBE_STRUCT(ListQueue, (),
                      (mine, unassigned, assignee, step, status, issue, issue_class, channel, tag,
                       clock_within_minutes, text, cursor, limit))

struct QueueReason {
  std::string code;
  std::string text;  // in the reader's language
  Span by;           // how much earlier it makes the case due
};
BOOST_DESCRIBE_STRUCT(QueueReason, (), (code, text, by))

struct QueueItem {
  CaseId id;
  std::int64_t number = 0;
  std::int64_t version = 0;
  domain::Channel channel = domain::Channel::imported;
  domain::Step step = domain::Step::contact;
  domain::Status status = domain::Status::open;
  std::string issue;
  std::string issue_name;
  domain::IssueClass issue_class = domain::IssueClass::enquiry;
  domain::Mood mood = domain::Mood::calm;
  AccountId assignee;
  std::string subject;
  std::string buyer_label;
  Instant opened;
  Instant due;
  std::optional<Instant> next_deadline;
  std::string next_clock;
  std::vector<QueueReason> reasons;
  std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(QueueItem, (),
                      (id, number, version, channel, step, status, issue, issue_name, issue_class, mood,
                       assignee, subject, buyer_label, opened, due, next_deadline, next_clock, reasons, tags))

struct QueuePage {
  std::vector<QueueItem> items;
  std::string next;  // cursor of the next page; empty: this was the last
};
BOOST_DESCRIBE_STRUCT(QueuePage, (), (items, next))

// A page as the store has it, before it is put into words: whoever keeps worded rows words only the others.
struct QueueRows {
  std::vector<ports::QueueRow> rows;
  std::string next;  // as in QueuePage
};
// Needs case_read. Errors: queue.cursor (invalid), queue.limit.
Result<QueueRows> queue_rows(ports::ReadUnit& unit, const ports::Actor& actor, const ListQueue& command);
QueueItem queue_item(const ports::QueueRow& row, const ports::CaseRules& rules, Language language);

// Both together. Errors: those of queue_rows.
Result<QueuePage> list_queue(ports::ReadUnit& unit, const ports::Actor& actor, const ListQueue& command);

struct NamedCount {
  std::string name;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(NamedCount, (), (name, count))

// How many live cases there are, in all and by what the queue can be narrowed to. Maintained, not counted.
struct QueueCounts {
  std::int64_t open = 0;
  std::int64_t mine = 0;
  std::int64_t unassigned = 0;
  std::int64_t closed = 0;
  std::vector<NamedCount> steps, statuses, issues, classes, channels, assignees, tags;
};
BOOST_DESCRIBE_STRUCT(QueueCounts, (),
                      (open, mine, unassigned, closed, steps, statuses, issues, classes, channels, assignees,
                       tags))

Result<QueueCounts> queue_counts(ports::ReadUnit& unit, const ports::Actor& actor);

}  // namespace shouhou::app
