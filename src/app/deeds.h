// 执行项: what people do about the deeds of a grant (P-D9). A refund is paid once: whoever pays takes it in
// hand first, confirming it again changes nothing, and a confirmation with another reference goes before a
// lead.
#pragma once

#include "app/work_case.h"
#include "domain/grants.h"
#include "ports/grants.h"

namespace shouhou::app {

struct DeedView {
  DeedId id;
  GrantId grant;
  CaseId case_id;
  std::int64_t place = 0;
  domain::EffectKind kind = domain::EffectKind::tell_buyer;
  Fen amount;
  bool on_top = false;
  std::vector<std::int64_t> pieces;
  std::optional<Instant> at;
  std::optional<std::int64_t> waits_for;  // place of another deed of the grant
  domain::DeedState state = domain::DeedState::due;
  domain::Department department = domain::Department::service;
  TaskId task;
  Text instruction;
  std::string reference;
  std::string doubt;  // it was confirmed under this reference as well: look whether money went twice
  std::string error;
  AccountId in_hand_by;
  std::string in_hand_name;
  std::optional<Instant> in_hand_since;
  AccountId confirmed_by;
  std::optional<Instant> confirmed_at;
  Instant added;
  Instant changed;
};
BOOST_DESCRIBE_STRUCT(DeedView, (),
                      (id, grant, case_id, place, kind, amount, on_top, pieces, at, waits_for, state,
                       department, task, instruction, reference, doubt, error, in_hand_by, in_hand_name,
                       in_hand_since, confirmed_by, confirmed_at, added, changed))
DeedView view_of(const domain::Deed& deed);

struct TakeDeed {
  DeedId id;
};
BOOST_DESCRIBE_STRUCT(TakeDeed, (), (id))
// "I am doing it now." Errors: deed.not_found, deed.in_hand (conflict; names who), deed.no_such_move.
Result<DeedView> take_deed(ports::Unit& unit, const ports::Actor& actor, const TakeDeed& command);
Result<DeedView> release_deed(ports::Unit& unit, const ports::Actor& actor, const TakeDeed& command);

struct ConfirmDeed {
  DeedId id;
  std::string reference;  // what the outside calls it: refund number, tracking number, return id
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ConfirmDeed, (), (id, reference, note))
// It is done. The same reference again changes nothing. Another reference: the deed stays as it was, `doubt`
// is set and a lead is told, because money may have gone twice; over HTTP that is 409
// deed.confirmed_otherwise. A confirmation of what was cancelled counts, is put right in the case and the
// ledger, and goes before a lead.
Result<DeedView> confirm_deed(ports::Unit& unit, const ports::Actor& actor, const ConfirmDeed& command);

struct FailDeed {
  DeedId id;
  std::string reason;
  bool retry = false;  // try again at once; else it is left for a person to decide
};
BOOST_DESCRIBE_STRUCT(FailDeed, (), (id, reason, retry))
Result<DeedView> fail_deed(ports::Unit& unit, const ports::Actor& actor, const FailDeed& command);

struct CancelDeed {
  DeedId id;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CancelDeed, (), (id, reason))
Result<DeedView> cancel_deed(ports::Unit& unit, const ports::Actor& actor, const CancelDeed& command);

struct SettleDoubt {
  DeedId id;
  std::string reason;  // what was found
};
BOOST_DESCRIBE_STRUCT(SettleDoubt, (), (id, reason))
// A lead has looked: it happened once, or was got back. Needs remedy_approve.
Result<DeedView> settle_doubt(ports::Unit& unit, const ports::Actor& actor, const SettleDoubt& command);

struct ListDeeds {
  std::optional<domain::DeedState> state;  // none: all that are open
  std::optional<domain::EffectKind> kind;
  std::optional<domain::Department> department;
  bool mine = false;     // those I have in hand
  bool doubted = false;  // those that perhaps happened twice, done or not
  DeedId after;
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(ListDeeds, (), (state, kind, department, mine, doubted, after, limit))
struct DeedItem {
  DeedView deed;
  std::int64_t case_number = 0;
  domain::Channel channel = domain::Channel::imported;
  std::string subject;
};
BOOST_DESCRIBE_STRUCT(DeedItem, (), (deed, case_number, channel, subject))
struct DeedPage {
  std::vector<DeedItem> items;
  std::optional<DeedId> next;
};
BOOST_DESCRIBE_STRUCT(DeedPage, (), (items, next))
// Needs case_read.
Result<DeedPage> list_deeds(ports::ReadUnit& unit, const ports::Actor& actor, const ListDeeds& query);

}  // namespace shouhou::app
