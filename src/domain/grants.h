// 授予 and 执行项: a remedy that was promised to a buyer, and the things that have to be done for it, one by
// one. Granted, carried out and confirmed are separate. Both life cycles are tables: nothing else moves a
// grant or a deed. Pure. domain.md "Remedies"; P-D8, P-D9.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "domain/case_words.h"
#include "domain/lifecycle.h"
#include "domain/permissions.h"
#include "domain/remedies.h"

namespace shouhou::domain {

enum class GrantState {
  proposed,  // waits for a second person
  granted,
  refused,
  withdrawn
};
BOOST_DESCRIBE_ENUM(GrantState, proposed, granted, refused, withdrawn)

enum class DeedState {
  held,        // waits for another deed: the goods, the warehouse, the carrier
  due,         // the desk is about to carry it out
  instructed,  // a person has to do it and was told how
  in_hand,     // somebody is doing it right now
  done,
  failed,  // a person has to decide: try again, do it by hand, or drop it
  cancelled
};
BOOST_DESCRIBE_ENUM(DeedState, held, due, instructed, in_hand, done, failed, cancelled)

Text text_of(GrantState state);
Text text_of(DeedState state);
Text text_of(EffectKind kind);

// Not done and not dropped.
inline bool open(DeedState state) {
  return state != DeedState::done && state != DeedState::cancelled;
}
inline bool moves_money(EffectKind kind) {
  return kind == EffectKind::pay_refund || kind == EffectKind::pay_out;
}
// Who does it where no connector does.
Department department_of(EffectKind kind);

struct Grant {
  ShopId shop;
  GrantId id;
  CaseId case_id;
  BuyerId buyer;
  OfferId offer;    // none: granted without a menu
  std::string key;  // unique in the case: asking again with the same key is the same grant
  Remedy remedy;
  bool entitled = false;
  Fen goodwill;  // what of it goes beyond what is owed
  GrantState state = GrantState::proposed;
  Role approver = Role::lead;  // while proposed: the least role that may agree
  std::string reason;          // of the one who proposed it
  AccountId proposed_by;
  std::string proposed_name;
  Instant proposed_at;
  AccountId decided_by;  // who granted, refused or withdrew it
  std::string decided_name;
  std::optional<Instant> decided_at;
  std::string why;  // the decision's
  std::string rules_version;

  bool operator==(const Grant&) const = default;
};

struct Deed {
  ShopId shop;
  DeedId id;  // towards the outside: the idempotency key
  GrantId grant;
  CaseId case_id;
  int place = 0;  // within the grant, from 0
  EffectKind kind = EffectKind::tell_buyer;
  Fen amount;
  bool on_top = false;  // money that does not use up what was paid (compensation by rule)
  std::vector<std::int64_t> pieces;
  std::optional<Instant> at;  // look_again
  int waits_for = -1;         // place of the deed that has to be done before
  DeedState state = DeedState::due;
  Department department = Department::service;
  TaskId task;  // of the case, where it is work for a person
  Text instruction;
  std::string reference;  // what the outside calls it, once done
  std::string doubt;      // another reference under which it was confirmed as well: perhaps done twice
  std::string error;      // the last one
  AccountId in_hand_by;
  std::string in_hand_name;
  std::optional<Instant> in_hand_since;
  AccountId confirmed_by;
  std::optional<Instant> confirmed_at;
  Instant added;
  Instant changed;

  bool operator==(const Deed&) const = default;
};

// ---- life cycles ----

enum class GrantGuard {
  none,
  second_person,   // not the one who proposed it
  nothing_carried  // no deed of it is done or being done
};

struct GrantMove {
  std::string_view id;  // "approve", "refuse", "withdraw", "revoke"
  GrantState from;
  GrantState to;
  GrantGuard guard;
  Permission permission;
  bool needs_reason;
  const char* zh;  // the button
  const char* en;
};
std::span<const GrantMove> grant_moves();

enum class DeedGuard {
  none,
  idle,            // no worker is carrying it out at this moment
  nobody_else,     // and no other person has it in hand
  holder_or_lead,  // the one who has it in hand, or somebody who may approve
  dock_undone,     // the dock takes back what it had said of the goods, and no worker has it
  outside_word     // it is known from outside that it happened, whatever we wanted
};

struct DeedMove {
  std::string_view id;  // "ready", "instruct", "take", "put_back", "confirm", "happened", "fail", "retry",
                        // "cancel", "hold_again", "await_again"
  std::vector<DeedState> from;
  DeedState to;
  DeedGuard guard;
  bool needs_reason;
  const char* zh;
  const char* en;
};
std::span<const DeedMove> deed_moves();
// Paying takes refund_pay, other work task_write.
Permission permission_for(EffectKind kind);

// Who wants to move it, and what is known besides.
struct Mover {
  AccountId who;
  PermissionSet permissions;
  bool being_done = false;   // a worker has it
  bool any_carried = false;  // of a grant: a deed is done, or in somebody's hand or a worker's
};

// The state it goes to. Errors (conflict unless said otherwise): grant.no_such_move, grant.own_proposal
// (forbidden), grant.carried_out, permission.missing (forbidden), case.reason_needed (invalid).
Result<GrantState> moved(const Grant& grant, std::string_view move, const Mover& mover,
                         std::string_view reason);
// Errors: deed.no_such_move, deed.being_done, deed.in_hand (names who and since when is in the deed),
// permission.missing, case.reason_needed.
Result<DeedState> moved(const Deed& deed, std::string_view move, const Mover& mover, std::string_view reason);

// What still waits for a second person: a case neither goes on to be registered nor closes before that is
// decided.
std::vector<Lack> lacks_of(std::span<const Grant> grants);

// ---- planning ----

// The deeds of a granted remedy, in order, without ids. What has to wait says for which one: a refund for the
// goods that come back, for the warehouse that stops packing, for the carrier that intercepts.
std::vector<Deed> plan_deeds(const Remedy& remedy);

// Money that is owed by a table comes on top of the choice and never uses up the paid share.
bool on_top_of_paid(const Remedy& remedy);

// The least role that may agree to this much in one case; owner where nobody else may.
Role least_approver(const RuleBook& book, Fen goodwill_of_case);

}  // namespace shouhou::domain
