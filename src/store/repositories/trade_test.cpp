// Trade on both engines: what is kept comes back, personal data is sealed and found by phone.
#include "ports/trade.h"

#include <gmock/gmock.h>

#include "ports/accounts.h"
#include "ports/imports.h"
#include "ports/personal_vault.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr ShopId shop{1};
constexpr ShopId other{2};

class TradeStore : public testing::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
      for (const ShopId id : {shop, other}) {
        unit.accounts().add_shop({id, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(id));
      }
      return {};
    }));
  }
};
SHOUHOU_ON_BOTH_ENGINES(TradeStore);

domain::Order an_order(std::int64_t id, const std::string& number) {
  domain::Order order;
  order.id = OrderId{id};
  order.shop = shop;
  order.channel = domain::Channel::taobao;
  order.external_id = number;
  order.buyer = BuyerId{7};
  order.status = domain::OrderStatus::shipped;
  order.paid = Fen{12'345};
  order.paid_at = Instant{1000};
  order.buyer_message = "“加急”\n😀";
  return order;
}

TEST_P(TradeStore, OrdersLinesAndParcelsComeBack) {
  const domain::Order order = an_order(10, "1234567890123456789");
  domain::OrderLine line;
  line.id = OrderLineId{11};
  line.shop = shop;
  line.order = order.id;
  line.channel = order.channel;
  line.external_id = "99";
  line.price = Fen{500};
  line.paid_by_channel = true;
  domain::Parcel parcel;
  parcel.id = ParcelId{12};
  parcel.shop = shop;
  parcel.order = order.id;
  parcel.tracking_number = "YT1";
  parcel.state = domain::ParcelState::in_transit;
  parcel.last_scan_at = Instant{5000};
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.trade().add_order(order);
    unit.trade().add_line(line);
    unit.trade().add_parcel(parcel);
    EXPECT_TRUE(unit.trade().add_tracking(shop, parcel.id, {Instant{5000}, "已发出", parcel.state}));
    EXPECT_FALSE(unit.trade().add_tracking(shop, parcel.id, {Instant{5000}, "已发出", parcel.state}));
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    ports::Trade& trade = unit.trade();
    EXPECT_EQ(trade.order(shop, order.id), order);
    EXPECT_EQ(trade.order_numbered(shop, order.channel, order.external_id), order);
    EXPECT_EQ(trade.order_numbered(shop, domain::Channel::tmall, order.external_id), std::nullopt);
    EXPECT_EQ(trade.order_numbered(other, order.channel, order.external_id), std::nullopt);
    EXPECT_THAT(trade.orders_numbered(shop, order.external_id), ElementsAre(order));
    EXPECT_THAT(trade.lines_of(shop, order.id), ElementsAre(line));
    EXPECT_EQ(trade.line_numbered(shop, order.channel, "99"), line);
    EXPECT_THAT(trade.parcels_of(shop, order.id), ElementsAre(parcel));
    EXPECT_THAT(trade.parcels_silent_since(shop, Instant{5001}, 10), ElementsAre(parcel));
    EXPECT_THAT(trade.parcels_silent_since(shop, Instant{5000}, 10), IsEmpty());
    EXPECT_EQ(trade.trace_of(shop, parcel.id).size(), 1u);
    return {};
  }));
}

TEST_P(TradeStore, TheSameNumberTwiceIsRefused) {
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.trade().add_order(an_order(10, "1"));
    return {};
  }));
  bool refused = false;
  try {
    refused = !write([&](ports::Unit& unit) -> Result<void> {
      unit.trade().add_order(an_order(11, "1"));
      return {};
    });
  } catch (const std::exception&) {
    refused = true;
  }
  EXPECT_TRUE(refused);
}

