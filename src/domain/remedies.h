// 补救方案: one concrete way to settle, whether it is possible here, what it really costs line by line, and
// what has to be done to carry it out. Pure; the doing goes through ports. domain.md "Remedies".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/case_facts.h"
#include "domain/entitlements.h"
#include "domain/rule_book.h"

namespace shouhou::domain {

struct Remedy {
  RemedyKind kind = RemedyKind::apology;
  Fen money;                         // to the buyer: refund, compensation, allowance, red packet
  Fen credit;                        // face value of coupon or points
  std::vector<std::int64_t> pieces;  // of each line: come back, are sent, or are refunded
  FreightPayer freight_back = FreightPayer::none;
  FreightPayer freight_out = FreightPayer::none;
  Fen gift_cost;
  ReturnGround ground = ReturnGround::no_reason;
  std::optional<Instant> look_again;  // wait_until: the dated promise
  std::string detail;                 // which coupon, gift, level; free words
  std::vector<SkuId> wanted;          // exchange: of each line, what is sent instead; none: the same again

  bool operator==(const Remedy&) const = default;
};
BOOST_DESCRIBE_STRUCT(Remedy, (),
                      (kind, money, credit, pieces, freight_back, freight_out, gift_cost, ground, look_again,
                       detail, wanted))

// The remedy that fulfils an entitlement, with its highest amount.
Remedy remedy_for(const Entitlement& entitlement, const CaseFacts& facts);

// ---- possible? ----

struct Obstacle {
  std::string validator;  // "phase", "money_cap", …
  Text why;

  bool operator==(const Obstacle&) const = default;
};
BOOST_DESCRIBE_STRUCT(Obstacle, (), (validator, why))

// Every reason why the remedy is not possible here; empty: it is.
std::vector<Obstacle> obstacles(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book,
                                const Rights& rights);

// The most that may still be given as money to the buyer for the affected lines (compensation by rule and
// freight aside).
Fen money_cap(const CaseFacts& facts);

// The buyer's freight of sending the goods back is a cost of the way, no share of what was paid for the
// goods: it may be made good on top of a whole refund, up to what the way costs.
struct ReturnFreight {
  Fen left;           // what the way costs less what was made good of it; 0 where nothing is to travel
  bool owed = false;  // the seller owes it (消法 24); else making it good is goodwill
};
ReturnFreight return_freight(const CaseFacts& facts, const Rights& rights);
// Whether the money of this remedy comes on top of what was paid, by rule or as freight of the way back.
bool beyond_what_was_paid(const Remedy& remedy, const CaseFacts& facts, const Rights& rights);

// ---- cost ----

enum class CostItem { money, credit, goods_sent, goods_back, freight_out, freight_back, gift, handling };
BOOST_DESCRIBE_ENUM(CostItem, money, credit, goods_sent, goods_back, freight_out, freight_back, gift,
                    handling)

struct CostLine {
  CostItem item = CostItem::money;
  Fen amount;  // below zero: comes back
  Text note;

  bool operator==(const CostLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(CostLine, (), (item, amount, note))

struct Cost {
  std::vector<CostLine> lines;
  Fen total;  // the sum of the lines

  void add(CostItem item, Fen amount, Text note);  // nothing for 0
  bool operator==(const Cost&) const = default;
};
BOOST_DESCRIBE_STRUCT(Cost, (), (lines, total))

Cost cost_of(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book);

// What pieces cost the shop: as known, else the price without the shop's usual margin.
Fen goods_cost(const CaseFacts& facts, const RuleBook& book, const std::vector<std::int64_t>& pieces);

// ---- carrying it out ----

enum class EffectKind {
  stop_packing,
  ask_interception,
  await_return,  // open a return
  pay_refund,    // by the original way
  pay_out,       // money that is no refund: compensation, allowance, red packet
  issue_coupon,
  raise_member_level,
  send_goods,
  send_gift,
  order_repair,
  look_again,  // a dated promise
  tell_buyer   // words only: apology, decline
};
BOOST_DESCRIBE_ENUM(EffectKind, stop_packing, ask_interception, await_return, pay_refund, pay_out,
                    issue_coupon, raise_member_level, send_goods, send_gift, order_repair, look_again,
                    tell_buyer)

struct Effect {
  EffectKind kind = EffectKind::tell_buyer;
  Fen amount;
  std::vector<std::int64_t> pieces;
  std::optional<Instant> at;
  bool after_return = false;  // only once the goods are back and accepted

  bool operator==(const Effect&) const = default;
};

// What has to be done, in order. The sum of pay_refund and pay_out is remedy.money.
std::vector<Effect> effects_of(const Remedy& remedy);

// ---- authority ----

// What a remedy gives beyond what is owed: nothing for an entitlement up to its amount, else all it gives. Of
// money, credit and gifts only.
Fen goodwill_of(const Remedy& remedy, const Rights& rights);
// The same with everything that goes out: goods that are sent beyond what is owed count at what they cost the
// shop, freight that is owed counts nothing.
Fen goodwill_of(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book, const Rights& rights);

enum class GrantOutcome { granted, needs_approval, refused };
BOOST_DESCRIBE_ENUM(GrantOutcome, granted, needs_approval, refused)

struct GrantDecision {
  GrantOutcome outcome = GrantOutcome::refused;
  Text why;

  bool operator==(const GrantDecision&) const = default;
};

struct GrantRequest {
  AccountId who;
  Role role = Role::agent;
  Fen goodwill;     // of this grant
  Fen case_before;  // goodwill already granted in the case, by anybody
  Fen day_before;   // goodwill this person granted today, in the shop's zone
  // Of the limits, what counts for this buyer: less where the history shows a pattern (goodwill_permille).
  std::int64_t permille = 1000;
};

// May this person grant it alone? An entitlement (goodwill 0) always may be granted.
GrantDecision may_grant(const RuleBook& book, const GrantRequest& request);

// May this person approve what `proposer` proposed? Never one's own (two-person rule), never above the limit.
GrantDecision may_approve(const RuleBook& book, const GrantRequest& approver, AccountId proposer);

}  // namespace shouhou::domain
