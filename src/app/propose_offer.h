// A menu is made from the facts of a case and kept, and a person may change its lighter ways (P-D1 … P-D6).
#pragma once

#include "app/show_offers.h"
#include "domain/offers.h"

namespace shouhou::app {

// Two numbers from the system's secure source. Drawn where a request comes in and kept with the offer, so
// that every menu can be made again from its log.
domain::Dice cast_dice();

// A lighter way as a person wants it.
struct LighterWay {
  domain::RemedyKind kind = domain::RemedyKind::coupon;
  Fen money;
  Fen credit;
  Fen gift_cost;
  std::optional<Instant> look_again;
  std::string detail;  // which coupon, gift, level

  static constexpr std::array required{"kind"};
};
BOOST_DESCRIBE_STRUCT(LighterWay, (), (kind, money, credit, gift_cost, look_again, detail))

struct ProposeOffer {
  CaseId id;
  // Ways that a person puts beside what is owed; none: the policy's own. So a menu can be begun where the
  // policy offers nothing lighter.
  std::vector<LighterWay> lighter;
};
BOOST_DESCRIBE_STRUCT(ProposeOffer, (), (id, lighter))
// Needs remedy_propose. While the case has a menu that still holds, that one comes back and no dice are cast
// anew: nobody asks again until a menu pleases. Errors: case.not_found, case.closed, offer.nothing_to_offer,
// offer.incomplete (conflict: something owed is not on it, P-D1); with ways of one's own those of edit_offer,
// and offer.live (conflict: there is a menu already, edit that one).
Result<OfferView> propose_offer(ports::Unit& unit, const ports::Actor& actor, const ProposeOffer& command,
                                domain::Dice dice);

struct EditOffer {
  OfferId id;
  std::optional<std::int64_t> version;
  std::vector<LighterWay> lighter;  // all of them, in any order; none: only what is owed

  static constexpr std::array required{"lighter"};
};
BOOST_DESCRIBE_STRUCT(EditOffer, (), (id, version, lighter))
// Needs remedy_propose; before it is sent. What is owed cannot be taken off. Errors: offer.not_found,
// offer.changed (stale), offer.over (conflict), offer.no_lighter_way, offer.not_possible, offer.too_many,
// offer.twice, offer.threat (invalid), offer.beyond (forbidden: the role grants nothing).
Result<OfferView> edit_offer(ports::Unit& unit, const ports::Actor& actor, const EditOffer& command);

}  // namespace shouhou::app