TEST_P(TradeStore, ReceiversAreSealedAndFoundByPhone) {
  const domain::Contact contact{"张三", "13812345678", "浙江省杭州市文三路1号"};
  ports::ContactId kept = 0;
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    ports::Trade& trade = unit.trade();
    kept = trade.keep_contact(shop, BuyerId{7}, contact, unit.now(), unit.ids());
    EXPECT_EQ(trade.keep_contact(shop, BuyerId{7}, contact, unit.now(), unit.ids()), kept);
    trade.keep_contact(shop, BuyerId{8}, {"李四", "138****5678", ""}, unit.now(), unit.ids());
    domain::Order order = an_order(10, "1");
    order.contact = kept;
    trade.add_order(order);
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    ports::Trade& trade = unit.trade();
    EXPECT_EQ(trade.contact(shop, kept).value(), contact);
    EXPECT_FALSE(trade.contact(other, kept));
    EXPECT_THAT(trade.buyers_by_phone(shop, "+86 138-1234-5678", 10), ElementsAre(BuyerId{7}));
    EXPECT_THAT(trade.buyers_by_phone(shop, "5678", 10), ElementsAre(BuyerId{8}, BuyerId{7}));
    EXPECT_THAT(trade.buyers_by_phone(other, "13812345678", 10), IsEmpty());
    EXPECT_THAT(trade.buyers_by_phone(shop, "没有号码", 10), IsEmpty());
    EXPECT_THAT(trade.orders_by_phone(shop, "13812345678", 10), ElementsAre(OrderId{10}));
    EXPECT_THAT(trade.orders_by_phone(shop, "5678", 10), ElementsAre(OrderId{10}));
    return {};
  }));
}

TEST_P(TradeStore, RefundsReviewsAndTalkComeBack) {
  domain::PlatformRefund refund;
  refund.id = RefundId{20};
  refund.shop = shop;
  refund.external_id = "r1";
  refund.order = OrderId{10};
  refund.state = domain::RefundState::awaiting_merchant;
  refund.type = domain::RefundType::return_refund;
  refund.amount = Fen{99};
  refund.received = true;
  refund.deadline = Instant{77};
  domain::Review review;
  review.id = ReviewId{21};
  review.shop = shop;
  review.external_id = "v1";
  review.order = OrderId{10};
  review.stars = 2;
  review.polarity = domain::Polarity::bad;
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    ports::Trade& trade = unit.trade();
    trade.add_refund(refund);
    refund.state = domain::RefundState::success;
    trade.update_refund(refund);
    trade.add_review(review);
    domain::Conversation talk;
    talk.id = ConversationId{30};
    talk.shop = shop;
    talk.external_id = "c1";
    trade.add_conversation(talk);
    for (int i = 1; i <= 3; ++i) {
      domain::Message message;
      message.id = MessageId{40 + i};
      message.shop = shop;
      message.conversation = talk.id;
      message.number = i;
      message.text = "第" + std::to_string(i) + "句";
      trade.add_message(message);
    }
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    ports::Trade& trade = unit.trade();
    EXPECT_EQ(trade.refund_numbered(shop, refund.channel, "r1"), refund);
    EXPECT_THAT(trade.refunds_of(shop, OrderId{10}), ElementsAre(refund));
    EXPECT_EQ(trade.review_numbered(shop, review.channel, "v1"), review);
    EXPECT_THAT(trade.reviews_of(shop, OrderId{10}), ElementsAre(review));
    const auto messages = trade.messages_of(shop, ConversationId{30}, 1, 10);
    EXPECT_EQ(messages.size(), 2u);
    EXPECT_EQ(messages.front().text, "第2句");
    return {};
  }));
}

TEST_P(TradeStore, ImportsRefusedRowsAndMappings) {
  ports::Import import;
  import.id = ImportId{50};
  import.shop = shop;
  import.file_name = "订单.csv";
  import.state = ports::ImportState::running;
  import.counts.rows = 12;
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    ports::Imports& imports = unit.imports();
    imports.add_import(import);
    imports.add_refused(shop, import.id, {1, 0, 17, "[]", "[\"a\"]"});
    imports.keep_table(shop, import.id, {0, "订单.csv", "[]"});
    imports.keep_table(shop, import.id, {0, "订单.csv", "[\"h\"]"});
    imports.save_mapping({shop, "我的", "kind = 'orders'", unit.now(), "王"});
    imports.save_mapping({shop, "我的", "kind = 'reviews'", unit.now(), "王"});
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    ports::Imports& imports = unit.imports();
    EXPECT_EQ(imports.unfinished().size(), 1u);
    EXPECT_EQ(imports.import(shop, import.id)->counts, import.counts);
    EXPECT_EQ(imports.imports(shop, {}, 10).size(), 1u);
    EXPECT_EQ(imports.imports(shop, import.id, 10).size(), 0u);
    EXPECT_EQ(imports.imports(other, {}, 10).size(), 0u);
    EXPECT_EQ(imports.refused(shop, import.id, 0, 10).front().line, 17);
    EXPECT_EQ(imports.tables(shop, import.id).front().header, "[\"h\"]");
    EXPECT_EQ(imports.mapping(shop, "我的")->body, "kind = 'reviews'");
    EXPECT_EQ(imports.mappings(shop).size(), 1u);
    return {};
  }));
}

}  // namespace
}  // namespace shouhou::store
