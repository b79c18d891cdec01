// What is owed over HTTP, on both databases: terms of sale, answers, and a shop's own rules.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "app/rerank_cases.h"
#include "connect/rules/rule_layers.h"
#include "domain/orders.h"
#include "ports/trade.h"
#include "server/testing/in_process_desk.h"

namespace shouhou::server {
namespace {

namespace json = boost::json;
using testing::Answer;
using testing::Client;

std::string text_of(const json::value& value, const char* key) {
  return std::string(value.at(key).as_string());
}

class RightsOverHttp : public testing::InProcessDesk {
 protected:
  void SetUp() override {
    InProcessDesk::SetUp();
    if (IsSkipped()) return;
    auto layers = connect::RuleLayers::load(connect::built_in_rules());
    ASSERT_TRUE(layers);
    store().use_case_rules(
        ports::CaseRules::from(std::shared_ptr<const ports::RuleSource>(*layers), Zone::shanghai()));
    owner_ = new_shop("毛衣店", "boss");
    agent_ = colleague(owner_, "agent", "wang");
    lead_ = colleague(owner_, "lead", "li");
    sell();
  }

  // A cardigan at 239 yuan and a scarf at 61, bought for 270 (满300减30), signed three days ago.
  void sell() {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      const Instant now = unit.now();
      domain::Buyer buyer{unit.ids().next<BuyerId>(now), owner_.shop, "小李", now};
      unit.trade().add_buyer(buyer);
      domain::Product product{unit.ids().next<ProductId>(now),
                              owner_.shop,
                              domain::Channel::taobao,
                              "P1",
                              "羊毛开衫",
                              "",
                              "",
                              Fen{239'00}};
      unit.trade().add_product(product);
      product_ = product.id;
      domain::Order order;
      order.id = order_ = unit.ids().next<OrderId>(now);
      order.shop = owner_.shop;
      order.channel = domain::Channel::taobao;
      order.external_id = "T1";
      order.buyer = buyer.id;
      order.contact = unit.trade().keep_contact(
          owner_.shop, buyer.id, {"李四", "13800001234", "浙江省杭州市西湖区 1 号"}, now, unit.ids());
      order.status = domain::OrderStatus::signed_for;
      order.goods = Fen{300'00};
      order.paid = Fen{270'00};
      order.placed_at = order.paid_at = now - days(6);
      order.shipped_at = now - days(5);
      order.delivered_at = now - days(3);
      unit.trade().add_order(order);
      add_line(unit, "羊毛开衫 灰 M", Fen{239'00}, Fen{215'10}, cardigan_, product.id);
      add_line(unit, "围巾", Fen{61'00}, Fen{54'90}, scarf_, {});
      return {};
    }));
  }

  void add_line(ports::Unit& unit, const char* title, Fen price, Fen paid, OrderLineId& id,
                ProductId product) {
    domain::OrderLine line;
    line.id = id = unit.ids().next<OrderLineId>(unit.now());
    line.shop = owner_.shop;
    line.order = order_;
    line.product = product;
    line.title = title;
    line.price = price;
    line.paid = paid;
    unit.trade().add_line(line);
  }

  std::string open(const std::string& issue, const std::string& lines = {}) {
    const Answer opened = send(agent_, "POST", "/api/v1/cases",
                               R"({"order":")" + order_.str() + R"(","issue":")" + issue +
                                   R"(","channel":"taobao","words":"想退")" +
                                   (lines.empty() ? "" : R"(,"lines":)" + lines) + "}");
    EXPECT_EQ(opened.status, 201) << opened.body;
    return opened.member("id");
  }

  json::value rights(const std::string& id, const Client& client) {
    const Answer answer = send(client, "GET", "/api/v1/cases/" + id + "/rights");
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body);
  }
  json::value rights(const std::string& id) { return rights(id, agent_); }

  static const json::value* owed(const json::value& rights, std::string_view remedy) {
    for (const json::value& one : rights.at("owed").as_array()) {
      if (one.at("remedy").as_string() == json::string_view(remedy.data(), remedy.size())) return &one;
    }
    return nullptr;
  }
  static const json::value* asked(const json::value& rights, std::string_view question) {
    for (const json::value& one : rights.at("questions").as_array()) {
      if (one.at("question").as_string() == json::string_view(question.data(), question.size())) return &one;
    }
    return nullptr;
  }

