// The menu on the buyer's own page: what is owed in plain words with its basis, what can be chosen, until
// when. Whoever has the link may read and answer; nothing here is personal beyond what is masked, and nothing
// tells what anything costs the shop.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/offer_life.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct BuyerItem {
  std::int64_t number = 0;  // 0: comes whatever is chosen
  bool entitled = false;
  Text name;
  Text sentence;
  std::vector<Text> basis;  // "《消费者权益保护法》第二十四条"
  std::optional<Instant> until;
  bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(BuyerItem, (), (number, entitled, name, sentence, basis, until, chosen))

struct BuyerOffer {
  OfferId offer;
  std::string shop;
  std::string title;  // what it is about: "羊毛衫 灰 M"
  std::string buyer;  // masked: "张**"
  domain::OfferState state = domain::OfferState::sent;
  bool open = false;  // can be answered now
  Text notice;        // where it cannot: why, and what happens next; after an answer: thanks
  std::vector<BuyerItem> items;
  Instant valid_until;
  Instant now;
  std::string zone;
};
BOOST_DESCRIBE_STRUCT(BuyerOffer, (),
                      (offer, shop, title, buyer, state, open, notice, items, valid_until, now, zone))

struct ReadBuyerOffer {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(ReadBuyerOffer, (), (token))
// For everybody with the token. Error: offer.no_such_link (not_found), the same for every wrong token.
Result<BuyerOffer> read_buyer_offer(ports::ReadUnit& unit, const ReadBuyerOffer& query);

struct ChooseBuyerOffer {
  std::string token;
  OfferId offer;  // the one that was read
  std::vector<std::int64_t> items;

  static constexpr std::array required{"offer", "items"};
};
BOOST_DESCRIBE_STRUCT(ChooseBuyerOffer, (), (token, offer, items))
// Errors: offer.no_such_link, offer.over, offer.chosen_otherwise, offer.too_early (conflict),
// offer.no_such_item, offer.one_only (invalid). Where the menu did not hold any more the answer is not open.
Result<BuyerOffer> choose_buyer_offer(ports::Unit& unit, const ChooseBuyerOffer& command, domain::Dice dice);

struct RefuseBuyerOffer {
  std::string token;
  OfferId offer;
  std::string words;

  static constexpr std::array required{"offer"};
};
BOOST_DESCRIBE_STRUCT(RefuseBuyerOffer, (), (token, offer, words))
Result<BuyerOffer> refuse_buyer_offer(ports::Unit& unit, const RefuseBuyerOffer& command);

}  // namespace shouhou::app
