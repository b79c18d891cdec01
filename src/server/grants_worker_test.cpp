// The outbox worker and what it carries out, on both databases: killed between doing and recording, refused
// again and again, packed already, signed for already, and the promised date.
#include <gtest/gtest.h>

#include "app/dead_letters.h"
#include "server/testing/granting_desk.h"

namespace shouhou::server {
namespace {

using domain::DeedState;
using domain::EffectKind;
using domain::Phase;
using domain::RemedyKind;
using testing::PayingPerformer;

struct Killed {};

class OutboxWorkers : public testing::GrantingDesk {
 protected:
  void SetUp() override {
    GrantingDesk::SetUp();
    if (IsSkipped()) return;
    owner_ = new_shop("毛衣店", "boss");
  }
  CaseOf refund_due(Fen amount) {
    const CaseOf about = case_about(owner_.shop, "quality_defect", Phase::delivered);
    granted(about, money(RemedyKind::partial_refund_keep, amount));
    return about;
  }
  void fail(const domain::Deed& deed, const std::string& reason) {
    must(write([&](ports::Unit& unit) {
      return app::fail_deed(unit, ports::Actor::system(deed.shop), {deed.id, reason, false}).map([](auto&&) {
      });
    }));
  }
  void confirm(const domain::Deed& deed, const std::string& reference) {
    must(write([&](ports::Unit& unit) {
      return app::confirm_deed(unit, ports::Actor::system(deed.shop), {deed.id, reference, {}})
          .map([](auto&&) {});
    }));
  }

  Owner owner_;
};
SHOUHOU_ON_BOTH_ENGINES(OutboxWorkers);

TEST_P(OutboxWorkers, KilledBetweenPayingAndRecordingPaysOnce) {
  const CaseOf about = refund_due(Fen{4000});
  PayingPerformer bank;
  EXPECT_THROW(work(bank, [] { throw Killed(); }), Killed);
  EXPECT_EQ(bank.sum, Fen{4000});
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::due) << "nobody has recorded it";
  // Nobody cancels or confirms by hand what a worker may be doing.
  must(write([&](ports::Unit& unit) -> Result<void> {
    const auto cancelled = app::cancel_deed(unit, ports::Actor::system(owner_.shop),
                                            {deeds_in(unit, about).front().id, "不要了"});
    EXPECT_EQ(cancelled.error().code, "deed.being_done");
    return {};
  }));
  EXPECT_EQ(work(bank), 0) << "the lease runs";
  clock_.set(clock_.now() + minutes(3));
  EXPECT_EQ(work(bank), 1);
  EXPECT_EQ(bank.asked, 2);
  EXPECT_EQ(bank.sum, Fen{4000}) << "the same key moves no more money";
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::done);
  EXPECT_EQ(sums(about), (ports::LedgerSums{Fen{4000}, Fen{4000}, Fen{0}}));
}

TEST_P(OutboxWorkers, TwoWorkersWithTheSameItemRecordItOnce) {
  const CaseOf about = refund_due(Fen{4000});
  PayingPerformer bank;
  // The second starts when the first has paid and its lease is over, and records first.
  work(bank, [&] {
    clock_.set(clock_.now() + minutes(3));
    EXPECT_EQ(work(bank), 1);
  });
  EXPECT_EQ(bank.sum, Fen{4000});
  EXPECT_EQ(sums(about), (ports::LedgerSums{Fen{4000}, Fen{4000}, Fen{0}}));
  EXPECT_TRUE(deed(about, EffectKind::pay_refund).doubt.empty());
}

TEST_P(OutboxWorkers, WhatFailsIsTriedLaterAndLaterAndThenLeftToAPerson) {
  const CaseOf about = refund_due(Fen{4000});
  PayingPerformer bank;
  bank.failures = 100;
  Span waited;
  for (int attempt = 1; attempt <= 8; ++attempt) {
    ASSERT_EQ(work(bank), 1) << attempt;
    ASSERT_EQ(work(bank), 0) << "not at once: " << attempt;
    clock_.set(clock_.now() + hours(2));
    waited = waited + hours(2);
  }
  EXPECT_EQ(work(bank), 0);
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::failed);
  const testing::Client boss = sign_in("boss", password);
  const testing::Answer letters = send(boss, "GET", "/api/v1/dead-letters");
  EXPECT_NE(letters.body.find("the bank is asleep"), std::string::npos) << letters.body;
  bank.failures = 0;
  OutboxId item;
  must(read([&](ports::ReadUnit& unit) -> Result<void> {
    item = unit.outbox().dead(owner_.shop, {}, 10).at(0).id;
    return {};
  }));
  EXPECT_EQ(send(boss, "POST", "/api/v1/dead-letters/" + item.str() + "/revive", "{}").status, 200);
  EXPECT_EQ(send(boss, "POST", "/api/v1/dead-letters/" + item.str() + "/revive", "{}").member("code"),
            "outbox.not_dead");
  EXPECT_EQ(work(bank), 1);
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::done);
  EXPECT_EQ(bank.sum, Fen{4000});
}

