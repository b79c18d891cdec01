#include "domain/settlement.h"

#include <gtest/gtest.h>

#include <random>

namespace shouhou::domain {
namespace {

FactLine line(std::int64_t unit_price, std::int64_t paid, std::int64_t quantity = 1) {
  FactLine one;
  one.quantity = quantity;
  one.unit_price = Fen{unit_price};
  one.paid = Fen{paid};
  return one;
}

// Three pieces at 100 yuan with 满300减50: 250 yuan paid.
CaseFacts three_with_threshold() {
  CaseFacts facts;
  facts.lines = {line(100'00, 83'34), line(100'00, 83'33), line(100'00, 83'33)};
  facts.promotions = {{"满300减50", {}, {{Fen{300'00}, Fen{50'00}}}}};
  return facts;
}

// Grants a settlement: what the next one sees.
void grant(CaseFacts& facts, const Settlement& settlement) {
  for (const SettledLine& settled : settlement.lines) {
    facts.lines[settled.place].refunded += settled.goods;
    facts.lines[settled.place].settled += settled.pieces;
  }
  facts.postage_refunded += settlement.postage;
  for (GiftFact& gift : facts.gifts) gift.settled = gift.settled || settlement.gifts_kept > Fen{0};
}

TEST(Settlement, ThresholdBrokenIsSettledAtPurchasePrices) {  // Order 90 art. 17
  const CaseFacts facts = three_with_threshold();
  const std::vector<std::int64_t> two{1, 1, 0};
  const Settlement no_reason = settle(facts, two, ReturnGround::no_reason);
  EXPECT_EQ(no_reason.total, Fen{150'01});  // 250 − 100 for the piece kept, the odd fen stays with the buyer
  EXPECT_EQ(no_reason.discount_lost, Fen{16'66});
  const Settlement duty = settle(facts, two, ReturnGround::sellers_duty);
  EXPECT_EQ(duty.total, Fen{166'67});  // the buyer does not pay for our fault
}

TEST(Settlement, StepByStepGivesTheSameSum) {
  CaseFacts facts = three_with_threshold();
  const Fen at_once = settle(facts, std::vector<std::int64_t>{1, 1, 0}, ReturnGround::no_reason).total;
  const Settlement first = settle(facts, std::vector<std::int64_t>{1, 0, 0}, ReturnGround::no_reason);
  grant(facts, first);
  const Settlement second = settle(facts, std::vector<std::int64_t>{0, 1, 0}, ReturnGround::no_reason);
  EXPECT_LT(second.discount_lost, Fen{0});
  EXPECT_EQ(first.total + second.total, at_once);
  grant(facts, second);
  const Settlement third = settle(facts, std::vector<std::int64_t>{0, 0, 1}, ReturnGround::no_reason);
  EXPECT_EQ(first.total + second.total + third.total, Fen{250'00});
}

TEST(Settlement, PiecesOfOneLineAddUpToTheLine) {
  CaseFacts facts;
  facts.lines = {line(40, 1'00, 3)};
  Fen sum;
  for (int piece = 0; piece < 5; ++piece) {
    const Settlement one = settle(facts, std::vector<std::int64_t>{1}, ReturnGround::sellers_duty);
    sum += one.total;
    grant(facts, one);
  }
  EXPECT_EQ(sum, Fen{1'00});
}

TEST(Settlement, KeptGiftIsPaidAndFreightDeductedWhereFreeShippingBreaks) {  // art. 12, 18
  CaseFacts facts;
  facts.lines = {line(60'00, 60'00), line(50'00, 50'00)};
  facts.free_shipping_from = Fen{99'00};
  facts.outbound_freight = Fen{8'00};
  facts.gifts = {{"袜子", Fen{9'90}, Fen{3'00}, true, false}};
  const Settlement part = settle(facts, std::vector<std::int64_t>{1, 0}, ReturnGround::no_reason);
  EXPECT_EQ(part.gifts_kept, Fen{9'90});
  EXPECT_EQ(part.outbound_freight, Fen{8'00});
  EXPECT_EQ(part.total, Fen{60'00 - 9'90 - 8'00});
  const Settlement whole = settle(facts, std::vector<std::int64_t>{1, 1}, ReturnGround::no_reason);
  EXPECT_EQ(whole.outbound_freight, Fen{0});
  EXPECT_EQ(whole.total, Fen{110'00 - 9'90});
  facts.gifts[0].comes_back = true;
  EXPECT_EQ(settle(facts, std::vector<std::int64_t>{1, 1}, ReturnGround::no_reason).total, Fen{110'00});
}

TEST(Settlement, PostageGoesBackOnlyForTheSellersDutyAndTheWholeOrder) {
  CaseFacts facts;
  facts.lines = {line(60'00, 60'00), line(50'00, 50'00)};
  facts.postage = Fen{12'00};
  EXPECT_EQ(settle(facts, std::vector<std::int64_t>{1, 1}, ReturnGround::no_reason).total, Fen{110'00});
  EXPECT_EQ(settle(facts, std::vector<std::int64_t>{1, 0}, ReturnGround::sellers_duty).total, Fen{60'00});
  EXPECT_EQ(settle(facts, std::vector<std::int64_t>{1, 1}, ReturnGround::sellers_duty).total, Fen{122'00});
}

CaseFacts random_order(std::mt19937_64& random) {
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
  };
  CaseFacts facts;
  for (std::int64_t i = 0, n = 1 + below(5); i < n; ++i) {
    FactLine one = line(1 + below(50'000), 0, 1 + below(4));
    one.paid = Fen{below(one.unit_price.value * one.quantity + 1)};
    one.points = below(500);
    facts.lines.push_back(one);
  }
  for (std::int64_t i = 0, n = below(3); i < n; ++i) {
    facts.promotions.push_back(
        {"满减", {}, {{Fen{below(90'000)}, Fen{below(9'000)}}, {Fen{below(200'000)}, Fen{below(20'000)}}}});
  }
  if (below(2) == 0) facts.gifts.push_back({"赠品", Fen{below(3'000)}, Fen{500}, true, below(2) == 0});
  if (below(2) == 0) facts.postage = Fen{below(2'000)};
  facts.free_shipping_from = Fen{below(2) * below(80'000)};
  facts.outbound_freight = Fen{below(1'500)};
  return facts;
}

// Conservation of money: whatever is returned in whatever order of steps and on whatever ground, no line
// gives back more than was paid for it, nothing is negative, and the whole never exceeds what was paid.
TEST(SettlementProperty, MoneyIsConserved) {
  std::mt19937_64 random(20261121);
  for (int round = 0; round < 20'000; ++round) {
    CaseFacts facts = random_order(random);
    Fen back;
    std::vector<std::int64_t> points(facts.lines.size());
    for (int step = 0; step < 6; ++step) {
      std::vector<std::int64_t> pieces;
      for (std::size_t i = 0; i < facts.lines.size(); ++i)
        pieces.push_back(static_cast<std::int64_t>(random() % 3));
      const auto ground = random() % 2 == 0 ? ReturnGround::no_reason : ReturnGround::sellers_duty;
      const Settlement settlement = settle(facts, pieces, ground);
      Fen sum;
      for (const SettledLine& settled : settlement.lines) {
        ASSERT_GE(settled.goods, Fen{0});
        points[settled.place] += settled.points;
        sum += settled.goods;
      }
      ASSERT_EQ(settlement.goods, sum);
      ASSERT_EQ(settlement.total, settlement.goods + settlement.postage);
      ASSERT_EQ(settlement.goods, settlement.share - settlement.discount_lost - settlement.gifts_kept -
                                      settlement.outbound_freight);
      if (ground == ReturnGround::sellers_duty) {
        ASSERT_EQ(settlement.goods, settlement.share);
      }
      back += settlement.total;
      grant(facts, settlement);
    }
    for (std::size_t i = 0; i < facts.lines.size(); ++i) {
      ASSERT_LE(facts.lines[i].refunded, facts.lines[i].paid);
      ASSERT_LE(points[i], facts.lines[i].points);
    }
    ASSERT_LE(facts.postage_refunded, facts.postage);
    ASSERT_LE(back, facts.paid_goods() + facts.postage);
  }
}

// Everything back on the seller's duty, in any steps, is everything paid, to the fen.
TEST(SettlementProperty, SellersDutyPaysBackEverything) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 5'000; ++round) {
    CaseFacts facts = random_order(random);
    const Fen paid = facts.paid_goods() + facts.postage;
    Fen back;
    for (int step = 0; step < 64; ++step) {
      std::vector<std::int64_t> pieces;
      for (std::size_t i = 0; i < facts.lines.size(); ++i)
        pieces.push_back(static_cast<std::int64_t>(random() % 2));
      const Settlement settlement = settle(facts, pieces, ReturnGround::sellers_duty);
      back += settlement.total;
      grant(facts, settlement);
    }
    ASSERT_EQ(back, paid);
  }
}

}  // namespace
}  // namespace shouhou::domain
