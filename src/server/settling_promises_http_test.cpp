// What was shown to a buyer stands, what the platform says wins, and nothing is given beyond what may be
// given, over HTTP on both databases.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "app/change_case.h"
#include "ports/trade.h"
#include "server/testing/settling_desk.h"

namespace shouhou::server {
namespace {

using testing::Client;
using testing::number_of;
using testing::text_of;
namespace json = boost::json;

class Promises : public testing::SettlingDesk {
 protected:
  std::string quality_case(const std::string& number) {
    sold_ = sell({.number = number});
    return case_to_agree(sold_, 1, "quality_defect", "seller", "compensation");
  }
  // Worn shoes of three months ago: nothing is owed, goodwill is all there is.
  std::string worn_case(const std::string& number, BuyerId buyer = {},
                        const std::string& issue = "wear_after_use",
                        const std::string& demand = "compensation") {
    sold_ = sell({.number = number,
                  .title = "真皮休闲鞋",
                  .price = Fen{399'00},
                  .paid_ago = days(96),
                  .shipped_ago = days(95),
                  .scanned_ago = days(95),
                  .signed_ago = days(92)});
    if (buyer) {
      EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
        auto order = *unit.trade().order(shop_, sold_.order);
        order.buyer = buyer;
        unit.trade().update_order(order);
        return {};
      }));
    }
    return case_to_agree(sold_, 1, issue, "buyer", demand);
  }
  testing::Answer grant(const Client& who, const std::string& id, const std::string& remedy) {
    return send(who, "POST", "/api/v1/cases/" + id + "/grants", R"({"remedy":{)" + remedy + "}}");
  }

  testing::Sold sold_;
};
SHOUHOU_ON_BOTH_ENGINES(Promises);

TEST_P(Promises, APlatformsRulingEndsTheMenuAtOnce) {
  const std::string id = quality_case("P1");
  const auto sent = send_menu(id);
  const std::string offer = text_of(sent.at("offer"), "id");
  const std::string page = "buyer/offers/" + text_of(sent, "link").substr(3);
  // The platform only looks at it: the menu stands.
  post(agent_, "cases/" + id + "/platform", R"({"status":"waiting_platform","reason":"平台介入"})");
  EXPECT_EQ(text_of(get(agent_, "offers/" + offer), "state"), "sent");
  post(agent_, "cases/" + id + "/platform",
       R"({"status":"open","ruling":"支持买家","ruled_refund":9900,"reason":"平台裁定"})");
  const auto ended = get(agent_, "offers/" + offer);
  EXPECT_EQ(text_of(ended, "state"), "withdrawn");
  EXPECT_NE(text_of(ended, "reason").find("平台已裁定：退款 99.00 元"), std::string::npos)
      << text_of(ended, "reason");
  const auto told = get({}, page);
  EXPECT_FALSE(told.at("open").as_bool());
  EXPECT_NE(text_of(told.at("notice"), "zh").find("平台"), std::string::npos) << json::serialize(told);
  EXPECT_EQ(text_of(told, "state"), "withdrawn");
  const auto late =
      send({}, "POST", "/api/v1/" + page + "/choose", R"({"offer":")" + offer + R"(","items":[1]})");
  EXPECT_EQ(late.member("code"), "offer.over") << late.body;
  const auto view = get(agent_, "cases/" + id);
  for (const auto& clock : view.at("clocks").as_array()) {
    if (text_of(clock, "kind") != "offer_answer") continue;
    EXPECT_EQ(text_of(clock, "end"), "cancelled");
  }
}

TEST_P(Promises, MoneyThatThePlatformPaidEndsAMenuThatPromisedIt) {
  const std::string id = quality_case("P2");
  const std::string offer = text_of(send_menu(id).at("offer"), "id");
  post(agent_, "cases/" + id + "/platform",
       R"({"status":"closed","refund_key":"T-1","refund_paid":19900,"reason":"超时自动退款"})");
  EXPECT_EQ(text_of(get(agent_, "offers/" + offer), "state"), "withdrawn");
  EXPECT_FALSE(text_of(get(agent_, "offers/" + offer), "reason").empty());
}

TEST_P(Promises, AMenuEndsWhenThePlatformsOwnTimeRunsOut) {
  const std::string id = quality_case("P3");
  const std::int64_t soon = clock_.now().ms + hours(3).ms;
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    domain::ask::StartClock start;
    start.clock.kind = "refund_request";
    start.clock.source = domain::ClockSource::platform_api;
    start.clock.consequence = domain::Consequence::auto_refund;
    start.clock.start = unit.now();
    start.clock.allowed = hours(3);
    return app::change_case(unit, ports::Actor::system(shop_), {*CaseId::parse(id), {}}, start)
        .map([](auto&&) {});
  }));
  EXPECT_EQ(number_of(send_menu(id).at("offer"), "valid_until"), soon);
}

