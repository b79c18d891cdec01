// 跟进 (P-E1): what is due to buyers today, the daily progress message drafted from what happened, and calls
// that were promised.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/change_case.h"
#include "domain/moments.h"

namespace shouhou::app {

struct ListFollowUps {
  bool mine = false;
  bool unassigned = false;
  AccountId assignee;  // of somebody else
  std::optional<domain::FollowUpKind> kind;
  bool later = false;  // also what is due after today
  std::string cursor;  // of the page before
  int limit = 50;      // 1…200
};
BOOST_DESCRIBE_STRUCT(ListFollowUps, (), (mine, unassigned, assignee, kind, later, cursor, limit))

struct FollowUpItem {
  domain::FollowUpKind kind = domain::FollowUpKind::daily_update;
  std::string name;  // in the reader's language
  Instant due;
  bool overdue = false;
  CaseId case_id;
  std::int64_t case_number = 0;
  domain::Channel channel = domain::Channel::imported;
  domain::Status status = domain::Status::open;
  std::string issue;
  std::string issue_name;
  std::string subject;
  std::string buyer_label;
  AccountId assignee;
  std::string assignee_name;
};
BOOST_DESCRIBE_STRUCT(FollowUpItem, (),
                      (kind, name, due, overdue, case_id, case_number, channel, status, issue, issue_name,
                       subject, buyer_label, assignee, assignee_name))

struct FollowUpPage {
  std::vector<FollowUpItem> items;
  std::string next;  // cursor of the next page; empty: this was the last
};
BOOST_DESCRIBE_STRUCT(FollowUpPage, (), (items, next))
// Earliest due first; until the end of the shop's day. Needs case_read. Errors: follow_up.cursor (invalid).
Result<FollowUpPage> list_follow_ups(ports::ReadUnit& unit, const ports::Actor& actor,
                                     const ListFollowUps& command);

struct DraftUpdate {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(DraftUpdate, (), (id))

// One thing the message rests on.
struct ProgressNote {
  Instant at;
  std::string text;    // as the buyer reads it
  std::string detail;  // for the desk: the task's title and result, the key of a refund
};
BOOST_DESCRIBE_STRUCT(ProgressNote, (), (at, text, detail))

struct UpdateDraft {
  std::string zh;
  std::string en;
  Instant since;  // the buyer knows of everything before
  bool news = false;
  std::vector<ProgressNote> happened;
  std::vector<std::string> pending;
  std::optional<Instant> due;  // when the message is due; nothing: it is not
};
BOOST_DESCRIBE_STRUCT(UpdateDraft, (), (zh, en, since, news, happened, pending, due))
// Needs case_read. Sending it is update_buyer (app/work_case.h).
Result<UpdateDraft> draft_update(ports::ReadUnit& unit, const ports::Actor& actor,
                                 const DraftUpdate& command);

struct PromiseCall {
  CaseId id;
  std::optional<std::int64_t> version;
  Instant at;
  std::string about;   // what the call is about; empty: the case
  AccountId assignee;  // none: whoever promises
};
BOOST_DESCRIBE_STRUCT(PromiseCall, (), (id, version, at, about, assignee))
// A clock and a task of the service; met by logging a call to the buyer. Errors: case.call_time,
// account.not_found.
Result<CaseChanged> promise_call(ports::Unit& unit, const ports::Actor& actor, const PromiseCall& command);

}  // namespace shouhou::app
