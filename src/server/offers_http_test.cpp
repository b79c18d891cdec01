// Offers over HTTP on both databases: made, changed by hand, sent, replaced, run out, refused, answered on
// the buyer's own page; what they teach; patterns, caps, and that a review never changes a menu.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <thread>

#include "app/send_offer.h"
#include "ports/offers.h"
#include "ports/trade.h"
#include "server/testing/settling_desk.h"

namespace shouhou::server {
namespace {

using testing::Client;
using testing::number_of;
using testing::text_of;
namespace json = boost::json;

class OffersOverHttp : public testing::SettlingDesk {
 protected:
  std::string quality_case(const std::string& number) {
    sold_ = sell({.number = number});
    return case_to_agree(sold_, 1, "quality_defect", "seller", "compensation");
  }
  std::string code_of(const Client& who, const std::string& path, const std::string& body, int status) {
    const auto answer = send(who, "POST", "/api/v1/" + path, body);
    EXPECT_EQ(answer.status, status) << path << ": " << answer.body;
    return answer.member("code");
  }
  static std::string menu(const json::value& offer) { return json::serialize(offer.at("items")); }

  testing::Sold sold_;
};
SHOUHOU_ON_BOTH_ENGINES(OffersOverHttp);

TEST_P(OffersOverHttp, AMenuIsMadeOnceAndShowsEverythingOwedFirst) {
  const std::string id = quality_case("A1");
  const auto first = post(agent_, "cases/" + id + "/offers");
  const auto again = post(agent_, "cases/" + id + "/offers");
  EXPECT_EQ(text_of(first, "id"), text_of(again, "id")) << "no dice are cast anew while it holds";
  bool lighter = false;
  for (const auto& item : first.at("items").as_array()) {
    lighter = lighter || !item.at("entitled").as_bool();
    EXPECT_TRUE(!lighter || !item.at("entitled").as_bool()) << "what is owed stands first";
    EXPECT_FALSE(text_of(item.at("why"), "zh").empty());
    if (item.at("entitled").as_bool()) {
      EXPECT_GT(item.at("basis").as_array().size(), 0u);
    }
    std::int64_t sum = 0;
    for (const auto& line : item.at("cost").at("lines").as_array()) sum += number_of(line, "amount");
    EXPECT_EQ(sum, number_of(item.at("cost"), "total"));
  }
  const auto preview = get(agent_, "cases/" + id + "/offers/preview");
  const std::size_t all = preview.at("items").as_array().size() + preview.at("others").as_array().size();
  EXPECT_EQ(all, domain::count_of<domain::RemedyKind>) << "every remedy is on the menu or says why not";
  for (const auto& other : preview.at("others").as_array()) {
    EXPECT_FALSE(text_of(other.at("why"), "zh").empty()) << json::serialize(other);
  }
  EXPECT_EQ(get(agent_, "cases/" + id + "/offers").at("items").as_array().size(), 1u);
}

TEST_P(OffersOverHttp, HandsChangeLighterWaysOnlyAndWithinAuthority) {
  const std::string id = quality_case("A2");
  const std::string of_offer = "offers/" + text_of(post(agent_, "cases/" + id + "/offers"), "id");
  const auto edited = post(agent_, of_offer + "/items", R"({"lighter":[{"kind":"coupon","credit":1500}]})");
  EXPECT_TRUE(edited.at("edited").as_bool());
  ASSERT_NE(item_of(edited, "return_refund"), nullptr) << "what is owed cannot be taken off";
  ASSERT_NE(item_of(edited, "coupon"), nullptr);
  const auto items = [&](const std::string& lighter, int status) {
    return code_of(agent_, of_offer + "/items", R"({"lighter":)" + lighter + "}", status);
  };
  EXPECT_EQ(items(R"([{"kind":"return_refund","money":1}])", 422), "offer.no_lighter_way");
  EXPECT_EQ(items(R"([{"kind":"coupon","credit":100},{"kind":"coupon","credit":200}])", 422), "offer.twice");
  EXPECT_EQ(items(R"([{"kind":"partial_refund_keep","money":30000}])", 422), "offer.not_possible");
  EXPECT_EQ(items(R"([{"kind":"coupon"}])", 422), "offer.not_possible");
  // Above the agent's 50 yuan a case: it may stand there, but a lead has to send it.
  post(agent_, of_offer + "/items", R"({"lighter":[{"kind":"partial_refund_keep","money":6000}]})");
  EXPECT_EQ(code_of(agent_, of_offer + "/send", "{}", 409), "offer.above_authority");
  EXPECT_TRUE(post(lead_, of_offer + "/send").at("sent").as_bool());
  EXPECT_EQ(items(R"([])", 409), "offer.over");
}

TEST_P(OffersOverHttp, ChangedFactsPutAFreshMenuInItsPlace) {
  const std::string id = quality_case("A3");
  const auto proposed = post(agent_, "cases/" + id + "/offers");
  post(agent_, "cases/" + id + "/facts", R"({"issue":"wear_after_use","fault":"buyer"})");
  EXPECT_FALSE(get(agent_, "cases/" + id + "/offers").at("out_of_date").is_null());
  const auto instead = post(agent_, "offers/" + text_of(proposed, "id") + "/send");
  EXPECT_FALSE(instead.at("sent").as_bool());
  EXPECT_EQ(text_of(instead, "replaced"), text_of(proposed, "id"));
  EXPECT_FALSE(text_of(instead.at("why"), "zh").empty());
  const json::value* back = item_of(instead, "return_refund");
  EXPECT_TRUE(back == nullptr || !back->at("entitled").as_bool() ||
              text_of(back->at("remedy"), "ground") == "no_reason");
  // Sent, then the facts change back before the buyer answers.
  const std::string second = text_of(instead.at("offer"), "id");
  EXPECT_TRUE(post(agent_, "offers/" + second + "/send").at("sent").as_bool());
  post(agent_, "cases/" + id + "/facts", R"({"issue":"quality_defect","fault":"seller"})");
  const std::string first_number = std::to_string(number_of(instead.at("offer").at("items").at(0), "number"));
  const auto refused = post(agent_, "offers/" + second + "/choose", R"({"items":[)" + first_number + "]}");
  EXPECT_FALSE(refused.at("chosen").as_bool());
  EXPECT_EQ(refused.at("grants").as_array().size(), 0u);
  EXPECT_NE(item_of(refused, "exchange"), nullptr);
  EXPECT_EQ(text_of(get(agent_, "offers/" + second), "state"), "replaced");
  EXPECT_EQ(text_of(get(agent_, "cases/" + id), "status"), "open") << "nobody waits for the buyer any more";
}

TEST_P(OffersOverHttp, AMenuRunsOutAndTheCaseComesBack) {
  const std::string id = quality_case("A4");
  const auto sent = send_menu(id);
  const std::string offer = text_of(sent.at("offer"), "id");
  const std::int64_t until = number_of(sent.at("offer"), "valid_until");
  const auto run_out = [&] {
    int ended = 0;
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(ended, app::expire_offers(unit, shop_, 100));
      return {};
    }));
    return ended;
  };
  clock_.set(Instant{until - 1});
  EXPECT_EQ(run_out(), 0);
  clock_.set(Instant{until});
  EXPECT_EQ(run_out(), 1);
  sign_in_again();
  EXPECT_EQ(text_of(get(agent_, "offers/" + offer), "state"), "expired");
  const auto view = get(agent_, "cases/" + id);
  EXPECT_EQ(text_of(view, "status"), "open");
  for (const auto& clock : view.at("clocks").as_array()) {
    if (text_of(clock, "kind") != "offer_answer") continue;
    EXPECT_EQ(text_of(clock, "end"), "cancelled");
  }
  EXPECT_EQ(code_of(agent_, "offers/" + offer + "/choose", R"({"items":[1]})", 409), "offer.over");
  EXPECT_EQ(get(boss_, "offers/learning").at("cells").as_array().size(), 0u) << "silence teaches nothing";
}