TEST_P(Promises, AWayThatWasShownStandsAlthoughTheCapsAreUsedUpSince) {
  const std::string id = worn_case("P4");
  const BuyerId buyer = sold_.buyer;
  const auto proposed =
      post(agent_, "cases/" + id + "/offers", R"({"lighter":[{"kind":"coupon","credit":4500}]})");
  const auto sent = post(agent_, "offers/" + text_of(proposed, "id") + "/send");
  ASSERT_TRUE(sent.at("sent").as_bool()) << json::serialize(sent);
  // Meanwhile another case of the same buyer uses up the month's sixty yuan, and the agent's day.
  const std::string other = worn_case("P5", buyer);
  ASSERT_EQ(grant(agent_, other, R"("kind":"coupon","credit":4000)").status, 201);
  const auto refused = grant(agent_, other, R"("kind":"red_packet","money":3000)");
  EXPECT_EQ(refused.status, 409) << "the cap is real: " << refused.body;
  const auto chosen = choose(sent, "coupon");
  ASSERT_EQ(chosen.at("grants").as_array().size(), 1U);
  const auto& kept = chosen.at("grants").at(0);
  EXPECT_EQ(text_of(kept, "state"), "granted") << json::serialize(kept);
  EXPECT_NE(text_of(kept, "why").find("照办"), std::string::npos) << text_of(kept, "why");
  bool recorded = false;
  const auto timeline = get(agent_, "cases/" + id + "/timeline");
  for (const auto& entry : timeline.at("entries").as_array())
    recorded = recorded || text_of(entry, "kind") == "remedy.honoured";
  EXPECT_TRUE(recorded) << "above the cap, and on record";
}

TEST_P(Promises, AMenuIsBegunByHandWhereThePolicyHasNothing) {
  // Who only vents is pushed nothing (P-A5); the agent may still want to do something.
  const std::string id = worn_case("P6", {}, "venting", "none");
  EXPECT_EQ(send(agent_, "POST", "/api/v1/cases/" + id + "/offers", "{}").member("code"),
            "offer.nothing_to_offer");
  const auto begun =
      post(agent_, "cases/" + id + "/offers", R"({"lighter":[{"kind":"coupon","credit":1000}]})");
  EXPECT_TRUE(begun.at("edited").as_bool());
  ASSERT_EQ(begun.at("items").as_array().size(), 1U);
  EXPECT_EQ(send(agent_, "POST", "/api/v1/cases/" + id + "/offers",
                 R"({"lighter":[{"kind":"coupon","credit":900}]})")
                .member("code"),
            "offer.live");
  // What is owed stands first, whoever began it, and nothing impossible gets on it.
  const std::string owed = quality_case("P8");
  EXPECT_EQ(send(agent_, "POST", "/api/v1/cases/" + owed + "/offers",
                 R"({"lighter":[{"kind":"partial_refund_keep","money":99900}]})")
                .member("code"),
            "offer.not_possible");
  const auto menu =
      post(agent_, "cases/" + owed + "/offers", R"({"lighter":[{"kind":"coupon","credit":700}]})");
  EXPECT_TRUE(menu.at("items").at(0).at("entitled").as_bool());
  EXPECT_NE(item_of(menu, "return_refund"), nullptr);
  EXPECT_EQ(number_of(item_of(menu, "coupon")->at("remedy"), "credit"), 700);
}

