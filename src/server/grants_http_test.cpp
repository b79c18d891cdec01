// Granting, approving and carrying out over HTTP, on both databases: who may, once only, and to the fen.
#include <gtest/gtest.h>

#include <future>

#include "server/testing/granting_desk.h"

namespace shouhou::server {
namespace {

using domain::DeedState;
using domain::EffectKind;
using domain::Phase;
using testing::Answer;
using testing::Client;

class GrantsOverHttp : public testing::GrantingDesk {
 protected:
  void SetUp() override {
    GrantingDesk::SetUp();
    if (IsSkipped()) return;
    owner_ = new_shop("毛衣店", "boss");
    lead_ = colleague(owner_, "lead", "zhang");
    agent_ = colleague(owner_, "agent", "wang");
    other_ = colleague(owner_, "agent", "li");
  }
  Answer post(const Client& client, const std::string& path, const std::string& body = "{}") {
    return send(client, "POST", "/api/v1/" + path, body);
  }
  Answer grant(const Client& client, const CaseOf& about, const std::string& remedy,
               const std::string& more = {}) {
    return send(client, "POST", about.path() + "/grants", R"({"remedy":{)" + remedy + "}" + more + "}");
  }
  std::string at(const domain::Deed& deed, const std::string& what) {
    return "deeds/" + deed.id.str() + "/" + what;
  }