TEST_P(OffersOverHttp, ARefusalIsLearntAndLeadsOneRungFurther) {
  const std::string id = quality_case("A5");
  const auto sent = send_menu(id, R"([{"kind":"coupon","credit":1500}])");
  const std::string offer = text_of(sent.at("offer"), "id");
  const auto refused = post(agent_, "offers/" + offer + "/refuse", R"({"words":"券我用不上"})");
  EXPECT_EQ(text_of(refused.at("offer"), "words"), "券我用不上");
  ASSERT_FALSE(refused.at("next").is_null());
  for (const auto& item : refused.at("next").at("items").as_array()) {
    const auto& remedy = item.at("remedy");
    if (text_of(remedy, "kind") == "coupon") {
      EXPECT_GT(number_of(remedy, "credit"), 15'00);
    }
  }
  EXPECT_NE(item_of(refused.at("next"), "return_refund"), nullptr) << "rights never go";
  const auto learning = get(boss_, "offers/learning");
  ASSERT_EQ(learning.at("cells").as_array().size(), 1u);
  EXPECT_EQ(text_of(learning.at("cells").at(0).at("cell"), "remedy"), "coupon");
  EXPECT_EQ(number_of(learning.at("cells").at(0), "refused"), 1);
  EXPECT_EQ(number_of(learning, "edited"), 1);
  EXPECT_EQ(post(agent_, "offers/" + offer + "/refuse").at("offer").at("state").as_string(), "refused");
  EXPECT_EQ(number_of(get(boss_, "offers/learning").at("cells").at(0), "refused"), 1)
      << "told twice, learnt once";
}

TEST_P(OffersOverHttp, AnswersAreCountedPerCell) {
  const std::string id = quality_case("A6");
  const auto sent =
      send_menu(id, R"([{"kind":"coupon","credit":1500},{"kind":"partial_refund_keep","money":2000}])");
  choose(sent, "coupon");
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts;
  const auto learning = get(boss_, "offers/learning");
  for (const auto& row : learning.at("cells").as_array()) {
    counts[text_of(row.at("cell"), "remedy")] = {number_of(row, "accepted"), number_of(row, "refused")};
  }
  EXPECT_EQ(counts, (decltype(counts){{"coupon", {1, 0}}}));
  EXPECT_EQ(number_of(learning, "lighter_taken"), 1);
  const std::string of_offer = "offers/" + text_of(sent.at("offer"), "id");
  EXPECT_EQ(code_of(agent_, of_offer + "/choose",
                    R"({"items":[)" + std::to_string(choice_of(sent, "partial_refund_keep")) + "]}", 409),
            "offer.chosen_otherwise");
  EXPECT_EQ(code_of(agent_, of_offer + "/choose", R"({"items":[99]})", 409), "offer.chosen_otherwise");
}

TEST_P(OffersOverHttp, OnlyOneOfTwoPeopleWhoChooseAtOnceIsHeard) {
  const std::string id = quality_case("A7");
  const auto sent =
      send_menu(id, R"([{"kind":"coupon","credit":1500},{"kind":"partial_refund_keep","money":2000}])");
  const std::string path = "/api/v1/offers/" + text_of(sent.at("offer"), "id") + "/choose";
  std::vector<int> statuses(2);
  const auto press = [&](std::size_t place, const char* kind) {
    const auto body = R"({"items":[)" + std::to_string(choice_of(sent, kind)) + "]}";
    statuses[place] = send(place == 0 ? agent_ : lead_, "POST", path, body).status;
  };
  std::thread other(press, 0, "coupon");
  press(1, "partial_refund_keep");
  other.join();
  EXPECT_EQ(std::min(statuses[0], statuses[1]), 200);
  EXPECT_EQ(std::max(statuses[0], statuses[1]), 409);
  EXPECT_EQ(grants_of(id).at("items").as_array().size(), 1u);
}

TEST_P(OffersOverHttp, TheBuyerAnswersOnAPageOfTheirOwn) {
  const std::string id = quality_case("A8");
  const auto sent = send_menu(id, R"([{"kind":"partial_refund_keep","money":2000}])");
  const std::string link = text_of(sent, "link");
  ASSERT_TRUE(link.starts_with("/o/")) << link;
  const std::string token = link.substr(3);
  const auto page = get({}, "buyer/offers/" + token);
  EXPECT_TRUE(page.at("open").as_bool());
  EXPECT_EQ(text_of(page, "title"), "羊毛开衫");
  const std::string text = json::serialize(page);
  for (const char* hidden : {"cost", "expected", "accept", "propensity", "goodwill", "13800001234", "张三"}) {
    EXPECT_EQ(text.find(std::string("\"") + hidden), std::string::npos) << hidden << ": " << text;
  }
  const std::string offer = text_of(page, "offer");
  const auto number = std::to_string(choice_of(sent, "partial_refund_keep"));
  const std::string body = R"({"offer":")" + offer + R"(","items":[)" + number + "]}";
  const auto done = post({}, "buyer/offers/" + token + "/choose", body);
  EXPECT_EQ(text_of(done, "state"), "chosen");
  EXPECT_FALSE(done.at("open").as_bool());
  post({}, "buyer/offers/" + token + "/choose", body);  // pressed twice
  const auto grants = grants_of(id);
  ASSERT_EQ(grants.at("items").as_array().size(), 1u);
  EXPECT_EQ(text_of(grants.at("items").at(0), "proposed_name"), text_of(sent.at("offer").at("sent"), "actor"))
      << "the sender's authority stands behind it";
  EXPECT_TRUE(get(agent_, "offers/" + offer).at("by_link").as_bool());
  const auto clocks = get(agent_, "cases/" + id).at("clocks");
  for (const auto& clock : clocks.as_array()) {
    const bool reply = text_of(clock, "kind") == "first_reply" || text_of(clock, "kind") == "next_reply";
    EXPECT_FALSE(reply && text_of(clock, "end") == "running") << "a choice is no message that waits";
  }
  EXPECT_EQ(confirm_all(id), Fen{20'00});
  expect_ledger(id, Fen{20'00}, Fen{20'00});
  // Neither a wrong token nor half of it says anything.
  std::string wrong = token;
  wrong[20] = wrong[20] == 'A' ? 'B' : 'A';
  EXPECT_EQ(send({}, "GET", "/api/v1/buyer/offers/" + wrong).status, 404);
  EXPECT_EQ(send({}, "GET", "/api/v1/buyer/offers/" + token.substr(0, 30)).status, 404);
  // Whoever tries addresses out is slowed down.
  Client guesser;
  guesser.address = "198.51.100.9";
  int last = 0;
  for (int i = 0; i < 60; ++i) last = send(guesser, "GET", "/api/v1/buyer/offers/" + wrong).status;
  EXPECT_EQ(last, 429);
}

TEST_P(OffersOverHttp, TheBuyersPageRefusesAndFollowsToTheNextMenu) {
  const std::string id = quality_case("A9");
  const auto sent = send_menu(id);
  const std::string page = "buyer/offers/" + text_of(sent, "link").substr(3);
  const std::string offer = text_of(sent.at("offer"), "id");
  const auto refused = post({}, page + "/refuse", R"({"offer":")" + offer + R"(","words":"想换一件"})");
  EXPECT_EQ(text_of(refused, "state"), "refused");
  const auto next = send_menu(id);
  EXPECT_NE(text_of(next.at("offer"), "id"), offer);
  EXPECT_EQ(text_of(get({}, page), "offer"), text_of(next.at("offer"), "id"))
      << "the old link leads to the new menu";
  EXPECT_EQ(code_of({}, page + "/choose", R"({"offer":")" + offer + R"(","items":[1]})", 409), "offer.over");
}

TEST_P(OffersOverHttp, AReviewNeverChangesAMenu) {
  const std::string id = quality_case("B1");
  const std::string before = menu(get(agent_, "cases/" + id + "/offers/preview"));
  for (const int score : {1, 5}) {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      domain::Review review;
      review.id = unit.ids().next<ReviewId>(unit.now());
      review.shop = shop_;
      review.channel = domain::Channel::tmall;
      review.external_id = "V" + std::to_string(score);
      review.order = sold_.order;
      review.buyer = sold_.buyer;
      review.stars = score;
      review.text = score == 1 ? "差评，要曝光" : "好评";
      review.written_at = unit.now();
      review.polarity = domain::polarity_of(score);
      unit.trade().add_review(review);
      return {};
    }));
    EXPECT_EQ(menu(get(agent_, "cases/" + id + "/offers/preview")), before) << score;
  }
}