  static bool asked_about(const json::value& rights, std::string_view question, OrderLineId line) {
    for (const json::value& one : rights.at("questions").as_array()) {
      if (text_of(one, "question") == question && text_of(one, "line") == line.str()) return true;
    }
    return false;
  }

  Answer answer(const std::string& id, const std::string& body) {
    return send(agent_, "POST", "/api/v1/cases/" + id + "/answers", body);
  }
  Answer put_rules(const Client& client, const std::string& rows, const std::string& why = "活动") {
    json::object body;
    body["text"] = "[default]\nsource = \"店主决定\"\nin_force = 2020-01-01\n" + rows;
    body["why"] = why;
    return send(client, "PUT", "/api/v1/rules/own", json::serialize(body));
  }

  Owner owner_;
  Client agent_, lead_;
  OrderId order_;
  OrderLineId cardigan_, scarf_;
  ProductId product_;
};
SHOUHOU_ON_BOTH_ENGINES(RightsOverHttp);

TEST_P(RightsOverHttp, WhatIsOwedComesWithItsBasisMoneyAndQuestions) {
  const std::string id = open("no_reason_return");
  const json::value view = rights(id);
  const json::value* back = owed(view, "return_refund");
  ASSERT_NE(back, nullptr) << json::serialize(view);
  EXPECT_EQ(back->at("most").as_int64(), 27000);
  EXPECT_EQ(text_of(*back, "freight_back"), "buyer");
  EXPECT_TRUE(back->at("until").is_int64());
  bool law = false;
  for (const json::value& basis : back->at("basis").as_array())
    law = law || text_of(basis, "rule") == "order90.10";
  EXPECT_TRUE(law);
  EXPECT_EQ(back->at("settlement").at("lines").as_array().size(), 2U);
  EXPECT_EQ(back->at("settlement").at("total").as_int64(), 27000);
  const json::value* tag = asked(view, "intact.tag_on");
  ASSERT_NE(tag, nullptr);
  EXPECT_TRUE(tag->at("needed").as_bool());
  EXPECT_EQ(text_of(*tag, "line"), cardigan_.str());
  EXPECT_FALSE(view.at("exposure_shown").as_bool());
  EXPECT_TRUE(rights(id, lead_).at("exposure_shown").as_bool());
  const Client warehouse = colleague(owner_, "warehouse", "cang");
  EXPECT_EQ(send(warehouse, "POST", "/api/v1/cases/" + id + "/answers",
                 R"({"question":"evidence","value":"shown"})")
                .status,
            403);
  const Owner other = new_shop("鞋店", "other");
  EXPECT_EQ(send(other.client, "GET", "/api/v1/cases/" + id + "/rights").status, 404);
  EXPECT_EQ(send(other.client, "GET", "/api/v1/orders/" + order_.str() + "/terms").status, 404);
}

TEST_P(RightsOverHttp, AnswersChangeWhatIsOwedAndCanBeTakenBack) {
  const std::string id = open("no_reason_return");
  const auto tag = [&](const char* value) {
    return answer(
        id, R"({"question":"intact.tag_on","line":")" + cardigan_.str() + R"(","value":")" + value + "\"}");
  };
  ASSERT_EQ(tag("no").status, 200);
  json::value view = rights(id);
  EXPECT_EQ(owed(view, "return_refund")->at("most").as_int64(), 5490);  // the scarf is not worn
  EXPECT_EQ(text_of(view.at("answers").at(0), "value"), "no");
  EXPECT_EQ(text_of(view.at("answers").at(0), "by_name"), "wang");
  EXPECT_FALSE(asked_about(view, "intact.tag_on", cardigan_));
  EXPECT_TRUE(asked_about(view, "intact.tag_on", scarf_));
  ASSERT_EQ(tag("").status, 200);
  view = rights(id);
  EXPECT_EQ(owed(view, "return_refund")->at("most").as_int64(), 27000);
  EXPECT_TRUE(view.at("answers").as_array().empty());
  // Every check answered: every condition met.
  for (const char* check : {"tag_on", "clean", "unwashed"}) {
    ASSERT_EQ(answer(id, R"({"question":"intact.)" + std::string(check) + R"(","line":")" + cardigan_.str() +
                             R"(","value":"yes"})")
                  .status,
              200);
  }
  EXPECT_FALSE(asked_about(rights(id), "intact.tag_on", cardigan_));
  EXPECT_EQ(answer(id, R"({"question":"no_such","value":"yes"})").member("code"), "answer.unknown_question");
  EXPECT_EQ(answer(id, R"({"question":"evidence","value":"maybe"})").member("code"), "answer.value");
  EXPECT_EQ(answer(id, R"({"question":"intact.tag_on","value":"yes"})").member("code"), "answer.scope");
  EXPECT_EQ(answer(id, R"({"question":"unsafe","value":"yes"})").status, 403);  // a lead's word
}