TEST_P(Promises, AProposalHoldsTheEndOfTheCase) {
  const std::string id = quality_case("P9");
  ASSERT_EQ(grant(agent_, id, R"("kind":"partial_refund_keep","money":4000)").status, 201);
  EXPECT_EQ(confirm_all(id), Fen{40'00});
  const auto proposed = grant(agent_, id, R"("kind":"goodwill_refund","money":6000)");
  ASSERT_EQ(proposed.member("state"), "proposed") << proposed.body;
  post(agent_, "cases/" + id + "/updates", R"({"words":"已经办好"})");
  const auto held = send(agent_, "POST", "/api/v1/cases/" + id + "/step", R"({"to":"register"})");
  EXPECT_EQ(held.member("code"), "case.guard") << held.body;
  EXPECT_NE(held.body.find("待审批"), std::string::npos) << held.body;
  bool shown = false;
  const std::string view = json::serialize(get(agent_, "cases/" + id));
  shown = view.find("grant_waiting") != std::string::npos;
  EXPECT_TRUE(shown) << "the screen says so before it is tried";
  post(lead_, "grants/" + proposed.member("id") + "/refuse", R"({"reason":"先这样"})");
  post(agent_, "cases/" + id + "/step", R"({"to":"register"})");
}

TEST_P(Promises, FreightOwedIsPaidOnTopOfAWholeRefundAndStandsInTheLedger) {
  const std::string id = quality_case("PA");
  choose(send_menu(id), "return_refund");
  post(agent_, "cases/" + id + "/answers", R"({"question":"return_freight_paid","value":"1500"})");
  const auto beyond = grant(agent_, id, R"("kind":"freight_reimbursement","money":1501)");
  EXPECT_EQ(beyond.status, 409) << "more than the receipt says: " << beyond.body;
  const auto freight = grant(agent_, id, R"("kind":"freight_reimbursement","money":1500)");
  ASSERT_EQ(freight.status, 201) << freight.body;
  EXPECT_EQ(freight.member("state"), "granted");
  EXPECT_EQ(freight.member("goodwill"), "0") << "it is owed";
  EXPECT_EQ(grant(agent_, id, R"("kind":"freight_reimbursement","money":100)").status, 409) << "once";
  EXPECT_EQ(grant(lead_, id, R"("kind":"goodwill_refund","money":100)").status, 409)
      << "what was paid is given back whole";
  carry_out();
  const auto ledger = get(agent_, "cases/" + id + "/ledger");
  EXPECT_EQ(number_of(ledger, "granted"), 199'00 + 15'00);
  std::int64_t on_top = 0;
  for (const auto& line : ledger.at("items").as_array()) {
    if (text_of(line, "kind") == "granted" && line.at("on_top").as_bool())
      on_top += number_of(line, "amount");
  }
  EXPECT_EQ(on_top, 15'00);
  const auto stranger = new_shop("别家店", "else");
  EXPECT_EQ(send(stranger.client, "GET", "/api/v1/cases/" + id + "/ledger").status, 404);
}

TEST_P(Promises, GoodsSentBeyondWhatIsOwedNeedTheAuthorityForTheirWorth) {
  const std::string id = quality_case("PB");
  const auto sent = grant(agent_, id, R"("kind":"reship")");
  ASSERT_EQ(sent.status, 201) << sent.body;
  EXPECT_EQ(sent.member("state"), "proposed") << "139.30 yuan of goods are above the agent's fifty";
  EXPECT_EQ(sent.member("goodwill"), "13930");
}

TEST_P(Promises, APatternLowersGrantsWithoutAMenuButNothingOwed) {
  const std::string threat = quality_case("PC");
  const BuyerId buyer = sold_.buyer;
  post(agent_, "cases/" + threat + "/facts", R"({"issue":"extortion"})");
  const std::string id = worn_case("PD", buyer);
  EXPECT_EQ(grant(agent_, id, R"("kind":"coupon","credit":3000)").member("state"), "proposed")
      << "the limit of fifty is halved";
  post(lead_, "buyers/" + buyer.str() + "/pattern", R"({"why":"误会，已说清"})");
  EXPECT_EQ(grant(agent_, id, R"("kind":"coupon","credit":3000)").member("state"), "granted");
}

TEST_P(Promises, TheReportTellsWhatWasOfferedAndTaken) {
  const std::string id = quality_case("PE");
  choose(send_menu(id, R"([{"kind":"coupon","credit":1500}])"), "coupon");
  const auto report = get(boss_, "offers/report");
  EXPECT_EQ(number_of(report, "menus"), 1);
  EXPECT_EQ(number_of(report, "chosen"), 1);
  bool coupon = false, right = false;
  for (const auto& way : report.at("items").as_array()) {
    EXPECT_EQ(number_of(way, "shown"), 1);
    if (text_of(way, "remedy") == "coupon") {
      coupon = true;
      EXPECT_EQ(number_of(way, "taken"), 1);
      EXPECT_EQ(number_of(way, "given"), 15'00);
      EXPECT_EQ(text_of(way, "issue"), "quality_defect");
    }
    if (text_of(way, "remedy") == "return_refund") {
      right = true;
      EXPECT_TRUE(way.at("entitled").as_bool());
      EXPECT_EQ(number_of(way, "taken"), 0);
    }
  }
  EXPECT_TRUE(coupon && right);
}

}  // namespace
}  // namespace shouhou::server