TEST_P(OffersOverHttp, APatternLowersGoodwillUntilALeadSaysTheBuyerIsFine) {
  const std::string buyer_case = quality_case("B2");
  const std::string of_buyer = "buyers/" + sold_.buyer.str() + "/pattern";
  EXPECT_EQ(code_of(agent_, of_buyer, R"({"why":"老客户"})", 403), "request.permission");
  EXPECT_EQ(code_of(lead_, of_buyer, R"({"why":" "})", 422), "case.reason_needed");
  const auto said = post(lead_, of_buyer, R"({"why":"老客户，每次都有照片"})");
  EXPECT_TRUE(said.at("items").at(0).at("safe").as_bool());
  const auto pattern = get(agent_, "cases/" + buyer_case + "/offers/preview").at("pattern");
  EXPECT_TRUE(pattern.at("marked_safe").as_bool());
  EXPECT_EQ(text_of(pattern, "said"), "老客户，每次都有照片");
  post(lead_, of_buyer, R"({"safe":false,"why":"又来了"})");
  EXPECT_FALSE(
      get(agent_, "cases/" + buyer_case + "/offers/preview").at("pattern").at("marked_safe").as_bool());
  EXPECT_EQ(get(agent_, of_buyer).at("items").as_array().size(), 2u);
}