TEST_P(RightsOverHttp, EvidenceDecidesWhoPaysTheFreight) {
  const std::string id = open("quality_defect", R"([{"line":")" + cardigan_.str() + R"(","quantity":1}])");
  json::value view = rights(id);
  ASSERT_NE(owed(view, "return_refund"), nullptr);
  EXPECT_EQ(text_of(*owed(view, "return_refund"), "freight_back"), "seller");
  ASSERT_NE(asked(view, "evidence"), nullptr);
  ASSERT_EQ(answer(id, R"({"question":"evidence","value":"by_use"})").status, 200);
  view = rights(id);
  EXPECT_EQ(owed(view, "exchange"), nullptr);
  EXPECT_EQ(text_of(*owed(view, "return_refund"), "freight_back"), "buyer");  // still within the seven days
  ASSERT_EQ(answer(id, R"({"question":"evidence","value":"shown"})").status, 200);
  view = rights(id);
  for (const json::value& condition : owed(view, "return_refund")->at("conditions").as_array())
    EXPECT_EQ(text_of(condition, "state"), "met");
  // History and projection agree.
  const Answer timeline = send(agent_, "GET", "/api/v1/cases/" + id + "/timeline");
  EXPECT_NE(timeline.body.find("case.answered"), std::string::npos);
}

TEST_P(RightsOverHttp, TermsOfSaleDecideTheMoney) {
  const std::string path = "/api/v1/orders/" + order_.str() + "/terms";
  const std::string id = open("no_reason_return", R"([{"line":")" + cardigan_.str() + R"(","quantity":1}])");
  EXPECT_EQ(owed(rights(id), "return_refund")->at("most").as_int64(), 21510);
  const std::string terms =
      R"({"terms":{"discounts":[{"name":"满300减30","tiers":[{"reach":30000,"off":3000}]}],
         "gifts":[{"name":"袜子","value":900,"cost":300,"marked":true,"comes_back":true}],
         "insurance":{"pays_up_to":1200}}})";
  EXPECT_EQ(send(agent_, "PUT", path, terms).status, 403);
  const Answer kept = send(lead_, "PUT", path, terms);
  ASSERT_EQ(kept.status, 200) << kept.body;
  EXPECT_EQ(kept.member("version"), "1");
  json::value view = rights(id);
  const json::value& back = *owed(view, "return_refund");
  // What stays (61 yuan) no longer reaches 300: 270 − 61 = 209.
  EXPECT_EQ(back.at("most").as_int64(), 20900);
  EXPECT_EQ(back.at("settlement").at("discount_lost").as_int64(), 610);
  EXPECT_EQ(back.at("least").as_int64(), 20000);
  EXPECT_EQ(text_of(back, "freight_back"), "insurance");
  ASSERT_NE(asked(view, "gift_back"), nullptr);
  ASSERT_EQ(answer(id, R"({"question":"gift_back","about":"袜子","value":"no"})").status, 200);
  EXPECT_EQ(owed(rights(id), "return_refund")->at("most").as_int64(), 20000);
  // Somebody else was faster; a line of another order; an amount below zero.
  Client late = lead_;
  late.extra_headers = {{"If-Match", "\"0\""}};
  EXPECT_EQ(send(late, "PUT", path, terms).member("code"), "terms.changed");
  EXPECT_EQ(send(lead_, "PUT", path, R"({"terms":{"lines":[{"line":"77","points":1}]}})").member("code"),
            "terms.no_such_line");
  EXPECT_EQ(send(lead_, "PUT", path, R"({"terms":{"deposit":-1}})").member("code"), "terms.amount");
  const Answer shown = send(agent_, "GET", path);
  EXPECT_NE(shown.body.find("满300减30"), std::string::npos);
}