  Owner owner_;
  Client lead_, agent_, other_;
};
SHOUHOU_ON_BOTH_ENGINES(GrantsOverHttp);

TEST_P(GrantsOverHttp, ARefundIsPaidOnce) {
  const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
  const Answer granted =
      grant(agent_, about, R"("kind":"partial_refund_keep","money":4000)", R"(,"key":"k1","reason":"线头")");
  ASSERT_EQ(granted.status, 201) << granted.body;
  EXPECT_EQ(granted.member("state"), "granted");
  EXPECT_EQ(granted.member("goodwill"), "4000");
  EXPECT_EQ(
      grant(agent_, about, R"("kind":"partial_refund_keep","money":4000)", R"(,"key":"k1")").member("id"),
      granted.member("id"));
  EXPECT_EQ(
      grant(agent_, about, R"("kind":"partial_refund_keep","money":4100)", R"(,"key":"k1")").member("code"),
      "grant.key");
  ASSERT_EQ(load(about).refunds.size(), 1u);
  EXPECT_EQ(load(about).step, domain::Step::follow_up);

  EXPECT_EQ(work(), 1);
  domain::Deed deed = this->deed(about, EffectKind::pay_refund);
  EXPECT_EQ(deed.state, DeedState::instructed);
  EXPECT_NE(deed.instruction.zh.find("40.00"), std::string::npos) << deed.instruction.zh;
  EXPECT_NE(send(agent_, "GET", "/api/v1/deeds").body.find(deed.id.str()), std::string::npos);

  EXPECT_EQ(post(agent_, at(deed, "take")).status, 200);
  const Answer busy = post(other_, at(deed, "take"));
  EXPECT_EQ(busy.member("code"), "deed.in_hand") << busy.body;
  EXPECT_EQ(post(other_, at(deed, "confirm"), R"({"reference":"R-2"})").member("code"), "deed.in_hand");
  EXPECT_EQ(post(other_, at(deed, "cancel"), R"({"reason":"算了"})").member("code"), "deed.in_hand");
  EXPECT_EQ(post(agent_, at(deed, "confirm"), R"({"reference":"R-1"})").member("state"), "done");
  EXPECT_EQ(post(other_, at(deed, "confirm"), R"({"reference":"R-1"})").status, 200);
  EXPECT_EQ(sums(about), (ports::LedgerSums{Fen{4000}, Fen{4000}, Fen{0}}));
  EXPECT_TRUE(load(about).refunds.front().paid.has_value());

  const Answer otherwise = post(other_, at(deed, "confirm"), R"({"reference":"R-9"})");
  EXPECT_EQ(otherwise.status, 409);
  EXPECT_EQ(otherwise.member("code"), "deed.confirmed_otherwise") << otherwise.body;
  EXPECT_EQ(sums(about).paid, Fen{4000});
  EXPECT_NE(send(lead_, "GET", "/api/v1/deeds?doubted=true").body.find("R-9"), std::string::npos);
  EXPECT_EQ(load(about).tasks.size(), 1u) << "finance is told";
  EXPECT_EQ(post(agent_, at(deed, "settle"), R"({"reason":"看错了"})").status, 403);
  EXPECT_EQ(post(lead_, at(deed, "settle"), R"({"reason":"看错了"})").status, 200);
  EXPECT_EQ(send(lead_, "GET", "/api/v1/deeds?doubted=true").body.find("R-9"), std::string::npos);
}

TEST_P(GrantsOverHttp, BeyondOnesAuthorityASecondPersonDecides) {
  const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
  const Answer proposed =
      grant(agent_, about, R"("kind":"partial_refund_keep","money":60000)", R"(,"reason":"整件起球")");
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  EXPECT_EQ(proposed.member("state"), "proposed");
  EXPECT_EQ(proposed.member("approver"), "owner") << "above what a lead may approve";
  EXPECT_TRUE(load(about).refunds.empty());
  const std::string id = proposed.member("id");
  EXPECT_EQ(post(agent_, "grants/" + id + "/approve").status, 403);
  const Answer up = post(lead_, "grants/" + id + "/approve");
  EXPECT_EQ(up.member("state"), "proposed") << up.body;
  EXPECT_NE(send(owner_.client, "GET", "/api/v1/approvals").body.find(id), std::string::npos);
  const Answer agreed = post(owner_.client, "grants/" + id + "/approve");
  EXPECT_EQ(agreed.member("state"), "granted") << agreed.body;
  EXPECT_EQ(load(about).granted(), Fen{60000});
  EXPECT_EQ(send(owner_.client, "GET", "/api/v1/approvals").body.find(id), std::string::npos);

  const CaseOf second = case_about(owner_.shop, "quality_defect", Phase::delivered);
  const std::string own = grant(lead_, second, R"("kind":"partial_refund_keep","money":40000)").member("id");
  const Answer self = post(lead_, "grants/" + own + "/approve");
  EXPECT_EQ(self.member("code"), "grant.own_proposal") << self.body;
  EXPECT_EQ(post(owner_.client, "grants/" + own + "/refuse").member("code"), "case.reason_needed");
  EXPECT_EQ(post(owner_.client, "grants/" + own + "/refuse", R"({"reason":"先换货"})").member("state"),
            "refused");
  EXPECT_TRUE(load(second).refunds.empty());
  EXPECT_EQ(post(owner_.client, "grants/" + own + "/approve").member("code"), "grant.no_such_move");

  // What is owed never waits for anybody.
  const Answer owed =
      grant(agent_, second, R"("kind":"return_refund","money":100000)", R"(,"entitled":true)");
  EXPECT_EQ(owed.member("state"), "granted") << owed.body;
  EXPECT_EQ(owed.member("goodwill"), "0");
  // Nor is more given than was paid.
  const Answer over = grant(owner_.client, second, R"("kind":"partial_refund_keep","money":1)");
  EXPECT_EQ(over.member("code"), "grant.obstacle") << over.body;
}

TEST_P(GrantsOverHttp, ManySmallOnesOfADayNeedApprovalAsWell) {
  for (int i = 0; i < 10; ++i) {
    const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
    EXPECT_EQ(grant(agent_, about, R"("kind":"partial_refund_keep","money":5000)").member("state"),
              "granted");
  }
  const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
  EXPECT_EQ(grant(agent_, about, R"("kind":"partial_refund_keep","money":100)").member("state"), "proposed");
  const CaseOf tomorrow = case_about(owner_.shop, "quality_defect", Phase::delivered);
  clock_.set(clock_.now() + hours(24));
  agent_ = sign_in("wang", password);
  EXPECT_EQ(grant(agent_, tomorrow, R"("kind":"partial_refund_keep","money":100)").member("state"),
            "granted");
}

TEST_P(GrantsOverHttp, TwoAtOnce) {
  for (int round = 0; round < 5; ++round) {
    const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
    granted(about, money(domain::RemedyKind::partial_refund_keep, Fen{1000}));
    work();
    const domain::Deed deed = this->deed(about, EffectKind::pay_refund);
    const auto both = [&](const std::string& what, const std::string& first, const std::string& second) {
      auto one = std::async(std::launch::async, [&] { return post(agent_, at(deed, what), first); });
      const Answer two = post(other_, at(deed, what), second);
      return std::pair(one.get().status, two.status);
    };
    if (round % 2 == 0) {
      const auto [one, two] = both("take", "{}", "{}");
      EXPECT_EQ(one + two, 200 + 409) << one << " " << two;
    } else {
      const auto [one, two] = both("confirm", R"({"reference":"A"})", R"({"reference":"B"})");
      EXPECT_EQ(one + two, 200 + 409) << one << " " << two;
      EXPECT_EQ(sums(about).paid, Fen{1000});
    }
  }
}

TEST_P(GrantsOverHttp, AConfirmationAfterTheCancellationCountsAndIsLookedAt) {
  const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
  granted(about, money(domain::RemedyKind::partial_refund_keep, Fen{2500}));
  work();
  const domain::Deed deed = this->deed(about, EffectKind::pay_refund);
  EXPECT_EQ(post(agent_, at(deed, "cancel")).member("code"), "case.reason_needed");
  EXPECT_EQ(post(agent_, at(deed, "cancel"), R"({"reason":"买家不要了"})").member("state"), "cancelled");
  EXPECT_EQ(sums(about), (ports::LedgerSums{Fen{2500}, Fen{0}, Fen{2500}}));
  EXPECT_TRUE(load(about).refunds.empty());
  EXPECT_EQ(load(about).agreement->refund, Fen{0}) << "nobody waits for it";
  const Answer late = post(agent_, at(deed, "confirm"), R"({"reference":"R-5"})");
  EXPECT_EQ(late.member("state"), "done") << late.body;
  EXPECT_EQ(late.member("doubt"), "R-5") << "a lead looks at it";
  EXPECT_EQ(sums(about), (ports::LedgerSums{Fen{2500}, Fen{2500}, Fen{0}}));
  ASSERT_EQ(load(about).refunds.size(), 1u);
  EXPECT_TRUE(load(about).refunds.front().paid.has_value());
}

TEST_P(GrantsOverHttp, ThePlatformsNoticeIsNotPaidAgain) {
  const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
  granted(about, money(domain::RemedyKind::partial_refund_keep, Fen{3000}));
  const std::string notice =
      R"({"status":"open","refund_key":"TB-R-1","refund_paid":3000,"reason":"退款成功"})";
  EXPECT_EQ(send(agent_, "POST", about.path() + "/platform", notice).status, 200);
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::done);
  EXPECT_EQ(deed(about, EffectKind::pay_refund).reference, "TB-R-1");
  EXPECT_EQ(load(about).refunds.size(), 1u);
  work();  // what was still in the outbox asks nobody any more
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::done);
  send(agent_, "POST", about.path() + "/platform", notice);
  EXPECT_EQ(load(about).refunds.size(), 1u);
  EXPECT_EQ(sums(about).paid, Fen{3000});
  // Another amount than what is open is put before a person, and not payable until somebody has looked.
  granted(about, money(domain::RemedyKind::partial_refund_keep, Fen{700}), "second");
  work();
  send(agent_, "POST", about.path() + "/platform",
       R"({"status":"open","refund_key":"TB-R-2","refund_paid":900,"reason":"退款成功"})");
  for (const domain::Deed& one : deeds(about)) {
    if (one.state == DeedState::done) continue;
    EXPECT_EQ(post(agent_, at(one, "take")).member("code"), "deed.doubted");
    EXPECT_EQ(post(lead_, at(one, "settle"), R"({"reason":"是另一笔"})").status, 200);
    EXPECT_EQ(post(agent_, at(one, "take")).status, 200);
  }
}

