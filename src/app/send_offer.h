// A menu goes to the buyer, is taken back, or runs out. Sending starts its time; facts that changed since it
// was made put a fresh one in its place, and the screen is told instead.
#pragma once

#include "app/show_offers.h"

namespace shouhou::app {

struct SendOffer {
  OfferId id;
  std::optional<std::int64_t> version;
  bool link = true;  // also make a link to the buyer's page
};
BOOST_DESCRIBE_STRUCT(SendOffer, (), (id, version, link))

struct SentOffer {
  bool sent = false;  // false: it did not hold any more; `offer` is the fresh one, to be looked at and sent
  OfferView offer;
  Text text;         // for the chat
  std::string link;  // "/o/…": shown once, only its hash is kept
  OfferId replaced;  // the one that did not hold
  std::optional<Text> why;
};
BOOST_DESCRIBE_STRUCT(SentOffer, (), (sent, offer, text, link, replaced, why))

// Needs remedy_propose; the case stands at the step agree. The text counts as a message to the buyer. Every
// item must be within the sender's authority, since the buyer's choice carries itself out. A sent offer sent
// again stays as it is and gives another link. Errors: offer.not_found, offer.changed, offer.over,
// offer.too_early (conflict: another step), offer.above_authority (conflict: names the item; a lead may send
// it), offer.beyond (forbidden), offer.nothing_to_offer, offer.incomplete, case.*.
Result<SentOffer> send_offer(ports::Unit& unit, const ports::Actor& actor, const SendOffer& command,
                             domain::Dice dice);

struct WithdrawOffer {
  OfferId id;
  std::string reason;

  static constexpr std::array required{"reason"};
};
BOOST_DESCRIBE_STRUCT(WithdrawOffer, (), (id, reason))
// Needs remedy_propose. Errors: offer.not_found, offer.over, case.reason_needed (invalid).
Result<OfferView> withdraw_offer(ports::Unit& unit, const ports::Actor& actor, const WithdrawOffer& command);

// A case that goes into another one takes no menu along: the surviving case makes its own.
Result<void> withdraw_offers_of(ports::Unit& unit, const ports::Actor& actor, CaseId id,
                                const std::string& reason);

bool any_offer_ran_out(ports::ReadUnit& unit, ShopId shop);
// Ends those whose time is over; the case comes back from waiting for the buyer. How many, at most `limit`.
Result<int> expire_offers(ports::Unit& unit, ShopId shop, int limit);

}  // namespace shouhou::app