TEST_P(RightsOverHttp, GoodsAreJudgedByWhatTheShopKnows) {
  const std::string id = open("no_reason_return", R"([{"line":")" + cardigan_.str() + R"(","quantity":1}])");
  ASSERT_NE(asked(rights(id), "intact.tag_on"), nullptr);
  const std::string path = "/api/v1/products/" + product_.str() + "/goods";
  const Answer set =
      send(lead_, "PUT", path, R"({"category":"custom_made","unit_cost":9000,"unit_grams":600})");
  ASSERT_EQ(set.status, 200) << set.body;
  EXPECT_EQ(set.member("judged_as"), "custom_made");
  EXPECT_EQ(owed(rights(id), "return_refund"), nullptr);  // made to order: outside the seven days
  EXPECT_EQ(send(lead_, "PUT", path, R"({"unit_grams":-1})").member("code"), "terms.amount");
  EXPECT_EQ(send(lead_, "PUT", "/api/v1/products/77/goods", R"({"unit_cost":1})").status, 404);
}

constexpr const char* thirty_days =
    "[[promise]]\nid = \"thirty\"\nkind = \"return_window\"\nspan = \"30d\"\n"
    "name = { zh = \"三十天无理由\", en = \"thirty days\" }\n";

TEST_P(RightsOverHttp, OwnRulesCountAtOnceAndAreKeptWithWhoWhenWhy) {
  const std::string id = open("no_reason_return");
  const std::int64_t until = owed(rights(id), "return_refund")->at("until").as_int64();
  const std::string before = text_of(rights(id), "rules_version");
  EXPECT_EQ(put_rules(lead_, thirty_days).status, 403);
  const Answer kept = put_rules(owner_.client, thirty_days, "双十一承诺");
  ASSERT_EQ(kept.status, 200) << kept.body;
  EXPECT_EQ(kept.member("version"), "1");
  const json::value view = rights(id);
  EXPECT_EQ(owed(view, "return_refund")->at("until").as_int64(), until + days(23).ms);
  EXPECT_NE(text_of(view, "rules_version"), before);
  // The row with its source stands in the list, marked as the shop's own.
  const json::value list = json::parse(send(agent_, "GET", "/api/v1/rules?table=promise").body);
  ASSERT_EQ(list.at("rows").as_array().size(), 1U);
  EXPECT_TRUE(list.at("rows").at(0).at("own").as_bool());
  EXPECT_EQ(text_of(list.at("rows").at(0), "source"), "店主决定");
  EXPECT_EQ(text_of(list.at("rows").at(0), "name"), "三十天无理由");
  // Another shop has its own book.
  const Owner other = new_shop("鞋店", "other");
  EXPECT_EQ(
      json::parse(send(other.client, "GET", "/api/v1/rules?own=true").body).at("rows").as_array().size(), 0U);
  // A promise is not taken back; it ends by a day.
  EXPECT_EQ(put_rules(owner_.client, "").member("code"), "rules.promise_taken_back");
  ASSERT_EQ(put_rules(owner_.client, std::string(thirty_days) + "until = 2099-01-01\n", "到期").status, 200);
  const json::value history = json::parse(send(owner_.client, "GET", "/api/v1/rules/own/history").body);
  ASSERT_EQ(history.at("items").as_array().size(), 2U);
  EXPECT_EQ(text_of(history.at("items").at(1), "why"), "双十一承诺");
  EXPECT_EQ(text_of(history.at("items").at(1), "actor"), "boss");
  const Answer reverted =
      send(owner_.client, "POST", "/api/v1/rules/own/revert", R"({"to":1,"why":"还是长期承诺"})");
  ASSERT_EQ(reverted.status, 200) << reverted.body;
  EXPECT_EQ(reverted.member("version"), "3");
  EXPECT_EQ(reverted.body.find("2099"), std::string::npos);
  EXPECT_EQ(send(owner_.client, "GET", "/api/v1/rules/own?which=2").member("why"), "到期");
}

