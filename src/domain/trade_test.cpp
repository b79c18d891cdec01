// Phase, shares, masks and traces: the rules that the trade nouns carry themselves.
#include <gtest/gtest.h>

#include <numeric>

#include "domain/buyers.h"
#include "domain/orders.h"
#include "domain/parcels.h"
#include "domain/reviews.h"

namespace shouhou::domain {
namespace {

TEST(Phase, FollowsOrderThenParcel) {
  struct Case {
    OrderStatus status;
    bool paid, shipped, delivered;
    std::optional<ParcelState> parcel;
    Phase expected;
  };
  const std::vector<Case> cases{
      {OrderStatus::unpaid, false, false, false, {}, Phase::unpaid},
      {OrderStatus::paid, true, false, false, {}, Phase::unshipped},
      {OrderStatus::paid, true, false, false, ParcelState::announced, Phase::unshipped},
      {OrderStatus::paid, true, false, false, ParcelState::picked_up, Phase::in_transit},
      {OrderStatus::shipped, true, true, false, {}, Phase::in_transit},
      {OrderStatus::shipped, true, true, false, ParcelState::signed_for, Phase::delivered},
      {OrderStatus::shipped, true, true, true, {}, Phase::delivered},
      {OrderStatus::part_shipped, true, false, false, {}, Phase::in_transit},
      {OrderStatus::finished, true, true, true, ParcelState::signed_for, Phase::finished},
      {OrderStatus::closed, false, false, false, {}, Phase::unpaid},
      {OrderStatus::closed, true, false, false, {}, Phase::unshipped},
      {OrderStatus::closed, true, true, false, ParcelState::in_transit, Phase::in_transit},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Case& test = cases[i];
    Order order;
    order.status = test.status;
    if (test.paid) order.paid_at = Instant{1};
    if (test.shipped) order.shipped_at = Instant{2};
    if (test.delivered) order.delivered_at = Instant{3};
    std::vector<Parcel> parcels;
    if (test.parcel) parcels.emplace_back().state = *test.parcel;
    EXPECT_EQ(phase_of(order, parcels), test.expected) << "case " << i;
  }
}

TEST(PaidShares, DiscountAndPostageGoOverTheLinesToTheFen) {
  std::vector<OrderLine> lines(3);
  lines[0].price = Fen{9900};
  lines[1].price = Fen{3300};
  lines[1].quantity = 2;
  lines[2].price = Fen{1};
  const auto shares = paid_shares(Fen{10'000}, lines);
  ASSERT_EQ(shares.size(), 3u);
  EXPECT_EQ(shares[0].value + shares[1].value + shares[2].value, 10'000);
  EXPECT_EQ(shares[0].value, 6000);
  EXPECT_EQ(shares[1].value, 4000);
  EXPECT_EQ(shares[2].value, 0);
}

TEST(PaidShares, TheChannelsOwnSharesStand) {
  std::vector<OrderLine> lines(2);
  lines[0].price = Fen{5000};
  lines[0].paid = Fen{4321};
  lines[0].paid_by_channel = true;
  lines[1].price = Fen{5000};
  const auto shares = paid_shares(Fen{9000}, lines);
  EXPECT_EQ(shares[0].value, 4321);
  EXPECT_EQ(shares[1].value, 4679);
}

TEST(Masks, ShowWhoItIsWithoutTellingIt) {
  EXPECT_EQ(mask_name("张三丰"), "张**");
  EXPECT_EQ(mask_name("李"), "李**");
  EXPECT_EQ(mask_name(""), "");
  EXPECT_EQ(mask_phone("13812345678"), "138****5678");
  EXPECT_EQ(mask_phone("+86 138-1234-5678"), "138****5678");
  EXPECT_EQ(mask_phone("138****5678"), "****5678");
  EXPECT_EQ(mask_phone(""), "");
  EXPECT_EQ(mask_address("浙江省杭州市西湖区文三路1号"), "浙江省杭州市****");
}

TEST(Phones, AreOneNumberHoweverTheyAreWritten) {
  for (const char* written :
       {"13812345678", "'13812345678", "+8613812345678", "0086-138 1234 5678", "１３８１２３４５６７８"}) {
    EXPECT_EQ(normal_phone(written), "13812345678") << written;
    EXPECT_EQ(phone_tail(written), "5678") << written;
  }
  EXPECT_EQ(normal_phone("138****5678"), "");
  EXPECT_EQ(phone_tail("138****5678"), "5678");
  EXPECT_EQ(normal_phone("无"), "");
}

TEST(Traces, AreReadFromTheCarriersWords) {
  EXPECT_EQ(state_of_trace("【天津转运中心公司】 已收入"), ParcelState::in_transit);
  EXPECT_EQ(state_of_trace("【唐山公司】 已揽收"), ParcelState::picked_up);
  EXPECT_EQ(state_of_trace("【某某路公司】 派件中 派件人: 某某"), ParcelState::delivering);
  EXPECT_EQ(state_of_trace("客户签收人: 本人 已签收"), ParcelState::signed_for);
  EXPECT_EQ(state_of_trace("客户拒收，准备退回"), ParcelState::returning);
  EXPECT_EQ(state_of_trace("派件失败，联系不上收件人"), ParcelState::problem);
}

TEST(Parcels, AnOlderScanDoesNotUndoTheSignature) {
  Parcel parcel;
  EXPECT_TRUE(apply(parcel, {Instant{1000}, "已揽收", ParcelState::picked_up}));
  EXPECT_TRUE(apply(parcel, {Instant{9000}, "已签收", ParcelState::signed_for}));
  apply(parcel, {Instant{5000}, "已发出", ParcelState::in_transit});
  EXPECT_EQ(parcel.state, ParcelState::signed_for);
  EXPECT_EQ(parcel.signed_at->ms, 9000);
  EXPECT_EQ(parcel.first_scan_at->ms, 1000);
  EXPECT_FALSE(apply(parcel, {Instant{5000}, "已发出", ParcelState::in_transit}));
}

TEST(Parcels, StuckAndShippedWithoutScan) {
  Parcel parcel;
  parcel.shipped_at = Instant{0};
  EXPECT_TRUE(shipped_without_scan(parcel, Instant{} + hours(25), hours(24)));
  EXPECT_FALSE(shipped_without_scan(parcel, Instant{} + hours(23), hours(24)));
  apply(parcel, {Instant{0}, "已揽收", ParcelState::picked_up});
  EXPECT_FALSE(shipped_without_scan(parcel, Instant{} + hours(25), hours(24)));
  EXPECT_TRUE(stuck(parcel, Instant{} + hours(73), hours(72)));
  apply(parcel, {Instant{} + hours(74), "已签收", ParcelState::signed_for});
  EXPECT_FALSE(stuck(parcel, Instant{} + hours(200), hours(72)));
}

TEST(Late, IsAfterTheVeryInstantOfThePromise) {
  Order order;
  order.deliver_by = Instant{1000};
  EXPECT_FALSE(delivered_late(order));
  order.delivered_at = Instant{1000};
  EXPECT_FALSE(delivered_late(order));
  order.delivered_at = Instant{1001};
  EXPECT_TRUE(delivered_late(order));
}

TEST(Polarity, OfStars) {
  EXPECT_EQ(polarity_of(1), Polarity::bad);
  EXPECT_EQ(polarity_of(2), Polarity::bad);
  EXPECT_EQ(polarity_of(3), Polarity::neutral);
  EXPECT_EQ(polarity_of(4), Polarity::good);
  EXPECT_EQ(polarity_of(5), Polarity::good);
}

}  // namespace
}  // namespace shouhou::domain