// Sixty yuan of goodwill a buyer and month: what was granted in one case counts in the next.
TEST_P(OffersOverHttp, WhatWasGrantedCountsAgainstTheBuyersMonth) {
  const std::string first = quality_case("B3");
  const auto sold = sold_;
  choose(send_menu(first, R"([{"kind":"coupon","credit":4500}])"), "coupon");
  // Another order of the same buyer, about wear: nothing is owed, so goodwill is all there is.
  testing::Sold second = sell({.number = "B4",
                               .title = "真皮休闲鞋",
                               .price = Fen{399'00},
                               .paid_ago = days(96),
                               .shipped_ago = days(95),
                               .scanned_ago = days(95),
                               .signed_ago = days(92)});
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    auto order = *unit.trade().order(shop_, second.order);
    order.buyer = sold.buyer;
    unit.trade().update_order(order);
    return {};
  }));
  const std::string id = case_to_agree(second, 1, "wear_after_use", "buyer", "repair");
  // Fifteen yuan are left: small favours, and nothing that would take more of the month.
  const auto menu = post(agent_, "cases/" + id + "/offers", "{}");
  ASSERT_FALSE(menu.at("items").as_array().empty());
  for (const auto& item : menu.at("items").as_array()) {
    EXPECT_FALSE(item.at("entitled").as_bool());
    EXPECT_LE(number_of(item, "goodwill"), 15'00) << text_of(item.at("remedy"), "kind");
  }
  EXPECT_EQ(
      code_of(agent_, "cases/" + id + "/grants", R"({"remedy":{"kind":"red_packet","money":1600}})", 409),
      "grant.obstacle");
}

}  // namespace
}  // namespace shouhou::server
