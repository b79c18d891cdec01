#include "domain/gather_facts.h"

#include <gtest/gtest.h>

#include "domain/questions.h"

namespace shouhou::domain {
namespace {

OrderLine line(std::int64_t id, std::string title, std::int64_t price, std::int64_t quantity,
               std::int64_t paid) {
  OrderLine one;
  one.id = OrderLineId{id};
  one.title = std::move(title);
  one.price = Fen{price};
  one.quantity = quantity;
  one.paid = Fen{paid};
  return one;
}

GoodsCategory category(std::string id, std::vector<std::string> words) {
  GoodsCategory one;
  one.id = std::move(id);
  one.words = std::move(words);
  return one;
}

RuleBook small_book() {
  RuleBook book;
  book.categories = {category("general", {}), category("shoes", {"鞋", "童鞋"}),
                     category("clothing", {"毛衣"})};
  return book;
}

Case about(std::int64_t line_id, std::int64_t quantity) {
  Case state;
  state.issue = "quality_defect";
  state.lines = {{OrderLineId{line_id}, quantity, Fen{0}}};
  state.opened = Instant{5'000};
  return state;
}

TEST(GatherFacts, PostageIsTakenOutOfTheLinesToTheFen) {
  Order order;
  order.channel = Channel::taobao;
  order.postage = Fen{10'00};
  order.paid = Fen{310'00};
  const std::vector<OrderLine> lines{line(1, "羊毛毛衣", 100'00, 2, 206'67),
                                     line(2, "儿童运动鞋", 100'00, 1, 103'33)};
  const CaseFacts facts = gather_facts(about(1, 1), order, lines, {}, {}, small_book(), Instant{9'000});
  EXPECT_EQ(facts.paid_goods() + facts.postage, order.paid);
  EXPECT_EQ(facts.lines[0].affected, 1);
  EXPECT_EQ(facts.lines[1].affected, 0);
  EXPECT_EQ(facts.lines[0].category, "clothing");
  EXPECT_EQ(facts.lines[1].category, "shoes");
  EXPECT_EQ(facts.requested_at, Instant{5'000});
}

TEST(GatherFacts, ACaseWithoutLinesIsAboutTheWholeOrder) {
  const std::vector<OrderLine> lines{line(1, "杯子", 10'00, 3, 30'00), line(2, "盘子", 5'00, 1, 5'00)};
  Case state = about(1, 1);
  state.lines.clear();
  const CaseFacts facts = gather_facts(state, Order{}, lines, {}, {}, small_book(), Instant{9'000});
  EXPECT_EQ(facts.affected_paid(), Fen{35'00});
  EXPECT_EQ(facts.lines[0].category, "general");
}

TEST(GatherFacts, RefundsOfTheCaseCountOnce) {
  std::vector<OrderLine> lines{line(1, "杯子", 30'00, 1, 30'00)};
  Case state = about(1, 1);
  state.refunds = {{"a", Fen{8'00}, Instant{1}, {}}, {"b", Fen{4'00}, Instant{2}, {}}};
  EXPECT_EQ(gather_facts(state, Order{}, lines, {}, {}, small_book(), Instant{9}).lines[0].refunded,
            Fen{12'00});
  lines[0].refunded = Fen{12'00};  // the channel's export tells of the same money
  EXPECT_EQ(gather_facts(state, Order{}, lines, {}, {}, small_book(), Instant{9}).lines[0].refunded,
            Fen{12'00});
  state.refunds.push_back({"c", Fen{100'00}, Instant{3}, {}});
  EXPECT_EQ(gather_facts(state, Order{}, lines, {}, {}, small_book(), Instant{9}).lines[0].refunded,
            Fen{30'00});
}

TEST(GatherFacts, ParcelsTellWhereTheGoodsAre) {
  Order order;
  order.shipped_at = Instant{100};
  Parcel one;
  one.first_scan_at = Instant{300};
  one.last_scan_at = Instant{500};
  one.signed_at = Instant{600};
  Parcel two;
  two.first_scan_at = Instant{200};
  two.last_scan_at = Instant{400};
  two.signed_at = Instant{700};
  const std::vector<Parcel> parcels{one, two};
  const CaseFacts facts = gather_facts(about(1, 1), order, {}, parcels, {}, small_book(), Instant{9'000});
  EXPECT_EQ(facts.scanned_at, Instant{200});
  EXPECT_EQ(facts.last_scan_at, Instant{500});
  EXPECT_EQ(facts.signed_at, Instant{700});  // the last parcel: nobody loses days of a window
  EXPECT_TRUE(facts.marked_shipped);
  EXPECT_FALSE(facts.carrier_confirmed_loss);
}

CaseAnswer said(std::string question, std::string value) {
  CaseAnswer answer;
  answer.question = std::move(question);
  answer.value = std::move(value);
  return answer;
}

Order without_lines(std::int64_t quantity) {
  Order order;
  order.id = OrderId{77};
  order.status = OrderStatus::signed_for;
  order.title = "羊毛毛衣，儿童运动鞋";
  order.quantity = quantity;
  order.postage = Fen{10'00};
  order.paid = Fen{310'00};
  return order;
}

TEST(GatherFacts, AnOrderWithoutLinesIsOnePieceOfGoods) {
  Case state = about(1, 1);
  state.lines.clear();
  const CaseFacts facts = gather_facts(state, without_lines(3), {}, {}, {}, small_book(), Instant{9});
  EXPECT_TRUE(facts.whole_order);
  EXPECT_TRUE(facts.goods_open) << "which of the three is not known";
  ASSERT_EQ(facts.lines.size(), 1U);
  EXPECT_EQ(facts.lines[0].line, whole_order_line(OrderId{77}));
  EXPECT_EQ(facts.lines[0].affected, 3);
  EXPECT_EQ(facts.lines[0].paid, Fen{300'00}) << "the postage is apart";
  EXPECT_EQ(facts.lines[0].category, "general") << "two titles say nothing of the one concerned";
  const CaseFacts one = gather_facts(state, without_lines(1), {}, {}, {}, small_book(), Instant{9});
  EXPECT_FALSE(one.goods_open);
  EXPECT_EQ(one.lines[0].category, "clothing");
  Order unpaid = without_lines(1);
  unpaid.status = OrderStatus::unpaid;
  unpaid.paid = Fen{0};
  EXPECT_TRUE(gather_facts(state, unpaid, {}, {}, {}, small_book(), Instant{9}).lines.empty());
}

TEST(GatherFacts, WhatAPersonSaysOfTheMissingLinesSplitsTheOrder) {
  Case state = about(1, 1);
  state.lines.clear();
  state.answers = {said("goods_pieces", "2")};
  CaseFacts facts = gather_facts(state, without_lines(3), {}, {}, {}, small_book(), Instant{9});
  ASSERT_EQ(facts.lines.size(), 1U);
  EXPECT_FALSE(facts.goods_open);
  EXPECT_EQ(facts.affected_paid(), Fen{200'00});
  state.answers.push_back(said("goods_paid", "25000"));
  state.answers.push_back(said("goods_category", "shoes"));
  facts = gather_facts(state, without_lines(3), {}, {}, {}, small_book(), Instant{9});
  apply_answers(state.answers, small_book(), facts);
  ASSERT_EQ(facts.lines.size(), 2U);
  EXPECT_EQ(facts.affected_paid(), Fen{250'00});
  EXPECT_EQ(facts.paid_goods(), Fen{300'00}) << "nothing is lost";
  EXPECT_EQ(facts.lines[0].category, "shoes");
  EXPECT_EQ(facts.lines[1].affected, 0);
  // Refunds of the order belong to nobody knows which goods: to the others, as far as they go.
  Order refunded = without_lines(3);
  refunded.refunded = Fen{60'00};
  facts = gather_facts(state, refunded, {}, {}, {}, small_book(), Instant{9});
  EXPECT_EQ(facts.lines[1].refunded, Fen{50'00});
  EXPECT_EQ(facts.affected_left(), Fen{240'00});
  // With the lines imported, what was said of their absence says nothing any more.
  const std::vector<OrderLine> lines{line(1, "羊毛毛衣", 100'00, 2, 206'67),
                                     line(2, "儿童运动鞋", 100'00, 1, 103'33)};
  facts = gather_facts(state, without_lines(3), lines, {}, {}, small_book(), Instant{9});
  apply_answers(state.answers, small_book(), facts);
  EXPECT_FALSE(facts.whole_order);
  EXPECT_EQ(facts.affected_paid(), Fen{300'00});
  EXPECT_EQ(facts.lines[0].category, "clothing");
}

TEST(GatherFacts, FaultCountsAsVerifiedAfterTheStep) {
  Case state = about(1, 1);
  state.fault = Fault::seller;
  state.step = Step::verify;
  EXPECT_FALSE(gather_facts(state, Order{}, {}, {}, {}, small_book(), Instant{9}).fault_verified);
  state.step = Step::agree;
  EXPECT_TRUE(gather_facts(state, Order{}, {}, {}, {}, small_book(), Instant{9}).fault_verified);
}

}  // namespace
}  // namespace shouhou::domain