TEST_P(GrantsOverHttp, TheTaskAndTheDeedAreOneThing) {
  const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
  domain::Remedy coupon;
  coupon.kind = domain::RemedyKind::coupon;
  coupon.credit = Fen{1000};
  coupon.detail = "满百减十";
  granted(about, coupon);
  work();
  const domain::Deed first = deed(about, EffectKind::issue_coupon);
  ASSERT_TRUE(first.task);
  EXPECT_EQ(
      send(agent_, "POST", about.path() + "/tasks/" + first.task.str(), R"({"state":"done","result":"C-1"})")
          .status,
      200);
  EXPECT_EQ(deed(about, EffectKind::issue_coupon).state, DeedState::done);
  EXPECT_EQ(deed(about, EffectKind::issue_coupon).reference, "C-1");

  const CaseOf second = case_about(owner_.shop, "quality_defect", Phase::delivered);
  granted(second, coupon);
  const domain::Deed other = deed(second, EffectKind::issue_coupon);
  EXPECT_EQ(post(agent_, at(other, "confirm"), R"({"reference":"C-2"})").status, 200);
  EXPECT_EQ(load(second).task(other.task)->state, domain::TaskState::done);
}

TEST_P(GrantsOverHttp, GoodsComeBackInPart) {
  const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
  const Answer answer =
      grant(agent_, about, R"("kind":"return_refund","money":100000)", R"(,"entitled":true)");
  ASSERT_EQ(answer.status, 201) << answer.body;
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::held);
  EXPECT_EQ(deed(about, EffectKind::await_return).state, DeedState::instructed);
  work();
  EXPECT_EQ(post(agent_, at(deed(about, EffectKind::pay_refund), "confirm")).member("code"),
            "deed.no_such_move");
  const GrantId id = *GrantId::parse(answer.member("id"));
  const auto back = [&](Fen deduction) {
    return write([&](ports::Unit& unit) {
      return app::goods_came_back(unit, ports::Actor::system(owner_.shop),
                                  {id, {9}, deduction, "一件有污渍"});
    });
  };
  EXPECT_EQ(back(Fen{100'001}).error().code, "grant.deduction");
  must(back(Fen{10'000}));
  must(back(Fen{10'000}));  // told again: nothing
  EXPECT_EQ(deed(about, EffectKind::pay_refund).amount, Fen{90'000});
  EXPECT_EQ(deed(about, EffectKind::await_return).state, DeedState::done);
  EXPECT_EQ(sums(about), (ports::LedgerSums{Fen{100'000}, Fen{0}, Fen{10'000}}));
  EXPECT_EQ(load(about).granted(), Fen{90'000});
  EXPECT_EQ(load(about).agreement->refund, Fen{90'000});
  work();
  EXPECT_EQ(post(agent_, at(deed(about, EffectKind::pay_refund), "confirm"), R"({"reference":"R"})").status,
            200);
  EXPECT_EQ(sums(about).open(), Fen{0});

  const CaseOf second = case_about(owner_.shop, "quality_defect", Phase::delivered);
  const std::string never = grant(agent_, second, R"("kind":"return_refund","money":100000)").member("id");
  must(write([&](ports::Unit& unit) {
    return app::goods_not_coming(unit, ports::Actor::system(owner_.shop), *GrantId::parse(never),
                                 "买家不寄了");
  }));
  EXPECT_EQ(deed(second, EffectKind::pay_refund).state, DeedState::cancelled);
  EXPECT_EQ(sums(second), (ports::LedgerSums{Fen{100'000}, Fen{0}, Fen{100'000}}));
}

TEST_P(GrantsOverHttp, WithdrawnBeforeAnythingIsDone) {
  const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
  const std::string id = grant(agent_, about, R"("kind":"partial_refund_keep","money":4000)").member("id");
  work();
  const Answer gone = post(agent_, "grants/" + id + "/withdraw", R"({"reason":"买家选了别的"})");
  EXPECT_EQ(gone.member("state"), "withdrawn") << gone.body;
  EXPECT_EQ(sums(about).open(), Fen{0});
  const CaseOf third = case_about(owner_.shop, "quality_defect", Phase::delivered);
  const std::string owed = grant(agent_, third, R"("kind":"return_refund","money":100000)").member("id");
  const Answer back = post(agent_, "grants/" + owed + "/withdraw", R"({"reason":"买家留下商品"})");
  EXPECT_EQ(back.member("state"), "withdrawn") << back.body;
  EXPECT_EQ(sums(third), (ports::LedgerSums{paid, Fen{0}, paid}));
  EXPECT_EQ(load(third).returns.front().state, domain::ReturnState::given_up);
  // The limit is free again.
  EXPECT_EQ(grant(agent_, about, R"("kind":"partial_refund_keep","money":5000)").member("state"), "granted");
  work();
  const domain::Deed now = deeds(about).back();
  EXPECT_EQ(post(agent_, at(now, "confirm"), R"({"reference":"R"})").status, 200);
  EXPECT_EQ(post(agent_, "grants/" + now.grant.str() + "/withdraw", R"({"reason":"不"})").member("code"),
            "grant.carried_out");
}

}  // namespace
}  // namespace shouhou::server
