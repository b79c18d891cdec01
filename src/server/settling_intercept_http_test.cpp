// 在途取消: the buyer cancels while the parcel travels; whole over HTTP on both databases, with the money at
// the end: the carrier stops it and the refund follows, or it is too late and another way is found.
#include <gtest/gtest.h>

#include "server/testing/granting_desk.h"

namespace shouhou::server {
namespace {

using domain::DeedState;
using domain::EffectKind;
using testing::Answer;
using testing::Client;

class SettlingIntercept : public testing::GrantingDesk {
 protected:
  void SetUp() override {
    GrantingDesk::SetUp();
    if (IsSkipped()) return;
    owner_ = new_shop("毛衣店", "boss");
    agent_ = colleague(owner_, "agent", "wang");
    warehouse_ = colleague(owner_, "warehouse", "cang");
    about_ = case_about(owner_.shop, "in_transit_cancel", domain::Phase::in_transit);
    const Answer granted = post(agent_, about_.path() + "/grants",
                                R"({"remedy":{"kind":"intercept","money":100000},"reason":"买家不要了"})");
    ASSERT_EQ(granted.status, 201) << granted.body;
    ASSERT_EQ(granted.member("state"), "granted");
    ASSERT_EQ(work(), 1);
  }
  Answer post(const Client& client, const std::string& path, const std::string& body = "{}") {
    return send(client, "POST", path.starts_with("/") ? path : "/api/v1/" + path, body);
  }
  void must_post(const Client& client, const std::string& path, const std::string& body = "{}") {
    const Answer answer = post(client, path, body);
    EXPECT_EQ(answer.status, 200) << path << " " << answer.body;
  }
  void close() {
    must_post(agent_, about_.path() + "/updates", R"({"words":"已经办好"})");
    must_post(agent_, about_.path() + "/step", R"({"to":"register"})");
    must_post(
        agent_, about_.path() + "/registration",
        R"({"root_cause":"买家改主意","outcome":"办结","summary":"在途取消","cost":0,"tags":["取消"],"close":true})");
    EXPECT_EQ(load(about_).status(), domain::Status::closed);
  }
  std::string deed_path(EffectKind kind, const std::string& what) {
    return "deeds/" + deed(about_, kind).id.str() + "/" + what;
  }

  Owner owner_;
  Client agent_, warehouse_;
  CaseOf about_;
};
SHOUHOU_ON_BOTH_ENGINES(SettlingIntercept);

TEST_P(SettlingIntercept, TheCarrierStopsItAndTheRefundFollows) {
  EXPECT_EQ(post(agent_, about_.path() + "/step", R"({"to":"register"})").member("code"), "case.guard");
  EXPECT_EQ(post(warehouse_, deed_path(EffectKind::pay_refund, "confirm")).status, 403);
  const domain::Deed ask = deed(about_, EffectKind::ask_interception);
  must_post(agent_, about_.path() + "/tasks/" + ask.task.str(),
            R"({"state":"done","result":"拦截成功 SF1"})");
  EXPECT_EQ(deed(about_, EffectKind::ask_interception).state, DeedState::done);
  EXPECT_EQ(deed(about_, EffectKind::pay_refund).state, DeedState::due);
  ASSERT_EQ(work(), 1);
  must_post(agent_, deed_path(EffectKind::pay_refund, "take"));
  must_post(agent_, deed_path(EffectKind::pay_refund, "confirm"), R"({"reference":"TB-9"})");
  const Answer grants = send(agent_, "GET", about_.path() + "/grants");
  EXPECT_EQ(grants.member("granted"), "100000");
  EXPECT_EQ(grants.member("paid"), "100000");
  EXPECT_EQ(grants.member("open"), "0");
  close();
}

TEST_P(SettlingIntercept, ItWasSignedForAlready) {
  must_post(agent_, deed_path(EffectKind::ask_interception, "fail"), R"({"reason":"已经签收"})");
  EXPECT_EQ(sums(about_), (ports::LedgerSums{paid, Fen{0}, paid}));
  const domain::Case state = load(about_);
  ASSERT_EQ(state.step, domain::Step::agree);
  must_post(agent_, about_.path() + "/facts", R"({"phase":"delivered"})");
  must_post(agent_, about_.path() + "/tasks/" + state.tasks.back().id.str(),
            R"({"state":"done","result":"改为退货"})");
  const Answer partly = post(agent_, about_.path() + "/grants",
                             R"({"remedy":{"kind":"goodwill_refund","money":2000},"reason":"买家留下商品"})");
  ASSERT_EQ(partly.member("state"), "granted") << partly.body;
  ASSERT_EQ(work(), 1);
  const domain::Deed pay = deeds(about_).back();
  must_post(agent_, "deeds/" + pay.id.str() + "/confirm", R"({"reference":"TB-10"})");
  EXPECT_EQ(sums(about_), (ports::LedgerSums{paid + Fen{2000}, Fen{2000}, paid}));
  EXPECT_EQ(load(about_).granted(), Fen{2000});
  close();
}

}  // namespace
}  // namespace shouhou::server
