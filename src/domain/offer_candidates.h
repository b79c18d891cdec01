// Inside of offers.h: the lighter ways that make sense for a case, with amounts. Not for others.
#pragma once

#include <vector>

#include "domain/accept_model.h"
#include "domain/offers.h"

namespace shouhou::domain {

// A right, and how often it is what a buyer takes who takes no lighter way.
struct RightTaken {
  RemedyKind remedy = RemedyKind::return_refund;
  Fen cost;
  double share = 0;
};

// What follows when the buyer takes no lighter way.
struct IfRefused {
  std::vector<RightTaken> rights;
  double nothing = 1;  // share of buyers who let it be, or go on complaining
  Fen ill_will;        // expected loss by bad reviews, disputes and lost buyers where nothing was settled
  double left_after_right = 0;  // share of it that stays once a right was granted

  Fen cost() const { return cost_of_rights() + ill_will_left(); }
  Fen cost_of_rights() const;
  Fen ill_will_left() const;
};

IfRefused if_refused(const CaseFacts& facts, const RuleBook& book, const Rights& rights,
                     const AcceptModel& model);

// What the offer is built from.
struct OfferQuestion {
  const CaseFacts& facts;
  const RuleBook& book;
  const Rights& rights;
  const AcceptModel& model;
  std::vector<PatternSignal> signals;
  IfRefused then;
  Fen follow_up;  // its cost

  const Issue* issue() const { return book.issue(facts.issue); }
};

// Possible, allowed and weighed; unsorted.
std::vector<Candidate> lighter_candidates(const OfferQuestion& question);

// Its cost, its chance, and what it costs in the mean.
Candidate weigh(const OfferQuestion& question, Remedy remedy);
// As it stands on the menu.
OfferItem lighter_item(const Candidate& candidate, const RuleBook& book, Fen follow_up);

// Places of the candidates that make the menu with the least expected cost as a whole, at most `most`, in
// order: what is shown without exploring.
std::vector<std::size_t> greedy_menu(const std::vector<Candidate>& candidates, std::size_t most,
                                     Fen follow_up);

Text sentence_of(const Remedy& remedy);

}  // namespace shouhou::domain
