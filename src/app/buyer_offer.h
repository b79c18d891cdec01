// The menu on the buyer's own page: what is owed in plain words with its basis, what can be chosen, until
// when. Whoever has the link may read and answer; nothing here is personal beyond what is masked, and nothing
// tells what anything costs the shop.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/choose_offer.h"
#include "domain/offer_life.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

// A size or colour that an exchange can send. How many there are is the shop's own business.
struct BuyerSize {
  SkuId sku;
  std::string name;
  bool same = false;  // as the one that comes back
  bool left = true;   // enough of it, as far as anybody counted
};
BOOST_DESCRIBE_STRUCT(BuyerSize, (), (sku, name, same, left))

// What one line of the case can be exchanged for.
struct BuyerSwap {
  std::int64_t place = 0;
  std::string title;
  std::vector<BuyerSize> sizes;
};
BOOST_DESCRIBE_STRUCT(BuyerSwap, (), (place, title, sizes))

struct BuyerItem {
  std::int64_t number = 0;  // 0: comes whatever is chosen
  bool entitled = false;
  Text name;
  Text sentence;
  std::vector<Text> basis;  // "《消费者权益保护法》第二十四条"
  std::optional<Instant> until;
  bool chosen = false;
  std::vector<BuyerSwap> swaps;  // of an exchange, while it can be chosen
};
BOOST_DESCRIBE_STRUCT(BuyerItem, (), (number, entitled, name, sentence, basis, until, chosen, swaps))

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
  std::vector<WantedSize> wanted;  // of an exchange; lines that are not named get the same again

  static constexpr std::array required{"offer", "items"};
};
BOOST_DESCRIBE_STRUCT(ChooseBuyerOffer, (), (token, offer, items, wanted))
// Errors: offer.no_such_link, offer.over, offer.chosen_otherwise, offer.too_early, stock.short (conflict),
// offer.no_such_item, offer.one_only, offer.wanted (invalid: not a size of these goods). Where the menu did
// not hold any more the answer is not open.
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
