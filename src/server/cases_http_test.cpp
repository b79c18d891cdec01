// A case over HTTP, from opening to closed, on both databases.
#include <gtest/gtest.h>

#include "connect/rules/load_rules.h"
#include "server/testing/in_process_desk.h"

namespace shouhou::server {
namespace {

class CasesOverHttp : public testing::InProcessDesk {
 protected:
  void SetUp() override {
    InProcessDesk::SetUp();
    if (IsSkipped()) return;
    auto book = connect::load_rules(connect::built_in_rules());
    ASSERT_TRUE(book);
    store().use_case_rules(
        ports::CaseRules::from(std::make_shared<const domain::RuleBook>(*std::move(book)), Zone::shanghai()));
  }
  testing::Answer post(const testing::Client& client, const std::string& path, const std::string& body) {
    return send(client, "POST", "/api/v1/cases" + path, body);
  }
};
SHOUHOU_ON_BOTH_ENGINES(CasesOverHttp);

TEST_P(CasesOverHttp, GoesFromOpeningToClosed) {
  const Owner owner = new_shop("毛衣店", "boss");
  const testing::Client agent = colleague(owner, "agent", "wang");
  const auto opened = post(agent, "", R"({"channel":"taobao","source":"refund_request","external_id":"R1",
      "subject":"羊毛开衫","issue":"late_shipment","phase":"unshipped","fault":"seller","words":"怎么还不发货"})");
  ASSERT_EQ(opened.status, 201) << opened.body;
  const std::string id = opened.member("id");
  EXPECT_EQ(post(agent, "", R"({"channel":"taobao","source":"refund_request","external_id":"R1"})")
                .member("opening"),
            "known");
  const auto must = [&](const std::string& path, const std::string& body) {
    const auto answer = post(agent, "/" + id + path, body);
    EXPECT_EQ(answer.status, 200) << path << " " << answer.body;
    return answer;
  };
  must("/take", "{}");
  must("/step", R"({"to":"verify"})");
  const auto refused = post(agent, "/" + id + "/step", R"({"to":"agree"})");
  EXPECT_EQ(refused.status, 409) << refused.body;
  must("/step", R"({"to":"soothe"})");
  must("/talk", R"({"leave_out":"平台单，没有会话"})");
  must("/step", R"({"to":"agree"})");
  EXPECT_EQ(post(agent, "/" + id + "/step", R"({"to":"follow_up"})").member("code"), "case.guard");
  must("/agreement", R"({"kind":"chosen","remedy":"cancel_refund","refund":5000})");
  must("/step", R"({"to":"follow_up"})");
  must("/refunds", R"({"step":"grant","key":"r1","amount":5000})");
  must("/refunds", R"({"step":"confirm_paid","key":"r1"})");
  must("/updates", R"({"words":"已经退款，请查收"})");
  must("/step", R"({"to":"register"})");
  const auto closed =
      must("/registration", R"({"root_cause":"缺货","outcome":"取消并退款","summary":"缺货退款",
      "cost":5000,"tags":["缺货"],"close":true})");
  EXPECT_EQ(closed.member("status"), "closed");
  const auto view = send(agent, "GET", "/api/v1/cases/" + id);
  ASSERT_EQ(view.status, 200) << view.body;
  EXPECT_NE(view.body.find("怎么还不发货"), std::string::npos);
  EXPECT_EQ(send(agent, "GET", "/api/v1/queue").body.find(id), std::string::npos);
  EXPECT_NE(send(agent, "GET", "/api/v1/queue?status=closed").body.find(id), std::string::npos);
}

TEST_P(CasesOverHttp, AKeptPageIsNeverOlderThanTheShop) {
  const Owner owner = new_shop("毛衣店", "boss");
  EXPECT_EQ(send(owner.client, "GET", "/api/v1/queue").body.find("羊毛开衫"), std::string::npos);
  const auto opened = post(owner.client, "", R"({"subject":"羊毛开衫"})");
  ASSERT_EQ(opened.status, 201) << opened.body;
  const std::string id = opened.member("id");
  EXPECT_NE(send(owner.client, "GET", "/api/v1/queue").body.find("羊毛开衫"), std::string::npos);
  EXPECT_EQ(send(owner.client, "GET", "/api/v1/queue").body.find("\"急\""), std::string::npos);
  ASSERT_EQ(post(owner.client, "/" + id + "/tags", R"({"add":["急"]})").status, 200);
  EXPECT_NE(send(owner.client, "GET", "/api/v1/queue").body.find("\"急\""), std::string::npos);
  const Owner other = new_shop("鞋店", "other");
  EXPECT_EQ(send(other.client, "GET", "/api/v1/queue").body.find("羊毛开衫"), std::string::npos);
  EXPECT_EQ(send(other.client, "GET", "/api/v1/cases/" + id).status, 404);
}

TEST_P(CasesOverHttp, AnOlderVersionIsToldWhoChangedIt) {
  const Owner owner = new_shop("毛衣店", "boss");
  const testing::Client agent = colleague(owner, "agent", "wang");
  const std::string id = post(agent, "", R"({"subject":"羊毛开衫"})").member("id");
  ASSERT_EQ(post(owner.client, "/" + id + "/tags", R"({"add":["急"]})").status, 200);
  const auto late = post(agent, "/" + id + "/take", R"({"version":1})");
  EXPECT_EQ(late.member("code"), "case.changed") << late.body;
  EXPECT_EQ(post(agent, "/" + id + "/take", R"({"version":2})").status, 200);
  const testing::Client viewer = colleague(owner, "viewer", "kan");
  EXPECT_EQ(post(viewer, "/" + id + "/take", "{}").status, 403);
}

}  // namespace
}  // namespace shouhou::server
