// 应得权益: what the buyer is owed, with its basis, who pays the freight, until when, and what would change
// it. A pure function of the facts and the rule book. What is not owed is said as well, with the reason, so
// that nobody has to guess. facts §C1–C5; domain.md "Entitlements".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case_facts.h"
#include "domain/rule_book.h"
#include "domain/settlement.h"

namespace shouhou::domain {

enum class BasisKind { law, platform_rule, shop_promise, agreement };
BOOST_DESCRIBE_ENUM(BasisKind, law, platform_rule, shop_promise, agreement)

// What an entitlement rests on.
struct Basis {
  BasisKind kind = BasisKind::law;
  std::string rule;  // id of the row: "order90.10", "tmall.late", "fifteen_days"
  Text name;
  std::string source;
  bool weak = false;  // shown on screen: check it

  bool operator==(const Basis&) const = default;
};
BOOST_DESCRIBE_STRUCT(Basis, (), (kind, rule, name, source, weak))

enum class ConditionState { met, unknown };
BOOST_DESCRIBE_ENUM(ConditionState, met, unknown)

// Something that must hold. One that does not hold makes the entitlement a Refusal instead.
struct RightCondition {
  std::string id;  // "intact.tag_on", "evidence"
  Text what;
  ConditionState state = ConditionState::unknown;

  bool operator==(const RightCondition&) const = default;
};
BOOST_DESCRIBE_STRUCT(RightCondition, (), (id, what, state))

// One way to settle that the buyer may insist on. Several at once are the buyer's choice.
struct Entitlement {
  RemedyKind remedy = RemedyKind::return_refund;
  ReturnGround ground = ReturnGround::no_reason;
  std::vector<std::int64_t> pieces;  // of each line of the facts
  std::vector<Basis> basis;          // strongest first, never empty
  FreightPayer freight_back = FreightPayer::none;
  FreightPayer freight_out = FreightPayer::none;  // of what is sent anew
  std::optional<Instant> until;                   // the buyer has to ask before this moment
  std::optional<Span> paid_within;  // money is due this long after the goods are back (or after the request)
  Fen least;  // money that goes back at least / at most, by what the conditions turn out
  Fen most;
  PaidIn paid_in = PaidIn::money;
  std::vector<RightCondition> conditions;
  std::vector<Text> would_change;  // "吊牌若已剪，则不能无理由退货"
  Text sentence;                   // to the buyer, in plain words

  bool operator==(const Entitlement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Entitlement, (),
                      (remedy, ground, pieces, basis, freight_back, freight_out, until, paid_within, least,
                       most, paid_in, conditions, would_change, sentence))

// Something a buyer might expect and is not owed.
struct Refusal {
  RemedyKind remedy = RemedyKind::return_refund;
  Text why;
  std::vector<Basis> basis;
  std::vector<Text> would_change;

  bool operator==(const Refusal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (remedy, why, basis, would_change))

struct Rights {
  std::vector<Entitlement> owed;
  std::vector<Refusal> refused;

  const Entitlement* find(RemedyKind remedy) const;
  bool operator==(const Rights&) const = default;
};
BOOST_DESCRIBE_STRUCT(Rights, (), (owed, refused))

Rights entitlements(const CaseFacts& facts, const RuleBook& book, const Zone& zone);

// 风险敞口: what the law could cost at worst. For leads only, never part of an offer.
struct Exposure {
  Text what;
  Fen amount;
  Basis basis;

  bool operator==(const Exposure&) const = default;
};
std::vector<Exposure> exposure(const CaseFacts& facts, const RuleBook& book);

// The first moment at which a right of `days` counted from the day after signing is over (Order 90 art. 10):
// signed on the 1st at any hour, seven days: 00:00 of the 9th.
Instant end_of_window(Instant signed_at, std::int64_t days, const Zone& zone);

// How long after payment the order was (or still is not) handed to the carrier, where that is too late:
// later than promised, or than the platform's table. Nothing where it is in time or nothing is known.
struct Lateness {
  Instant due;
  Span since_payment;  // until the carrier's scan, else until now
  Span by;
  std::optional<Basis> basis;  // whose term was missed
};
std::optional<Lateness> lateness(const CaseFacts& facts, const RuleBook& book, const Zone& zone);

// Ids of law rows that the code names; the loader demands them.
std::span<const std::string_view> laws_in_use();

}  // namespace shouhou::domain
