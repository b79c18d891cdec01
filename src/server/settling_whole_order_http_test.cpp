// An order that was imported without its lines, over HTTP on both databases: judged as one piece of goods,
// what its lines would tell is asked, settled from end to end; the lines come later and the case is judged
// anew.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "ports/trade.h"
#include "server/testing/settling_desk.h"

namespace shouhou::server {
namespace {

using testing::number_of;
using testing::text_of;
namespace json = boost::json;

class WholeOrder : public testing::SettlingDesk {
 protected:
  // Three pieces for 300 yuan and 10 of postage; the export told nothing of them but their titles.
  OrderId order_without_lines(domain::OrderStatus status) {
    OrderId id;
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      const Instant now = unit.now();
      domain::Buyer buyer{unit.ids().next<BuyerId>(now), shop_, "小李", now};
      unit.trade().add_buyer(buyer);
      domain::Order order;
      order.id = id = unit.ids().next<OrderId>(now);
      order.shop = shop_;
      order.channel = domain::Channel::taobao;
      order.external_id = "L" + id.str();
      order.buyer = buyer.id;
      order.status = status;
      order.title = "羊毛开衫，儿童运动鞋";
      order.goods = Fen{300'00};
      order.postage = Fen{10'00};
      order.paid = Fen{310'00};
      order.quantity = 3;
      order.placed_at = order.paid_at = now - hours(20);
      if (status != domain::OrderStatus::paid) {
        order.placed_at = order.paid_at = now - days(5);
        order.shipped_at = now - days(4);
        order.delivered_at = now - days(2);
      }
      unit.trade().add_order(order);
      return {};
    }));
    return id;
  }

  void import_lines(OrderId order) {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      const std::tuple<const char*, std::int64_t, Fen> rows[] = {{"羊毛开衫", 1, Fen{206'67}},
                                                                 {"儿童运动鞋", 2, Fen{103'33}}};
      for (const auto& [title, quantity, paid] : rows) {
        domain::OrderLine line;
        line.id = unit.ids().next<OrderLineId>(unit.now());
        line.shop = shop_;
        line.order = order;
        line.channel = domain::Channel::taobao;
        line.title = title;
        line.quantity = quantity;
        line.price = Fen{paid.value / quantity};
        line.paid = paid;
        unit.trade().add_line(line);
      }
      return {};
    }));
  }

  std::string case_about(OrderId order, const std::string& issue, const std::string& fault) {
    const auto opened = post(agent_, "cases",
                             R"({"order":")" + order.str() + R"(","words":"请处理","issue":")" + issue +
                                 R"(","fault":")" + fault + R"(","demand":"return_refund"})",
                             201);
    return text_of(opened, "id");
  }
  void to_agree(const std::string& id) {
    const std::string of_case = "cases/" + id;
    post(agent_, of_case + "/take");
    post(agent_, of_case + "/step", R"({"to":"verify"})");
    const auto view = get(agent_, of_case);
    for (const auto& need : view.at("evidence_needed").as_array()) {
      if (!need.at("met").as_bool()) {
        post(lead_, of_case + "/waivers", R"({"rule":")" + text_of(need, "id") + R"(","reason":"看过"})");
      }
    }
    post(agent_, of_case + "/step", R"({"to":"soothe"})");
    post(agent_, of_case + "/talk", R"({"leave_out":"平台单，没有会话"})");
    post(agent_, of_case + "/step", R"({"to":"agree"})");
  }
  json::value rights(const std::string& id) { return get(agent_, "cases/" + id + "/rights"); }
  static const json::value* find(const json::value& list, const char* key, std::string_view value) {
    for (const auto& one : list.as_array()) {
      if (one.at(key).as_string() == json::string_view(value.data(), value.size())) return &one;
    }
    return nullptr;
  }
  void answer(const std::string& id, const std::string& question, const std::string& value,
              int status = 200) {
    post(agent_, "cases/" + id + "/answers", R"({"question":")" + question + R"(","value":")" + value + "\"}",
         status);
  }
};
SHOUHOU_ON_BOTH_ENGINES(WholeOrder);

