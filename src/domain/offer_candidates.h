// Inside of offers.h: the lighter ways that make sense for a case, with amounts. Not for others.
#pragma once

#include <vector>

#include "domain/offers.h"

namespace shouhou::domain {

// What the offer is built from.
struct OfferQuestion {
  const CaseFacts& facts;
  const RuleBook& book;
  const Rights& rights;
  const AcceptHistory& history;
  std::vector<PatternSignal> signals;
  Fen follow_up;  // expected cost of a refusal

  const Issue* issue() const { return book.issue(facts.issue); }
};

// Possible, allowed and weighed; unsorted.
std::vector<Candidate> lighter_candidates(const OfferQuestion& question);

// Expected cost when the buyer refuses: what is owed, the chance of a bad review or dispute, lost margin.
Fen cost_of_refusal(const CaseFacts& facts, const RuleBook& book, const Rights& rights);

// Its cost, its chance, and what it costs in the mean.
Candidate weigh(const OfferQuestion& question, Remedy remedy);
// As it stands on the menu.
OfferItem lighter_item(const Candidate& candidate, const RuleBook& book, Fen follow_up);

Text sentence_of(const Remedy& remedy);

}  // namespace shouhou::domain