TEST_P(OutboxWorkers, WhatWasCancelledMeanwhileIsNotAskedFor) {
  const CaseOf about = refund_due(Fen{4000});
  must(write([&](ports::Unit& unit) {
    return app::cancel_deed(unit, ports::Actor::system(owner_.shop),
                            {deeds_in(unit, about).front().id, "不要了"})
        .map([](auto&&) {});
  }));
  PayingPerformer bank;
  work(bank);
  EXPECT_EQ(bank.asked, 0);
  EXPECT_EQ(sums(about), (ports::LedgerSums{Fen{4000}, Fen{0}, Fen{4000}}));
}

TEST_P(OutboxWorkers, AnInterceptionThatWorksReleasesTheRefund) {
  const CaseOf about = case_about(owner_.shop, "in_transit_cancel", Phase::in_transit);
  granted(about, money(RemedyKind::intercept, paid));
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::held);
  work();
  EXPECT_EQ(deed(about, EffectKind::ask_interception).department, domain::Department::logistics);
  confirm(deed(about, EffectKind::ask_interception), "SF-INT-1");
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::due);
  work();
  confirm(deed(about, EffectKind::pay_refund), "R-1");
  EXPECT_EQ(sums(about), (ports::LedgerSums{paid, paid, Fen{0}}));
  EXPECT_TRUE(load(about).refunds.front().paid.has_value());
}

TEST_P(OutboxWorkers, AnInterceptionThatFailsTakesTheRefundBack) {
  const CaseOf about = case_about(owner_.shop, "in_transit_cancel", Phase::in_transit);
  granted(about, money(RemedyKind::intercept, paid));
  work();
  fail(deed(about, EffectKind::ask_interception), "已经签收");
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::cancelled);
  EXPECT_EQ(sums(about), (ports::LedgerSums{paid, Fen{0}, paid}));
  const domain::Case state = load(about);
  EXPECT_EQ(state.step, domain::Step::agree) << "another way has to be found";
  EXPECT_TRUE(state.refunds.empty());
  EXPECT_EQ(state.tasks.back().department, domain::Department::service);
  EXPECT_EQ(state.tasks.back().state, domain::TaskState::to_do) << "the agent is told";
}

TEST_P(OutboxWorkers, ACancelledOrderIsRefundedWhenItsPackingIsStopped) {
  const CaseOf about = case_about(owner_.shop, "not_shipped_cancel", Phase::unshipped);
  granted(about, money(RemedyKind::cancel_refund, paid));
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::held);
  work();
  const domain::Deed stop = deed(about, EffectKind::stop_packing);
  EXPECT_EQ(stop.department, domain::Department::warehouse);
  confirm(stop, {});
  EXPECT_EQ(deed(about, EffectKind::pay_refund).state, DeedState::due);

  const CaseOf packed = case_about(owner_.shop, "not_shipped_cancel", Phase::unshipped);
  granted(packed, money(RemedyKind::cancel_refund, paid));
  fail(deed(packed, EffectKind::stop_packing), "已经装车");
  EXPECT_EQ(deed(packed, EffectKind::pay_refund).state, DeedState::cancelled);
  EXPECT_EQ(load(packed).step, domain::Step::agree);
}

TEST_P(OutboxWorkers, APromisedDateComes) {
  const CaseOf about = case_about(owner_.shop, "stuck_parcel", Phase::in_transit, domain::Fault::carrier);
  domain::Remedy wait;
  wait.kind = RemedyKind::wait_until;
  wait.look_again = clock_.now() + days(2);
  granted(about, wait);
  EXPECT_TRUE(load(about).running_clock("look_again"));
  EXPECT_EQ(work(), 0) << "not before its date";
  clock_.set(clock_.now() + days(2) + seconds(1));
  EXPECT_EQ(work(), 1);
  EXPECT_EQ(deed(about, EffectKind::look_again).state, DeedState::instructed);
  EXPECT_EQ(load(about).step, domain::Step::agree) << "the choice comes back";
  confirm(deed(about, EffectKind::look_again), {});
  EXPECT_FALSE(load(about).running_clock("look_again"));

  const CaseOf early = case_about(owner_.shop, "stuck_parcel", Phase::in_transit, domain::Fault::carrier);
  wait.look_again = clock_.now() + days(2);
  granted(early, wait);
  confirm(deed(early, EffectKind::look_again), {});  // it arrived
  clock_.set(clock_.now() + days(3));
  work();
  EXPECT_EQ(load(early).step, domain::Step::follow_up);
}

TEST_P(OutboxWorkers, CompensationGrowsWithTheDelayAndComesOnTop) {
  const CaseOf about = case_about(owner_.shop, "late_shipment", Phase::unshipped);
  domain::Remedy wait;
  wait.kind = RemedyKind::wait_until;
  wait.look_again = clock_.now() + days(2);
  granted(about, wait);
  EXPECT_EQ(sums(about).granted, Fen{0}) << "it is not late yet";
  clock_.set(clock_.now() + days(2) + seconds(1));
  work();
  const domain::Deed compensation = deed(about, EffectKind::pay_out);
  EXPECT_TRUE(compensation.on_top);
  EXPECT_EQ(compensation.amount, Fen{10'000}) << "taobao.late: a tenth, at most 100 yuan";
  // The whole order is still refunded, and the compensation is not given a second time.
  granted(about, money(RemedyKind::cancel_refund, paid));
  EXPECT_EQ(load(about).granted(), paid);
  EXPECT_EQ(sums(about).granted, paid + Fen{10'000});
  EXPECT_EQ(load(about).refunds.size(), 2u);
}

}  // namespace
}  // namespace shouhou::server
