// The buyer answers a menu: chooses, or refuses all of it. A choice carries itself out: it is granted in the
// name of whoever answered for the buyer at the desk, or, on the buyer's page, of whoever sent the menu and
// whose authority stands behind it.
#pragma once

#include "app/grant_remedy.h"
#include "app/show_offers.h"

namespace shouhou::app {

// Of an exchange: another size or colour than came.
struct WantedSize {
  std::int64_t place = 0;  // by the lines of the case
  SkuId sku;
};
BOOST_DESCRIBE_STRUCT(WantedSize, (), (place, sku))

struct ChooseOffer {
  OfferId id;
  std::vector<std::int64_t> items;  // numbers as the buyer read them; none where nothing is to choose
  std::vector<WantedSize> wanted;   // of an exchange; lines that are not named get the same again

  static constexpr std::array required{"items"};
};
BOOST_DESCRIBE_STRUCT(ChooseOffer, (), (id, items, wanted))

struct OfferChoice {
  bool chosen = false;  // false: the menu did not hold any more; `offer` is the fresh one
  OfferView offer;
  std::vector<GrantView> grants;  // of the chosen item, then of what comes on top
  std::optional<Text> why;        // it did not hold
};
BOOST_DESCRIBE_STRUCT(OfferChoice, (), (chosen, offer, grants, why))

// Needs remedy_propose. Choosing the same again changes nothing. Errors: offer.not_found,
// offer.chosen_otherwise, offer.over, offer.not_sent, offer.too_early, offer.settled (conflict),
// offer.no_such_item, offer.one_only (invalid), stock.short (conflict): too few of the wanted size, those of
// grant_remedy.
Result<OfferChoice> choose_offer(ports::Unit& unit, const ports::Actor& actor, const ChooseOffer& command,
                                 domain::Dice dice);

struct RefuseOffer {
  OfferId id;
  std::string words;  // the buyer's, if there are any
  std::optional<domain::Mood> mood;
  bool next = true;  // propose the next menu at once: one rung further
};
BOOST_DESCRIBE_STRUCT(RefuseOffer, (), (id, words, mood, next))

struct OfferRefused {
  OfferView offer;
  std::optional<OfferView> next;  // none where there is nothing more to offer
};
BOOST_DESCRIBE_STRUCT(OfferRefused, (), (offer, next))
// Needs remedy_propose. Refusing again changes nothing. Errors as above.
Result<OfferRefused> refuse_offer(ports::Unit& unit, const ports::Actor& actor, const RefuseOffer& command,
                                  domain::Dice dice);

// The two above for the buyer's own page: without a look at permissions, in the sender's name.
Result<OfferChoice> choose_for_buyer(ports::Unit& unit, const ports::Actor& sender,
                                     const ChooseOffer& command, domain::Dice dice);
Result<OfferRefused> refuse_for_buyer(ports::Unit& unit, const ports::Actor& sender,
                                      const RefuseOffer& command);

}  // namespace shouhou::app
