// 方案单: the menu laid before the buyer. Everything owed comes first; then at most three lighter ways that
// are fair, cheapest expected cost first. Nothing hangs on a review. A pure function: chance comes in as a
// number, so that every offer can be made again from its log. domain.md "Offers"; P-D1 … P-D8.
#pragma once

#include <string>
#include <vector>

#include "domain/accept_model.h"
#include "domain/entitlements.h"
#include "domain/remedies.h"

namespace shouhou::domain {

// Something in the buyer's history that a person should look at. It lowers goodwill, never what is owed.
struct PatternSignal {
  std::string id;  // "serial_goodwill"
  Text why;

  bool operator==(const PatternSignal&) const = default;
};
BOOST_DESCRIBE_STRUCT(PatternSignal, (), (id, why))
std::vector<PatternSignal> pattern_signals(const CaseFacts& facts, const RuleBook& book);
// Goodwill shrinks with signals of a pattern: one halves it, two end it (a person may say that all is well).
std::int64_t goodwill_permille(const BuyerHistory& buyer, const std::vector<PatternSignal>& signals);

struct OfferItem {
  bool entitled = false;
  Remedy remedy;
  std::vector<Basis> basis;  // of an entitlement
  std::optional<Instant> until;
  Cost cost;
  double accept = 1;  // P(accept)
  Fen expected;       // cost if accepted × P + what follows if refused × (1 − P)
  Text why;           // to the agent: one sentence
  Text sentence;      // to the buyer: one sentence

  bool operator==(const OfferItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(OfferItem, (), (entitled, remedy, basis, until, cost, accept, expected, why, sentence))

// A lighter way that was weighed, shown or not.
struct Candidate {
  Remedy remedy;
  Cost cost;
  double accept = 0;
  Fen after;     // expected loss after it was taken: bad reviews, disputes, lost buyers (P-D6)
  Fen expected;  // (cost + after) × P + what follows if refused × (1 − P)
  std::int64_t size_permille = 0;  // of the affected goods' paid share
  bool shown = false;

  bool operator==(const Candidate&) const = default;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (remedy, cost, accept, after, expected, size_permille, shown))

// Enough to evaluate the policy later: what was possible, what was shown, with which probability.
struct OfferLog {
  std::string rules_version;
  std::vector<Candidate> candidates;  // best first
  Fen follow_up;                      // expected cost of a refusal
  bool explored = false;
  double propensity = 1;  // probability of exactly this menu, given the same facts and history

  bool operator==(const OfferLog&) const = default;
};
BOOST_DESCRIBE_STRUCT(OfferLog, (), (rules_version, candidates, follow_up, explored, propensity))

struct Offer {
  std::vector<OfferItem> items;  // everything owed, then lighter ways
  std::vector<Refusal> refused;
  std::vector<PatternSignal> signals;
  OfferLog log;
  Instant valid_until;

  bool operator==(const Offer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (items, refused, signals, log, valid_until))

// Two numbers in [0, 1): whether to explore, and which way. Keep them in the log of the case.
struct Dice {
  double explore = 1;
  double which = 0;

  bool operator==(const Dice&) const = default;
};
BOOST_DESCRIBE_STRUCT(Dice, (), (explore, which))

Offer make_offer(const CaseFacts& facts, const RuleBook& book, const Zone& zone, const AcceptModel& model,
                 Dice dice);
// From what the shop has counted.
Offer make_offer(const CaseFacts& facts, const RuleBook& book, const Zone& zone, const AcceptHistory& history,
                 Dice dice);

// What the menu leaves out or cuts short of what is owed; nothing where it covers everything. An offer that
// fails this may not be sent (P-D1).
std::optional<Text> what_is_missing(const Offer& offer, const Rights& rights);

// The cell under which the answer to an item is counted.
AcceptCell cell_of(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book);

// The menu as words for the chat, in the reader's language: rights first, numbered, with the closing date.
Text chat_text(const Offer& offer, const Zone& zone);

}  // namespace shouhou::domain
