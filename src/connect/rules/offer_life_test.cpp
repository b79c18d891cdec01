// What becomes of a menu after it was made, against the built-in rules.
#include "domain/offer_life.h"

#include <gtest/gtest.h>

#include "connect/rules/load_rules.h"

namespace shouhou::domain {
namespace {

const RuleBook& rules() {
  static const RuleBook book = connect::load_rules(connect::built_in_rules()).value();
  return book;
}
const Zone& shanghai() {
  static const Zone zone = Zone::shanghai();
  return zone;
}

// A sweater of 239 yuan with a dropped stitch, delivered two days ago.
CaseFacts sweater() {
  CaseFacts facts;
  facts.now = parse_time("2026-11-21T12:00:00+08:00", shanghai()).value();
  facts.channel = Channel::tmall;
  facts.issue = "quality_defect";
  facts.fault = Fault::seller;
  facts.fault_verified = true;
  facts.phase = Phase::delivered;
  facts.paid_at = facts.now - days(5);
  facts.scanned_at = facts.now - days(4);
  facts.signed_at = facts.now - days(2);
  facts.return_freight = Fen{12'00};
  FactLine line;
  line.category = "clothing";
  line.affected = 1;
  line.unit_price = line.paid = Fen{239'00};
  line.unit_cost = Fen{96'00};
  facts.lines = {line};
  return facts;
}

// Paid ten days ago, not shipped: late, and to be cancelled at the buyer's wish.
CaseFacts late() {
  CaseFacts facts = sweater();
  facts.issue = "late_shipment";
  facts.phase = Phase::unshipped;
  facts.paid_at = facts.now - days(10);
  facts.ship_by = facts.now - days(8);
  facts.scanned_at = facts.signed_at = std::nullopt;
  return facts;
}

Offer offer_of(const CaseFacts& facts, Dice dice = {}) {
  return make_offer(facts, rules(), shanghai(), {}, dice);
}

std::optional<Text> gone(const Offer& offer, const CaseFacts& then, const CaseFacts& now,
                         bool promised = false) {
  return no_longer_holds(offer, then, now, rules(), shanghai(), promised);
}

Remedy coupon(std::int64_t fen) {
  Remedy remedy;
  remedy.kind = RemedyKind::coupon;
  remedy.credit = Fen{fen};
  return remedy;
}

TEST(OfferLife, NumbersAreThoseOfTheChatTextAndLeaveOutWhatComesOnTop) {
  const Offer offer = offer_of(late());
  const auto numbers = item_numbers(offer);
  const std::string chat = chat_text(offer, shanghai()).zh;
  std::int64_t next = 0;
  bool on_top = false;
  for (std::size_t i = 0; i < offer.items.size(); ++i) {
    if (comes_on_top(offer.items[i])) {
      on_top = true;
      EXPECT_EQ(numbers[i], 0);
      continue;
    }
    EXPECT_EQ(numbers[i], ++next);
    EXPECT_NE(chat.find(std::to_string(next) + ". " + offer.items[i].sentence.zh), std::string::npos);
  }
  ASSERT_TRUE(on_top) << chat;
  const auto places = items_chosen(offer, {1});
  ASSERT_TRUE(places);
  EXPECT_GE(places->size(), 2u) << "the choice and what comes on top";
  EXPECT_TRUE(comes_on_top(offer.items[places->back()]));
}

TEST(OfferLife, OneItemIsChosenAndAReturnMayTakeTheFreightAlong) {
  const Offer offer = offer_of(sweater());
  ASSERT_GE(offer.items.size(), 3u);
  EXPECT_TRUE(items_chosen(offer, {1, 1}));
  EXPECT_EQ(items_chosen(offer, {1, 2}).error().code, "offer.one_only");
  EXPECT_EQ(items_chosen(offer, {}).error().code, "offer.no_such_item");
  EXPECT_EQ(items_chosen(offer, {0}).error().code, "offer.no_such_item");
  EXPECT_EQ(items_chosen(offer, {99}).error().code, "offer.no_such_item");
  Offer freight = offer;
  freight.items[2].remedy = {};
  freight.items[2].remedy.kind = RemedyKind::freight_reimbursement;
  const auto both = items_chosen(freight, {3, 1});
  ASSERT_TRUE(both);
  EXPECT_EQ(*both, (std::vector<std::size_t>{0, 2})) << "the return leads";
}

TEST(OfferLife, HoldsWhileNothingThatItRestsOnChanges) {
  const CaseFacts then = sweater();
  const Offer offer = offer_of(then);
  CaseFacts now = then;
  now.now = then.now + days(2);
  now.mood = Mood::angry;
  now.buyer.goodwill_claims = 9;
  now.last_scan_at = now.now;
  EXPECT_EQ(gone(offer, then, now), std::nullopt);
  now.lines[0].refunded = Fen{1};
  EXPECT_NE(gone(offer, then, now), std::nullopt);
  now = then;
  now.fault = Fault::buyer;
  EXPECT_NE(gone(offer, then, now), std::nullopt);
  now = then;
  now.cannot_come_back = true;  // a refund without a return is owed instead
  EXPECT_NE(gone(offer, then, now), std::nullopt);
  now = then;
  now.signed_at = then.signed_at;
  now.now = then.now + days(400);  // the time for a return is over
  EXPECT_NE(gone(offer, then, now), std::nullopt);
}

TEST(OfferLife, WhatTheBuyerHasSeenIsNotTakenBackBecauseGoodwillRanShort) {
  CaseFacts then = sweater();
  then.issue = "wear_after_use";
  then.fault = Fault::buyer;
  then.signed_at = then.now - days(92);
  const auto offer =
      with_lighter(offer_of(then), {coupon(20'00)}, then, rules(), shanghai(), AcceptModel(rules()));
  ASSERT_TRUE(offer) << offer.error().code;
  CaseFacts now = then;
  now.buyer.goodwill_this_month = rules().amount(Tuning::goodwill_per_buyer_month);
  EXPECT_NE(gone(*offer, then, now, false), std::nullopt);
  EXPECT_EQ(gone(*offer, then, now, true), std::nullopt);
}

TEST(OfferLife, AHandCannotTakeARightOffNorAddWhatIsNotPossible) {
  const CaseFacts facts = sweater();
  const Offer offer = offer_of(facts);
  const auto edited = [&](const std::vector<Remedy>& lighter) {
    return with_lighter(offer, lighter, facts, rules(), shanghai(), AcceptModel(rules()));
  };
  const auto none = edited({});
  ASSERT_TRUE(none);
  EXPECT_EQ(what_is_missing(*none, entitlements(facts, rules(), shanghai())), std::nullopt);
  for (const OfferItem& item : none->items) EXPECT_TRUE(item.entitled);
  EXPECT_EQ(edited({coupon(10'00), coupon(20'00)}).error().code, "offer.twice");
  Remedy back;
  back.kind = RemedyKind::return_refund;
  EXPECT_EQ(edited({back}).error().code, "offer.no_lighter_way");
  EXPECT_EQ(edited({coupon(0)}).error().code, "offer.not_possible");
  CaseFacts threat = facts;
  threat.issue = "extortion";
  EXPECT_EQ(with_lighter(offer_of(threat), {coupon(10'00)}, threat, rules(), shanghai(), AcceptModel(rules()))
                .error()
                .code,
            "offer.threat");
}

TEST(OfferLife, EveryOtherRemedySaysWhyItIsNotThere) {
  for (const CaseFacts& facts : {sweater(), late()}) {
    const Offer offer = offer_of(facts);
    const auto others = other_ways(offer, facts, rules(), shanghai());
    EXPECT_EQ(others.size() + offer.items.size(), count_of<RemedyKind>);
    for (const OtherWay& way : others) {
      EXPECT_FALSE(way.why.zh.empty()) << name(way.remedy.kind);
      EXPECT_FALSE(way.why.en.empty()) << name(way.remedy.kind);
    }
  }
}

TEST(OfferLife, ARefusedMenuGoesOneRungFurtherAndDoesNotRepeatItself) {
  CaseFacts facts = sweater();
  const Offer first = offer_of(facts);
  facts.refused_offers = 1;
  Fen before, after;
  for (const OfferItem& item : first.items) {
    if (item.entitled) continue;
    facts.refused_ways.push_back(
        {item.remedy.kind, item.remedy.money + item.remedy.credit + item.remedy.gift_cost});
    before = std::max(before, facts.refused_ways.back().given);
  }
  ASSERT_FALSE(facts.refused_ways.empty());
  const Offer second = offer_of(facts);
  for (const OfferItem& item : second.items) {
    if (item.entitled) continue;
    const Fen given = item.remedy.money + item.remedy.credit + item.remedy.gift_cost;
    after = std::max(after, given);
    for (const RefusedWay& refused : facts.refused_ways) {
      if (refused.kind != item.remedy.kind) continue;
      EXPECT_GT(given, refused.given) << name(refused.kind);
    }
  }
  EXPECT_GT(after, before);
  EXPECT_EQ(what_is_missing(second, entitlements(facts, rules(), shanghai())), std::nullopt);
}

// A lighter way is measured alone beside the rights; which right is taken instead is learnt as well.
TEST(OfferLife, WhatAnAnswerTeaches) {
  const CaseFacts facts = sweater();
  Remedy packet;
  packet.kind = RemedyKind::red_packet;
  packet.money = Fen{9'00};
  const auto offer = with_lighter(offer_of(facts), {coupon(15'00), packet}, facts, rules(), shanghai(),
                                  AcceptModel(rules()));
  ASSERT_TRUE(offer);
  std::vector<Answered> all_refused;
  std::size_t first_lighter = offer->items.size();
  for (std::size_t place = 0; place < offer->items.size(); ++place) {
    all_refused.push_back({cell_of(offer->items[place].remedy, facts, rules()), false});
    if (!offer->items[place].entitled) first_lighter = std::min(first_lighter, place);
  }
  ASSERT_EQ(offer->items.size() - first_lighter, 2U);
  ASSERT_GT(first_lighter, 0U);
  EXPECT_EQ(answers_to(*offer, facts, rules(), {}), all_refused);
  std::vector<Answered> right_taken = all_refused;
  right_taken[0].accepted = true;
  EXPECT_EQ(answers_to(*offer, facts, rules(), {0}), right_taken);
  EXPECT_EQ(answers_to(*offer, facts, rules(), {first_lighter}),
            (std::vector<Answered>{{all_refused[first_lighter].cell, true}}))
      << "who takes one lighter way says nothing about the others";
}

}  // namespace
}  // namespace shouhou::domain