TEST_P(WholeOrder, UnshippedItIsCancelledAsAWholeToTheFen) {
  const std::string id =
      case_about(order_without_lines(domain::OrderStatus::paid), "not_shipped_cancel", "buyer");
  const auto view = rights(id);
  EXPECT_TRUE(view.at("whole_order").as_bool());
  const json::value* cancel = find(view.at("owed"), "remedy", "cancel_refund");
  ASSERT_NE(cancel, nullptr) << json::serialize(view);
  EXPECT_EQ(number_of(*cancel, "most"), 310'00);
  EXPECT_EQ(number_of(*cancel, "least"), 310'00);
  const json::value* kind = find(view.at("questions"), "question", "goods_category");
  ASSERT_NE(kind, nullptr) << "what is not known is asked";
  EXPECT_TRUE(kind->at("needed").as_bool());
  EXPECT_NE(text_of(*kind, "ask").find("宝贝报表"), std::string::npos) << "and says which export tells it";
  to_agree(id);
  choose(send_menu(id), "cancel_refund");
  EXPECT_EQ(confirm_all(id), Fen{310'00});
  expect_ledger(id, Fen{310'00}, Fen{310'00});
  // With everything given back nothing more goes out, neither goods nor postage.
  const auto more = send(lead_, "POST", "/api/v1/cases/" + id + "/grants",
                         R"({"remedy":{"kind":"goodwill_refund","money":1000}})");
  EXPECT_EQ(more.status, 409) << more.body;
  close(id, Fen{310'00});
}

TEST_P(WholeOrder, WhatHangsOnSingleGoodsSaysSoUntilAPersonEntersThem) {
  const OrderId order = order_without_lines(domain::OrderStatus::signed_for);
  const std::string id = case_about(order, "quality_defect", "seller");
  auto view = rights(id);
  const json::value* back = find(view.at("owed"), "remedy", "return_refund");
  ASSERT_NE(back, nullptr) << json::serialize(view);
  EXPECT_EQ(number_of(*back, "most"), 310'00);
  EXPECT_EQ(number_of(*back, "least"), 0);
  EXPECT_NE(find(back->at("conditions"), "id", "all_goods"), nullptr);
  ASSERT_NE(find(view.at("questions"), "question", "goods_pieces"), nullptr);
  ASSERT_NE(find(view.at("questions"), "question", "goods_paid"), nullptr);

  answer(id, "goods_pieces", "0", 422);
  answer(id, "goods_category", "no_such_goods", 422);
  answer(id, "goods_pieces", "1");
  answer(id, "goods_paid", "20667");
  answer(id, "goods_category", "clothing");
  view = rights(id);
  back = find(view.at("owed"), "remedy", "return_refund");
  ASSERT_NE(back, nullptr);
  EXPECT_EQ(number_of(*back, "most"), 206'67);
  EXPECT_EQ(find(back->at("conditions"), "id", "all_goods"), nullptr);
  EXPECT_EQ(find(view.at("questions"), "question", "goods_paid"), nullptr);
  EXPECT_EQ(view.at("answers").as_array().size(), 3U);

  // The goods' own list is that of the kind that was said.
  const std::string worn =
      case_about(order_without_lines(domain::OrderStatus::signed_for), "no_reason_return", "buyer");
  EXPECT_EQ(find(rights(worn).at("questions"), "question", "intact.tag_on"), nullptr);
  answer(worn, "goods_category", "clothing");
  EXPECT_NE(find(rights(worn).at("questions"), "question", "intact.tag_on"), nullptr);
}

TEST_P(WholeOrder, ImportingTheLinesJudgesTheCaseAnew) {
  const OrderId order = order_without_lines(domain::OrderStatus::signed_for);
  const std::string id = case_about(order, "quality_defect", "seller");
  to_agree(id);
  const auto sent = send_menu(id);
  const std::string offer = text_of(sent.at("offer"), "id");
  import_lines(order);
  const auto view = rights(id);
  EXPECT_FALSE(view.at("whole_order").as_bool());
  const json::value* back = find(view.at("owed"), "remedy", "return_refund");
  ASSERT_NE(back, nullptr);
  EXPECT_EQ(number_of(*back, "most"), 310'00);
  EXPECT_EQ(back->at("settlement").at("lines").as_array().size(), 2U);
  EXPECT_EQ(find(view.at("questions"), "question", "goods_category"), nullptr);
  // The menu was made for the order as a whole: a fresh one takes its place, and nothing is granted by the
  // old.
  const auto chosen = post(agent_, "offers/" + offer + "/choose", R"({"items":[1]})");
  EXPECT_FALSE(chosen.at("chosen").as_bool());
  EXPECT_EQ(grants_of(id).at("items").as_array().size(), 0U);
}

TEST_P(WholeOrder, MoneyGivenBeforeTheLinesCameCountsAfterwards) {
  const OrderId order = order_without_lines(domain::OrderStatus::paid);
  const std::string id = case_about(order, "not_shipped_cancel", "buyer");
  to_agree(id);
  choose(send_menu(id), "cancel_refund");
  import_lines(order);
  const auto again = send(lead_, "POST", "/api/v1/cases/" + id + "/grants",
                          R"({"remedy":{"kind":"goodwill_refund","money":1}})");
  EXPECT_EQ(again.status, 409) << "goods and postage are both given back: " << again.body;
  EXPECT_EQ(confirm_all(id), Fen{310'00});
  expect_ledger(id, Fen{310'00}, Fen{310'00});
}

}  // namespace
}  // namespace shouhou::server
