// What an offer is judged by, inside the use cases of offers: the facts of the case with what this case and
// this buyer said before, and the authority of a person for one of its items.
#pragma once

#include "domain/cases.h"
#include "domain/offer_life.h"
#include "ports/actor.h"
#include "ports/offers.h"
#include "ports/store.h"

namespace shouhou::app {

// gather_case_facts, the menus that were turned down since the case was (re)opened, and whether somebody
// said that the buyer's pattern is fine.
Result<domain::CaseFacts> offer_facts(ports::ReadUnit& unit, const domain::Case& state);

// May the actor grant the item alone? Looks at what was granted in the case, and by the actor today. What a
// person put on the menu by hand meets the limits that the buyer's history lowers; the policy's own ways are
// lowered already.
domain::GrantDecision authority_for(ports::ReadUnit& unit, const ports::Actor& actor, CaseId id,
                                    const domain::Remedy& remedy, const domain::CaseFacts& facts,
                                    const domain::Rights& rights, bool by_hand);

// The offer by its id. Error: offer.not_found.
Result<ports::StoredOffer> load_offer(ports::ReadUnit& unit, ShopId shop, OfferId id);

// Why a live menu has to be made anew; nothing where it still stands. One that was sent stands although the
// buyer's mood or the rules changed since, as long as it shows what is owed.
std::optional<Text> out_of_date(ports::ReadUnit& unit, const ports::StoredOffer& offer,
                                const domain::CaseFacts& facts);

// "offer.sent" … on the case's timeline; ids only. `also`: a further id.
void record_offer(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer,
                  std::string_view kind, OfferId also = {});

ports::OfferAct act_of(ports::ReadUnit& unit, const ports::Actor& actor);

// The time until which a menu of now may stand: the rule's hours, and no longer than a right that it shows.
Instant valid_until(const domain::Offer& menu, const domain::RuleBook& book, Instant now);

// Makes and stores a fresh menu in place of `old` (which may be none), saying why the old one went.
// `by_hand`: a person's lighter ways in place of the policy's; none: the policy's. Errors:
// offer.nothing_to_offer, offer.incomplete, those of domain::with_lighter.
Result<ports::StoredOffer> offer_anew(ports::Unit& unit, const ports::Actor& actor, const domain::Case& state,
                                      const domain::CaseFacts& facts, domain::Dice dice,
                                      std::optional<ports::StoredOffer> old, const Text& why,
                                      const std::vector<domain::Remedy>& by_hand = {});

// What ends with an offer that was sent: its clock, and the waiting for the buyer.
Result<void> stop_waiting(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer,
                          domain::ClockEnd end);

inline constexpr std::string_view offer_clock = "offer_answer";

}  // namespace shouhou::app
