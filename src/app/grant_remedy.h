// 授予: a remedy is promised to the buyer, within the authority of whoever promises it, and everything that
// has to be done for it is set going, in one transaction (P-D8, P-D9). What goes beyond somebody's authority
// waits for a second person. Carrying out: deeds.h.
#pragma once

#include "app/deeds.h"
#include "app/work_case.h"
#include "domain/grants.h"

namespace shouhou::app {

struct GrantRemedy {
  CaseId id;
  MaybeVersion version;
  OfferId offer;
  domain::Remedy remedy;
  bool entitled = false;  // claimed to be owed; the desk checks it
  std::string reason;
  std::string key;  // the same key in the same case is the same grant; empty: a grant of its own
  // Not of a request: the buyer chose it from a menu that was sent within the sender's authority. It is
  // honoured although others have used up the caps or the day's limit since, and that is put on record.
  bool promised = false;
};
BOOST_DESCRIBE_STRUCT(GrantRemedy, (), (id, version, offer, remedy, entitled, reason, key))

struct GrantView {
  GrantId id;
  CaseId case_id;
  std::int64_t case_number = 0;
  OfferId offer;
  std::string key;
  domain::Remedy remedy;
  bool entitled = false;
  Fen goodwill;
  domain::GrantState state = domain::GrantState::proposed;
  domain::Role approver = domain::Role::lead;
  std::string reason;
  AccountId proposed_by;
  std::string proposed_name;
  Instant proposed_at;
  AccountId decided_by;
  std::string decided_name;
  std::optional<Instant> decided_at;
  std::string why;
  std::vector<DeedView> deeds;
};
BOOST_DESCRIBE_STRUCT(GrantView, (),
                      (id, case_id, case_number, offer, key, remedy, entitled, goodwill, state, approver,
                       reason, proposed_by, proposed_name, proposed_at, decided_by, decided_name, decided_at,
                       why, deeds))

// Needs remedy_propose. Errors: grant.obstacle (conflict; every reason), grant.beyond (forbidden: the role
// grants nothing), grant.key (conflict: the key stands for another remedy), case.*, those of
// gather_case_facts. Beyond the authority it comes back as `proposed`.
Result<GrantView> grant_remedy(ports::Unit& unit, const ports::Actor& actor, const GrantRemedy& command);

struct DecideGrant {
  GrantId id;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DecideGrant, (), (id, reason))

// A second person agrees: needs remedy_approve and the authority for it. Above one's own limit it goes up:
// the answer is still `proposed`, with the next `approver`. Errors: grant.not_found, grant.own_proposal,
// grant.no_such_move, grant.obstacle: the case has changed since.
Result<GrantView> approve_grant(ports::Unit& unit, const ports::Actor& actor, const DecideGrant& command);
Result<GrantView> refuse_grant(ports::Unit& unit, const ports::Actor& actor, const DecideGrant& command);
// Takes back a proposal, or a grant of which nothing has been carried out. A proposal only by the one who
// made it, or by somebody who may approve.
Result<GrantView> withdraw_grant(ports::Unit& unit, const ports::Actor& actor, const DecideGrant& command);

struct ListGrants {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(ListGrants, (), (id))
struct GrantList {
  std::vector<GrantView> items;  // oldest first
  Fen granted, paid, withdrawn, open;
};
BOOST_DESCRIBE_STRUCT(GrantList, (), (items, granted, paid, withdrawn, open))
Result<GrantList> list_grants(ports::ReadUnit& unit, const ports::Actor& actor, const ListGrants& query);

struct ListApprovals {
  GrantId after;
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(ListApprovals, (), (after, limit))
struct ApprovalItem {
  GrantView grant;
  std::string subject;  // of the case
  bool mine = false;    // proposed by who asks: somebody else has to decide
  bool within = false;  // within the authority of who asks
};
BOOST_DESCRIBE_STRUCT(ApprovalItem, (), (grant, subject, mine, within))
struct ApprovalPage {
  std::vector<ApprovalItem> items;
  std::optional<GrantId> next;
};
BOOST_DESCRIBE_STRUCT(ApprovalPage, (), (items, next))
// What waits for a second person, oldest first. Needs remedy_propose: proposers look after their own.
Result<ApprovalPage> list_approvals(ports::ReadUnit& unit, const ports::Actor& actor,
                                    const ListApprovals& query);

// ---- returns tell ----

// Goods of a grant are back and accepted (or scanned, as configured): what waited for them goes on.
// `deduction` is what of the held money is not due after the inspection. Telling it again changes nothing.
struct GoodsBack {
  GrantId grant;
  std::vector<std::int64_t> accepted_pieces;  // by CaseFacts::lines; empty: all
  Fen deduction;
  std::string reason;  // needed for a deduction
};
// Errors: grant.not_found, grant.deduction (invalid: below zero, or above what is held).
Result<void> goods_came_back(ports::Unit& unit, const ports::Actor& actor, const GoodsBack& command);
// Given up, rejected or lost: what waited for the goods is cancelled.
Result<void> goods_not_coming(ports::Unit& unit, const ports::Actor& actor, GrantId grant,
                              const std::string& reason);
// The dock was wrong about the goods: what was released, taken off or dropped because of them since then
// waits for them again, as it was granted. Errors: return.carried_out (conflict): it is paid, sent, or in
// somebody's hand; return.called_off (conflict): new goods of an exchange were called off and are not put
// aside any more.
struct GoodsInDoubt {
  GrantId grant;
  Instant since;
  std::string reason;
};
Result<void> goods_in_doubt(ports::Unit& unit, const ports::Actor& actor, const GoodsInDoubt& command);

}  // namespace shouhou::app
