// What becomes of an offer once it is made: the numbers the buyer reads, which items go together, whether it
// still holds, what a person may change about it, and what an answer teaches. Pure. P-D1, P-D4.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/offers.h"

namespace shouhou::domain {

enum class OfferState {
  proposed,  // made, nobody outside has seen it
  sent,      // the buyer has it
  chosen,
  refused,  // as a whole, in the buyer's words
  expired,
  replaced,  // the facts changed, or another one was made
  withdrawn
};
BOOST_DESCRIBE_ENUM(OfferState, proposed, sent, chosen, refused, expired, replaced, withdrawn)

inline bool live(OfferState state) {
  return state == OfferState::proposed || state == OfferState::sent;
}
Text text_of(OfferState state);

// Comes whatever the buyer chooses: compensation by rule.
bool comes_on_top(const OfferItem& item);
// By item, as in chat_text: 1, 2, 3 …; 0 for what comes on top.
std::vector<std::int64_t> item_numbers(const Offer& offer);

// The places of the items that a choice of these numbers carries out: the choice, then what comes on top. One
// number; with a return or an exchange the freight reimbursement too. Errors: offer.no_such_item,
// offer.one_only (invalid).
Result<std::vector<std::size_t>> items_chosen(const Offer& offer, const std::vector<std::int64_t>& numbers);

// Why the offer, made from `then`, does not hold any more; nothing where it does. What is owed must be on it
// as it is owed now, and each lighter way must still be possible. A way that the buyer has seen is not taken
// back because goodwill has run short since (`promised`).
std::optional<Text> no_longer_holds(const Offer& offer, const CaseFacts& then, const CaseFacts& now,
                                    const RuleBook& book, const Zone& zone, bool promised);

// The offer with these lighter ways instead of its own, cheapest expected cost first. What is owed stays as
// it is. Errors (invalid): offer.no_lighter_way, offer.not_possible (says why), offer.too_many, offer.twice,
// offer.threat.
Result<Offer> with_lighter(const Offer& offer, const std::vector<Remedy>& lighter, const CaseFacts& facts,
                           const RuleBook& book, const Zone& zone, const AcceptModel& model);

// A way to settle that is not on the menu, and why not.
struct OtherWay {
  Remedy remedy;  // with the amount it was weighed with
  Cost cost;
  std::vector<Obstacle> obstacles;
  Text why;  // the first obstacle, the rule's refusal, or why it was not among the best

  bool operator==(const OtherWay&) const = default;
};
std::vector<OtherWay> other_ways(const Offer& offer, const CaseFacts& facts, const RuleBook& book,
                                 const Zone& zone);

// What an answer teaches. The chosen way counts as accepted. Who took something owed, or nothing, refused
// every lighter way shown, and each right not taken is counted as well: that says what follows when nothing
// lighter is taken. Who took a lighter way says nothing about the other ones: P(accept) is the chance that a
// way is taken standing alone beside the rights, so that menus of any make-up can be weighed. Neither does
// silence, a withdrawn or a replaced menu teach anything. Compensation that comes on top is no choice.
// `chosen` empty: all were refused.
struct Answered {
  AcceptCell cell;
  bool accepted = false;

  bool operator==(const Answered&) const = default;
};
std::vector<Answered> answers_to(const Offer& offer, const CaseFacts& facts, const RuleBook& book,
                                 const std::vector<std::size_t>& chosen);

}  // namespace shouhou::domain