TEST_P(RightsOverHttp, WhatIsWrongOrAgainstTheBuyerIsRefusedWithLineAndReason) {
  const Answer wrong = put_rules(owner_.client, "[[promise]]\nid = \"x\"\nkind = \"what\"\n");
  EXPECT_EQ(wrong.status, 422) << wrong.body;
  EXPECT_TRUE(wrong.member("detail").find("own.toml:") != std::string::npos) << wrong.body;
  const std::string against =
      "[[number]]\nid = \"stuck_days\"\nvalue = 60\nname = { zh = \"x\", en = \"x\" }\n";
  EXPECT_EQ(put_rules(owner_.client, against).member("code"), "rules.against_buyer");
  json::object body;
  body["text"] = "[default]\nsource = \"s\"\nin_force = 2020-01-01\n" + against;
  const Answer tried = send(agent_, "POST", "/api/v1/rules/own/check", json::serialize(body));
  ASSERT_EQ(tried.status, 200) << tried.body;
  const json::value check = json::parse(tried.body);
  EXPECT_FALSE(check.at("fine").as_bool());
  EXPECT_TRUE(text_of(check.at("problems").at(0), "place").starts_with("own.toml:"));
  EXPECT_EQ(put_rules(owner_.client, "", "").member("code"), "rules.why_needed");
  EXPECT_EQ(json::parse(send(owner_.client, "GET", "/api/v1/rules/own").body).at("version").as_int64(), 0);
}

TEST_P(RightsOverHttp, NewWeightsRankTheOpenCasesAnew) {
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    const Answer opened = send(agent_, "POST", "/api/v1/cases",
                               R"({"subject":"第)" + std::to_string(i) + R"(张","issue":"quality_defect"})");
    ASSERT_EQ(opened.status, 201) << opened.body;
    ids.push_back(opened.member("id"));
  }
  const auto due = [&](const std::string& id) {
    return json::parse(send(agent_, "GET", "/api/v1/queue").body)
        .at("items")
        .as_array()
        .at(static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin()))
        .at("due")
        .as_int64();
  };
  // Step by step here: the job has a thread of its own that would come in between.
  const auto rank_all = [&] {
    std::int64_t done = 0;
    for (bool more = true; more;) {
      EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
        const auto plan = app::plan_rerank(unit, owner_.shop, 100);
        const app::RerankStep step =
            plan ? app::carry_out_rerank(unit, owner_.shop, *plan) : app::RerankStep{};
        done += step.done;
        more = step.more;
        return {};
      }));
    }
    return done;
  };
  rank_all();
  EXPECT_EQ(rank_all(), 0);
  const std::int64_t before = due(ids[0]);
  const Answer kept = put_rules(owner_.client, "[[urgency_class]]\nof = \"quality\"\nbonus = \"3h30m\"\n");
  ASSERT_EQ(kept.status, 200) << kept.body;
  EXPECT_TRUE(json::parse(kept.body).at("reranking").at("running").as_bool());
  EXPECT_EQ(due(ids[0]), before);
  // A process that died half-way leaves the place where it was; the next goes on there.
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    const auto plan = app::plan_rerank(unit, owner_.shop, 2);
    const app::RerankStep step = app::carry_out_rerank(unit, owner_.shop, plan.value());
    EXPECT_EQ(step.done, 2);
    EXPECT_EQ(step.moved, 2);
    EXPECT_TRUE(step.more);
    return {};
  }));
  EXPECT_EQ(rank_all(), 3);
  EXPECT_LT(due(ids[0]), before);
  const json::value after = json::parse(send(agent_, "GET", "/api/v1/rules?own=true").body);
  EXPECT_FALSE(after.at("reranking").at("running").as_bool());
  EXPECT_EQ(after.at("reranking").at("done").as_int64(), 5);
}

}  // namespace
}  // namespace shouhou::server
